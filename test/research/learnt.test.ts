import { expect, test } from "vitest";
import { learntFrom } from "../../src/research/learnt";
import type { Run } from "../../src/research/run";
import { measuredRun, template } from "../fakes/study";

const baseline = measuredRun(0, "Baseline", [1.7, 1.8, 1.75]);
const better = measuredRun(1, "Cosine schedule", [1.1, 1.15, 1.12]);
const same = { ...measuredRun(2, "Wider", [1.7, 1.85, 1.75]), lesson: "" };
const crashed: Run = {
  ...same,
  number: 3,
  name: "Deeper",
  description: "One more layer.",
  outcome: { type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd: "NameError: x" },
};

test("each run says what it changed, its verdict and its lesson, and no number of a table", () => {
  expect(learntFrom([baseline, better, same, crashed], template.manifest, better)).toEqual([
    "The code is that of its run “Cosine schedule”.",
    "“Cosine schedule” (SCHEDULE becomes cosine): kl: better on dino. The divergence fell on dino; its interval excludes zero.",
    "“Wider” (SCHEDULE becomes cosine): kl: no clear difference on dino.",
    "“Deeper” (One more layer): crashed with exit code 1: NameError: x.",
  ]);
});

test("code that is no run's is not called one's", () => {
  expect(learntFrom([baseline], template.manifest, undefined)).toEqual([]);
  expect(learntFrom([baseline], template.manifest, baseline)).toEqual(["The code is the one that it began with."]);
});

test("what is long is cut between words", () => {
  const lesson = "word ".repeat(200);
  const [line] = learntFrom([baseline, { ...better, lesson }], template.manifest, undefined);
  expect(line!.length).toBeLessThan(800);
  expect(line).toMatch(/ word …\.$/);
});
