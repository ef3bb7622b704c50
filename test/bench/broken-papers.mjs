// Broken papers, 10,000 of them: whatever the language server does with a text, it never throws and takes less than a second a call.
// node test/bench/broken-papers.mjs [how many]
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outfile = `${root}/.cache/bench/broken-papers.cjs`;
await build({
  entryPoints: [`${root}/test/bench/read-broken.ts`],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile,
  logLevel: "error",
});
const { default: bench } = await import(pathToFileURL(outfile).href);
const rounds = Number(process.argv[2] ?? 10_000);
const slowest = await bench.readBroken(rounds);
rmSync(outfile);

console.log(`${rounds} broken papers: none threw. The slowest call of each kind, processor time:`);
for (const [name, milliseconds] of slowest) console.log(`  ${name.padEnd(18)} ${milliseconds.toFixed(0)} ms`);
if (Math.max(...slowest.values()) > 1000) {
  console.error("  slower than 1 s");
  process.exitCode = 1;
}
