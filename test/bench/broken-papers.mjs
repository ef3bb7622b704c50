// Broken papers, 10,000 of them: whatever the language server does with a text, it never throws and takes less than a second a call.
// node test/bench/broken-papers.mjs [how many]
import { bundled } from "./parts/bundled.mjs";

const bench = await bundled("read-broken.ts");
const rounds = Number(process.argv[2] ?? 10_000);
const slowest = await bench.readBroken(rounds);

console.log(`${rounds} broken papers: none threw. The slowest call of each kind, processor time:`);
for (const [name, milliseconds] of slowest) console.log(`  ${name.padEnd(18)} ${milliseconds.toFixed(0)} ms`);
if (Math.max(...slowest.values()) > 1000) {
  console.error("  slower than 1 s");
  process.exitCode = 1;
}
