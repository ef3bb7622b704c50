// How long the claims of a 41 kB paper take: at first, and after each of 20 edits while one types. Fails above 60 ms.
// node test/bench/claims.mjs
import { bundled, root } from "./parts/bundled.mjs";

const bench = await bundled("judged-paper.ts");
const { library, first, edits, read } = bench.judgeWhileTyping(root);

const [median, slowest] = inTheMiddle(edits);
const [medianRead, slowestRead] = inTheMiddle(read);
console.log("Claims of a 41 kB paper");
console.log(`  results and code read:  ${library.toFixed(0)} ms`);
console.log(`  the paper, first time:  ${first.toFixed(0)} ms`);
console.log(`  after a key:            median ${median.toFixed(1)} ms, slowest of 20 ${slowest.toFixed(1)} ms`);
console.log(`  read by a model, too:   median ${medianRead.toFixed(1)} ms, slowest of 20 ${slowestRead.toFixed(1)} ms`);
if (Math.max(median, medianRead) > 60) {
  console.error("  slower than 60 ms after a key");
  process.exitCode = 1;
}

function inTheMiddle(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return [sorted[sorted.length >> 1], sorted.at(-1)];
}
