// How long it takes to look through a change of a long file: node test/bench/concerns.mjs
// The file is the sample's experiment, repeated until it has 2,000 lines; the change touches a constant, or plants a program.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const contents = `export { pythonConcerns } from "./src/python/concerns"; export { policyOf } from "./src/python/policy"; export { TemplateManifest } from "./src/research/template";`;
const stdin = { contents, resolveDir: root, loader: "ts" };
const bundle = await build({ stdin, bundle: true, write: false, format: "esm", target: "node22" });
const { pythonConcerns, policyOf, TemplateManifest } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`
);

const template = `${root}/templates/2d_diffusion`;
const policy = policyOf(TemplateManifest.parse(JSON.parse(readFileSync(`${template}/template.json`, "utf8"))));
const sample = readFileSync(`${template}/experiment.py`, "utf8");
const lines = Array.from({ length: 12 }, (_, index) => sample.replaceAll("Denoiser", `Denoiser${index}`))
  .join("\n")
  .split("\n");
const before = `${lines.slice(0, 2000).join("\n")}\n`;
const changes = {
  "a constant": before.replace("LEARNING_RATE = 4e-3", "LEARNING_RATE = 1e-3"),
  "a program started": `${before}import subprocess\nsubprocess.run(["ls"])\n`,
};

const TARGET = 20;
let worst = 0;
for (const [name, after] of Object.entries(changes)) {
  const change = [{ path: "experiment.py", before, after }];
  const start = performance.now();
  const found = pythonConcerns(change, policy).length;
  const first = performance.now() - start;
  const times = Array.from({ length: 40 }, () => {
    const at = performance.now();
    pythonConcerns(change, policy);
    return performance.now() - at;
  }).sort((a, b) => a - b);
  const middle = times[20];
  worst = Math.max(worst, middle);
  console.log(
    `${name}, 2,000 lines: ${found} concerns, first ${first.toFixed(1)} ms, then ${middle.toFixed(1)} ms, 95 % below ${times[37].toFixed(1)} ms`,
  );
}
console.log(worst <= TARGET ? `within ${TARGET} ms` : `slower than ${TARGET} ms`);
if (worst > TARGET) process.exitCode = 1;
