// What stages were expected to cost, beside what they did cost, for two whole ideas: node test/bench/estimates.mjs
import { bundled, root } from "./parts/bundled.mjs";

const bench = await bundled("measured-estimates.ts");
const reports = await bench.measureEstimates(root);

const dollars = (amount) => amount.toFixed(3).padStart(6);
const range = (one) => (one ? `${dollars(one.low)} –${dollars(one.high)}` : "".padStart(14));
/** 1 inside the range, else by which factor it was missed. */
const miss = (actual, one) => (!one ? 1 : Math.max(1, one.low / actual, actual / one.high));
const mark = (actual, one) => (miss(actual, one) === 1 ? "     " : `×${miss(actual, one).toFixed(2)}`.padEnd(5));

let worst = 1;
for (const { name, rows, total } of reports) {
  console.log(`\n${name}: calls and US dollars as they were, expected before the idea began, and when the stage began`);
  for (const row of [...rows, total]) {
    worst = Math.max(worst, miss(row.dollars, row.before), miss(row.dollars, row.entering));
    const calls = `${String(row.calls).padStart(3)} (${row.callsBefore.low}–${row.callsBefore.high})`.padEnd(13);
    console.log(
      `  ${row.stage.padEnd(12)} ${calls} ${dollars(row.dollars)}   before ${range(row.before)} ${mark(row.dollars, row.before)}  then ${range(row.entering)} ${mark(row.dollars, row.entering)}`,
    );
  }
}
console.log(`\n  farthest outside a range: a factor of ${worst.toFixed(2)}`);
