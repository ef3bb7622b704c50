// How much longer a campaign takes than it must, with simulated times: node test/bench/campaign.mjs
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outfile = `${root}/.cache/bench/makespan.cjs`;
await build({
  entryPoints: [`${root}/test/bench/makespan.ts`],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile,
  logLevel: "error",
});
const { default: bench } = await import(pathToFileURL(outfile).href);
const measured = await bench.measureMakespans();
rmSync(outfile);

console.log("Campaigns with simulated times against what no plan can beat (hours)");
for (const { name, makespan, bound, ratio, alive } of measured) {
  const hours = (minutes) => (minutes / 60).toFixed(1).padStart(6);
  console.log(
    `  ${name.padEnd(50)} ${hours(makespan)} / ${hours(bound)} = ${ratio.toFixed(3)}, at most ${alive} ideas at once`,
  );
}
