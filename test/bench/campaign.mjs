// How much longer a campaign takes than it must, with simulated times: node test/bench/campaign.mjs
import { bundled } from "./parts/bundled.mjs";

const bench = await bundled("makespan.ts");
const hours = (minutes) => (minutes / 60).toFixed(1).padStart(6);
const ratio = (value) => value.toFixed(3).padStart(9);

console.log("Campaigns with simulated times, means of six draws.");
console.log(
  "  bound: what no plan can beat, reached or not; worst: of the draws; found: the best plan that a search found",
);
console.log("  which knows every time beforehand.\n");
console.log(`  ${"".padEnd(50)}  hours  to bound    worst  to found  ideas at once, at most`);
for (const { name, makespan, toBound, worst, toBestFound, alive } of await bench.measureMakespans())
  console.log(
    `  ${name.padEnd(50)} ${hours(makespan)} ${ratio(toBound)} ${ratio(worst)} ${ratio(toBestFound)}  ${alive}`,
  );
