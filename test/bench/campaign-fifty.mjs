// Fifty ideas on eight slots with the rehearsal model and simulated runs, killed twice: node test/bench/campaign-fifty.mjs [ideas] [slots]
import { manyIdeas } from "./parts/fifty.mjs";

const [ideas, slots] = [Number(process.argv[2] ?? 50), Number(process.argv[3] ?? 8)];
let told = "";
const tell = (line) => {
  if (!process.stdout.isTTY || line === told) return;
  told = line;
  process.stdout.write(`\r\u001b[K  ${line}`);
};
const { code, kills, seconds, peakMegabytes, result, journals } = await manyIdeas({
  ...{ ideas, slots, runMilliseconds: 2000, killsAt: [0.3, 0.7], tell },
});
if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");

const steps = journals.map((events) => events.filter(({ type }) => type === "step-finished").map(({ step }) => step));
const twice = steps.flatMap((names) => names.filter((name, index) => names.indexOf(name) !== index));
const [row] = result?.table ?? [];
const checks = {
  "it ended well": code === 0 && result?.ending.how === "done",
  "it was killed twice in the middle": kills.length === 2 && kills.every(({ signal }) => signal === "SIGKILL"),
  "every idea has a paper": row?.ideas === ideas && row.completedPapers === ideas && row.experimentsPassed === ideas,
  "half of them are novel": row?.novel === Math.ceil(ideas / 2),
  "no step was done twice": twice.length === 0,
  "less than 300 MB at any time": peakMegabytes < 300,
};
console.log(`${ideas} ideas on ${slots} slots: ${seconds.toFixed(0)} s, at most ${peakMegabytes.toFixed(0)} MB`);
console.log(
  `  ${result?.ending.reason ?? "no result"} Killed with ${kills.map(({ events }) => events).join(" and ")} events.`,
);
for (const [what, holds] of Object.entries(checks)) console.log(`  ${holds ? "✓" : "✗"} ${what}`);
process.exit(Object.values(checks).every(Boolean) ? 0 : 1);
