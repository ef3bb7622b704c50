import { expect, test } from "vitest";
import { experimentContext } from "../../../src/engine/prompts/context";
import { otherPairs } from "../../../src/engine/prompts/write-paper";
import { experiment, findings, measuredRun } from "../../fakes/study";

const cosine = findings.runs[0]!;
const root = measuredRun(3, "Square root", [1.6, 1.66, 1.71]);
const again = { ...measuredRun(4, "Baseline again", [1.6, 1.75, 1.7]), repeatOf: 0 };

function contextWith(runs: (typeof cosine)[], ideasTried?: number): string[] {
  return experimentContext({ ...experiment, ...(ideasTried ? { ideasTried } : {}) }, { ...findings, runs });
}

test("what a further run and a repeat change stands last: everything before is sent as it was, and providers cache it", () => {
  const before = contextWith([cosine]);
  const after = contextWith([cosine, root, again]);
  expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  expect(before.at(-1)).toContain("0.020 (1 compared) | [-0.3242, -0.07579] | better | matched |");
  expect(after.at(-1)).toContain("| dino | kl | Cosine schedule | Baseline | -0.2000 (-11.4 %) |");
  expect(after.at(-1)).toContain("(2 compared)");
  expect(after.at(-1)).toContain("| dino | kl | Baseline again | Baseline |");
  expect(after.at(-1)).toMatch(/The noise between runs[\s\S]*\| dino \| kl \| 0\.047\d+ \| 1 \|/);
});

test("a run with more than the baseline says so in its entry and in the table", () => {
  const wide = { ...root, environment: { ...root.environment!, trainableParameters: 2000 } };
  const [, , entry, standing] = contextWith([wide]);
  expect(entry).toContain("Not capacity-matched with “Baseline”: trainable parameters 2000 against 1000 (+100 %).");
  expect(standing).toContain("| not matched |");
});

test("a run of the same size and training that took longer is told apart from one that is larger", () => {
  const alike = { trainableParameters: 1000, samplesSeen: 5000 };
  const slow = { ...root, environment: { ...root.environment!, ...alike, wallSeconds: 90 } };
  const { baseline } = findings;
  const quick = { ...baseline, environment: { ...baseline.environment!, ...alike, wallSeconds: 30 } };
  const [, , entry, standing] = experimentContext(experiment, { ...findings, baseline: quick, runs: [slow] });
  expect(entry).toContain(
    "Of the size of “Baseline” and trained as much, but in another time: wall time (s) 90 against 30 (+200 %).",
  );
  expect(standing).toContain("| time alone differs |");
});

test("seeds that all give the same leave the noise unknown, and are more than one measurement", () => {
  const same = (number: number, name: string) => measuredRun(number, name, [1, 1, 1]);
  const [, , , standing] = experimentContext(experiment, {
    ...findings,
    baseline: { ...same(0, "Baseline"), repeatOf: undefined },
    runs: [same(1, "Square root")],
  });
  expect(standing).toContain("| seeds do not vary, noise unknown |");
});

test("the number of ideas that were tried is said with the verdicts", () => {
  expect(contextWith([cosine]).at(-1)).not.toContain("ideas that were begun");
  expect(contextWith([cosine], 10).at(-1)).toContain("one of 10 ideas that were begun in this project");
  expect(contextWith([cosine], 10).at(-1)).toContain("would be 40 %");
});

test("pairs that nobody planned get an interval and no verdict, and repeats are in none of them", () => {
  const pairs = otherPairs({ ...findings, runs: [cosine, root, again] }, experiment.template);
  expect(pairs).toContain("| dino | kl: Square root minus Cosine schedule |");
  expect(pairs).not.toContain("Baseline again");
  expect(pairs).not.toContain("better");
});
