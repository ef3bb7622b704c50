// How long the claims of a 41 kB paper take: at first, and after each of 20 edits while one types. Fails above 60 ms.
// node test/bench/claims.mjs
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outfile = `${root}/.cache/bench/claims.cjs`;
await build({
  entryPoints: [`${root}/test/bench/judged-paper.ts`],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile,
  logLevel: "error",
});
const { default: bench } = await import(pathToFileURL(outfile).href);
const { library, first, edits } = bench.judgeWhileTyping(root);
rmSync(outfile);

const sorted = edits.toSorted((a, b) => a - b);
const [median, slowest] = [sorted[sorted.length >> 1], sorted.at(-1)];
console.log("Claims of a 41 kB paper");
console.log(`  results and code read:  ${library.toFixed(0)} ms`);
console.log(`  the paper, first time:  ${first.toFixed(0)} ms`);
console.log(`  after a key:            median ${median.toFixed(1)} ms, slowest of 20 ${slowest.toFixed(1)} ms`);
if (median > 60) {
  console.error("  slower than 60 ms after a key");
  process.exitCode = 1;
}
