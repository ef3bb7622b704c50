// How much longer a campaign takes than it must, with simulated times: node test/bench/campaign.mjs
import { bundled } from "./parts/bundled.mjs";

const bench = await bundled("makespan.ts");
const hours = (minutes) => (minutes / 60).toFixed(1).padStart(6);

console.log("Campaigns with simulated times against what no plan can beat (hours)");
for (const { name, makespan, bound, ratio, alive } of await bench.measureMakespans()) {
  console.log(
    `  ${name.padEnd(50)} ${hours(makespan)} / ${hours(bound)} = ${ratio.toFixed(3)}, at most ${alive} ideas at once`,
  );
}
