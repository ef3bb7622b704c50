// How long the claims of a 41 kB paper take: at first, and after each of 20 edits while one types. Fails above 60 ms.
// node test/bench/claims.mjs
import { bundled, root } from "./parts/bundled.mjs";

const bench = await bundled("judged-paper.ts");
const { library, first, edits } = bench.judgeWhileTyping(root);

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
