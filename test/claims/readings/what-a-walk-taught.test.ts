import { expect, test } from "vitest";
import { judgeReading } from "../../../src/claims/readings/judge-reading";
import { vocabularyOf } from "../../../src/claims/readings/vocabulary";
import { ClaimQuery } from "../../../src/research/claim-reading";
import { runsWith, studyOf } from "../a-study";

const PROGRAM = `
REPEATS = {"smoke": 20, "full": 500}
DEFAULT_SEEDS = "0,1,2"
WINDOW = float("inf")
width: float = 3.0
seeds = [int(seed) for seed in DEFAULT_SEEDS.split(",")]
`;
const NARROW = PROGRAM.replace('float("inf")', "0.1");
const runs = runsWith({ Plain: [0.5], Wide: [0.4], Narrow: [0.3] }, ["moons"], (error) => ({ means: { error } }));
const study = studyOf({
  ...runs,
  ...{ "experiment.py": PROGRAM, "run_1.py": PROGRAM, "run_2.py": NARROW },
  "run_0/env.json": JSON.stringify({ scale: "smoke", seeds: [0, 1, 2] }),
});

function come(text: string, asked: object) {
  const judged = judgeReading(study.evidence, ClaimQuery.parse(asked), text, { start: 0, end: text.length });
  return judged?.judgement.type ?? "unread";
}

test("what depends on the scale is what it is at the scale that was run", () => {
  expect(vocabularyOf(study.evidence)).toContain("The runs were made at the scale smoke.");
  expect(come("20 data sets", { kind: "setting", name: "repeats", number: "20" })).toBe("holds");
  expect(come("500 data sets", { kind: "setting", name: "repeats", number: "500" })).toBe("fails");
});

test("a name that holds no number is there all the same", () => {
  const window = { kind: "setting", name: "window", run: 1, number: "infinite", means: 1e9 };
  expect(come("an infinite window", window)).toBe("unmeasured");
});

test("what every program calls is no technique", () => {
  const split = { kind: "feature", names: ["train_test_split", "random_split", "split"], used: false };
  expect(come("there is no split", split)).toBe("unmeasured");
});

test("types are no settings", () => {
  expect(vocabularyOf(study.evidence)).not.toMatch(/\b(?:float|smoke,)/);
});

test("a seed of zero is a seed, and not none", () => {
  const seeded = studyOf({ ...runs, "experiment.py": "import torch\nseed = 0\ntorch.manual_seed(seed)\n" });
  const asked = { kind: "feature", names: ["manual_seed", "seed"], used: true };
  const judged = judgeReading(seeded.evidence, ClaimQuery.parse(asked), "follow the seed", { start: 0, end: 15 });
  expect(judged?.judgement.type).toBe("holds");
});
