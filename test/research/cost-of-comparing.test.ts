import { expect, test } from "vitest";
import { addedBy, mostCompared, smallestP } from "../../src/research/cost-of-comparing";
import { measuredRun, template } from "../fakes/study";

const { manifest } = template;
const baseline = { ...measuredRun(0, "Baseline", [1.7, 1.8, 1.9]), from: "" };
const planned = (name: string, from: string, against: string[] = []) => ({
  ...{ name, from, against, change: "", expectation: "" },
});

test("what more comparisons cost: the smallest p of k has to be below 0.05/k", () => {
  expect(mostCompared([baseline], manifest)).toBe(0);
  const cosine = measuredRun(1, "Cosine schedule", [1.5, 1.55, 1.6]);
  const measured = [baseline, cosine];
  expect(mostCompared(measured, manifest)).toBe(1);
  expect([smallestP(1), smallestP(7)]).toEqual(["0.05/1 = 0.05", "0.05/7 = 0.0071"]);
  // One from the baseline is one comparison more; one from another result is two, whatever it names twice.
  expect(addedBy([planned("A", "Baseline")], measured)).toBe(1);
  expect(addedBy([planned("A", "Cosine schedule", ["cosine schedule", "Nobody's"])], measured)).toBe(2);
  expect(addedBy([planned("A", "Baseline"), planned("B", "Cosine schedule")], measured)).toBe(3);
  expect(addedBy([planned("A", "Baseline")], [])).toBe(0);
});
