// What the prompts of a whole paper weigh, by stage, and how much of them is a stable prefix: node test/bench/prompts.mjs
import { bundled, root } from "./parts/bundled.mjs";

const bench = await bundled("measured-prompts.ts");
const { stages, total, ratioToOriginal, stableShare } = await bench.measurePrompts(root);

console.log("Prompt tokens of a whole paper (2d_diffusion, rehearsal model, all stages)");
for (const [stage, { calls, usage }] of Object.entries(stages)) {
  const share = ((100 * usage.cachedInput) / usage.input).toFixed(0);
  console.log(
    `  ${stage.padEnd(12)} ${String(calls).padStart(3)} calls ${String(usage.input).padStart(8)} tokens, ${share} % stable prefix`,
  );
}
const fresh = total.input - total.cachedInput;
const asBilled = (priceOfCached) => ((fresh + priceOfCached * total.cachedInput) / 1000).toFixed(0);
console.log(
  `  total ${total.input} tokens, ${(100 * stableShare).toFixed(1)} % stable prefix, ${fresh} tokens are new`,
);
console.log(`  ${ratioToOriginal.toFixed(2)} × the original's 1.065 M`);
console.log(
  `  billed like ${asBilled(0.25)} k new tokens where a cached one costs a quarter, ${asBilled(0.1)} k where a tenth`,
);

const SAVINGS = [
  ["sections read again only where the checks found something", { reflectOnSections: false }],
  ["two referees instead of five", { reviewers: 2 }],
  ["no evidence beside the paper for referees", { reviewEvidence: false }],
  ["no round of improvement", { improvementRounds: 0 }],
  ["all four", { reflectOnSections: false, reviewers: 2, reviewEvidence: false, improvementRounds: 0 }],
];
for (const [what, parameters] of SAVINGS) {
  const { total: less } = await bench.measurePrompts(root, parameters);
  console.log(`  ${what}: ${less.input} tokens, ${(100 * (1 - less.input / total.input)).toFixed(0)} % less`);
}
