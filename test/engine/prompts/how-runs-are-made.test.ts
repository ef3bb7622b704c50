import { expect, test } from "vitest";
import { experimentContext } from "../../../src/engine/prompts/context";
import { judgeRun, proposeChange } from "../../../src/engine/prompts/run-experiments";
import { experiment, findings, measuredRun } from "../../fakes/study";

test("the seeds of the scale are told where it has its own", () => {
  const { template } = experiment;
  const scales = { smoke: { ...template.manifest.scales.smoke!, seeds: [0, 1] } };
  const told = (manifest: Partial<typeof template.manifest>) =>
    experimentContext(
      { ...experiment, template: { ...template, manifest: { ...template.manifest, seeds: [0, 1, 2], ...manifest } } },
      findings,
    )[0];
  expect(told({})).toContain("a run, seeds 0, 1, 2.");
  expect(told({ scales })).toContain("a run, seeds 0, 1.");
});

test("of planned runs is told what they will be compared with beside the baseline", () => {
  const planned = { name: "Slow", from: "Baseline", against: ["Fast"], change: "Halve it.", expectation: "Worse" };
  const run = { ...planned, repeat: false };
  const request = { planned: run, number: 2, attempt: 1, files: {}, failure: "", remarks: [], origin: "Baseline" };
  const answer = { read: () => ({ ok: true, value: "" }) as const };
  const { question } = proposeChange(experiment, findings, { ...request, later: [run] }, answer);
  expect(question).toContain("Planned after it:\n- Slow, from Baseline, compared with “Fast” as well: Halve it.");
  const lesson = judgeRun(experiment, findings, { run: measuredRun(2, "Fast", [1, 2]), planned: run }, [run]);
  expect(lesson.question).toContain("- Slow, from Baseline, compared with “Fast” as well: Halve it. Expected: Worse");
});
