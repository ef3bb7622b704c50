// What the prompts of a whole paper weigh, by stage, and how much of them is a stable prefix: node test/bench/prompts.mjs
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outfile = `${root}/.cache/bench/prompts.cjs`;
await build({
  entryPoints: [`${root}/test/bench/prompts.ts`],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile,
  logLevel: "error",
});
const { default: bench } = await import(pathToFileURL(outfile).href);
const { stages, total, ratioToOriginal, stableShare } = await bench.measurePrompts(root);
rmSync(outfile);

console.log("Prompt tokens of a whole paper (2d_diffusion, rehearsal model, all stages)");
for (const [stage, { calls, usage }] of Object.entries(stages)) {
  const share = ((100 * usage.cachedInput) / usage.input).toFixed(0);
  console.log(
    `  ${stage.padEnd(12)} ${String(calls).padStart(3)} calls ${String(usage.input).padStart(8)} tokens, ${share} % stable prefix`,
  );
}
console.log(`  total ${total.input} tokens, ${(100 * stableShare).toFixed(1)} % stable prefix`);
console.log(
  `  ${ratioToOriginal.toFixed(2)} × the original's 1.065 M; ${total.input - total.cachedInput} tokens are not cached`,
);
