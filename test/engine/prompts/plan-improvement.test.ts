import { expect, test } from "vitest";
import { planImprovement } from "../../../src/engine/prompts/plan-improvement";
import { judgeRun } from "../../../src/engine/prompts/run-experiments";
import { experiment, findings, measuredRun, paper } from "../../fakes/study";

const two = [measuredRun(1, "Cosine schedule", [1.5, 1.55, 1.6]), measuredRun(2, "Two stages", [1.4, 1.45, 1.5])];
const measured = { ...findings, runs: two };

test("the comparisons that share the 5 % are counted with the baseline, as the verdicts are", () => {
  const { question } = planImprovement({ ...paper, findings: measured }, "\\section{Results}", [], 2);
  expect(question).toContain("up to 2 comparisons share the 5 % now");
  expect(question).toContain("with one more 0.05/3");
});

test("where runs were decided on before, what is still planned is told, and that it is made in any case", () => {
  const [planned] = findings.plan;
  const made = { run: two[1]!, planned: planned! };
  const { question } = judgeRun({ ...experiment, isGiven: true }, measured, made, findings.plan);
  expect(question).toContain(`Still planned:\n- ${planned!.name}`);
  expect(question).toContain("is made in any case");
  expect(question).not.toContain("No run is left");
});
