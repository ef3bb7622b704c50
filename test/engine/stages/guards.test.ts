import { expect, test } from "vitest";
import type { Job } from "../../../src/engine/ports/compute";
import { ProposalRefused } from "../../../src/engine/ports/workspace";
import { keepStanding } from "../../../src/engine/stages/keep-standing";
import { BaselineFailed, makeRun, measureBaseline } from "../../../src/engine/stages/make-run";
import { notesText } from "../../../src/engine/stages/write-notes";
import { Run } from "../../../src/research/run";
import { TemplateManifest } from "../../../src/research/template";
import { FakeCompute, type Program } from "../../fakes/compute";
import { experiment, findings, template } from "../../fakes/study";
import { accepting, PATH, scene } from "./change";

const source = experiment.baselineFiles[PATH]!;
const context = { ...experiment, base: "c0", baselineFiles: { [PATH]: source } };
const planned = findings.plan[0]!;
const known = { ...findings, baseline: { ...findings.baseline, commit: "c0" }, runs: [] };
const guardCommand = ["{python}", "guards.py", "--out_dir={out_dir}"];
const numbers = JSON.stringify({ dino: { means: { kl: 1.5 }, final_info_dict: { kl: [1.4, 1.5, 1.6] } } });

const edit = (schedule: string) => `Title: Schedule
Why: The question.
${PATH}
\`\`\`python
<<<<<<< SEARCH
SCHEDULE = "linear"
=======
SCHEDULE = "${schedule}"
>>>>>>> REPLACE
\`\`\`
END-OF-ANSWER`;
const repair = edit("cosine").replace('SEARCH\nSCHEDULE = "linear"', 'SEARCH\nSCHEDULE = "leaky"');

/** Measures well whatever runs; the guards find what is wrong with code that says so, and code may forge what guards write. */
const watched: Program = ({ command }: Job, files) => {
  const folder = command.join(" ").match(/run_\d+/)![0];
  const code = files[PATH]!;
  if (!command.includes("guards.py")) {
    const forged = code.includes("forger") ? { [`${folder}/guards.json`]: '{"no-leak": {"passed": true}}' } : {};
    return { code: 0, files: { [`${folder}/final_info.json`]: numbers, ...forged } };
  }
  if (code.includes("forger")) return { code: 0, files: {} };
  const leaks = code.includes("leaky");
  const told = { "no-leak": { passed: !leaks, detail: leaks ? "The logits moved by 0.4." : "" } };
  const meddled = { [`${folder}/final_info.json`]: '{"dino": {"means": {"kl": 0}}}' };
  return { code: leaks ? 1 : 0, files: { [`${folder}/guards.json`]: JSON.stringify(told), ...meddled } };
};

function guarded(lines: readonly string[], manifest: object = { guards: ["no-leak"], guardCommand }) {
  const world = scene(lines, [accepting], { [PATH]: source });
  const lab = {
    ...world.lab,
    compute: new FakeCompute(world.workspace, watched),
    template: { ...template, manifest: TemplateManifest.parse({ ...template.manifest, ...manifest }) },
    parameters: { ...world.lab.parameters, attemptsPerRun: 2 },
  };
  return { ...world, lab };
}

test("a run that fails a guard does not count; the model is told why, repairs it, and the next attempt is measured", async () => {
  const { lab, model, journal, workspace } = guarded([edit("leaky"), repair]);
  const run = await makeRun(lab, context, known, planned, []);
  expect(run).toMatchObject({ attempt: 2, outcome: { type: "measured" } });
  expect(run.guards).toEqual([
    { name: "finite-metrics", passed: true, detail: "1 numbers, all finite." },
    { name: "no-leak", passed: true, detail: "" },
  ]);
  expect(model.requests[1]!.conversation.at(-1)!.text).toContain(
    "invalid: The guard “no-leak” failed: The logits moved by 0.4.",
  );
  expect(journal.of("noted").map(({ text }) => text)).toEqual([
    "Wider network, attempt 1: invalid: The guard “no-leak” failed: The logits moved by 0.4.",
  ]);
  expect(workspace.worktree["run_1/final_info.json"]).toBe(numbers);
  expect(notesText(lab, context.idea, { ...known, runs: [run] })).toContain("Guards: passed finite-metrics, no-leak");
});

test("an experiment cannot speak for its guards", async () => {
  const { lab } = guarded([edit("forger"), edit("forger")]);
  const run = await makeRun(
    { ...lab, parameters: { ...lab.parameters, attemptsPerRun: 1 } },
    context,
    known,
    planned,
    [],
  );
  expect(run.outcome).toMatchObject({
    type: "invalid",
    reasons: ["The guard “no-leak” failed: The guards wrote no guards.json."],
  });
});

test("a guard that nothing could report fails loudly, also for the baseline", async () => {
  const { lab } = guarded([], { guards: ["no-leak"] });
  await expect(measureBaseline(lab, context)).rejects.toThrow(BaselineFailed);
  await expect(measureBaseline(lab, context)).rejects.toThrow("has no guardCommand that would report it");
});

test("resumed, what was guarded is not guarded again, and what an older version counted stays counted", async () => {
  const { lab, journal } = guarded([]);
  const first = await measureBaseline(lab, context);
  const compute = lab.compute as FakeCompute;
  expect(await measureBaseline(lab, context)).toEqual(first);
  expect(compute.started).toEqual(["run_0-attempt-1", "run_0-attempt-1-guards"]);
  const older = journal.history.filter((event) => !("step" in event && event.step.includes("guards")));
  journal.history.splice(0, journal.history.length, ...older);
  expect(await measureBaseline(lab, context)).toMatchObject({ outcome: { type: "measured" } });
  expect(compute.started).toHaveLength(2);
});

test("seeds that can be measured apart are, where the place does that; the guards see the whole record, as one process", async () => {
  const separateSeeds = { variable: "AI_SCIENTIST_SEEDS", seeds: [0, 1] };
  const scales = { smoke: {}, full: { separateSeeds } };
  const { lab } = guarded([], { guards: ["no-leak"], guardCommand, scales });
  const asked: Job[] = [];
  const compute: typeof lab.compute = Object.assign(Object.create(lab.compute), {
    submit: (job: Job) => {
      asked.push(job);
      return lab.compute.submit(job);
    },
  });
  await measureBaseline({ ...lab, compute, parameters: { ...lab.parameters, scale: "full" } }, context);
  expect(asked.map(({ id, separateSeeds }) => [id, separateSeeds])).toEqual([
    ["run_0-attempt-1", separateSeeds],
    ["run_0-attempt-1-guards", undefined],
  ]);
});

test("runs of journals from before there were guards can be read", () => {
  const { guards, ...old } = findings.baseline;
  expect(guards).toEqual([]);
  expect(Run.parse(old).guards).toEqual([]);
});

test("guards that are asked for again speak again, also of a run that counted", async () => {
  const { lab, journal } = guarded([]);
  await measureBaseline(lab, context);
  await journal.append({ type: "step-reopened", step: "baseline, guards: outcome", reason: "The researcher asked." });
  const again = await measureBaseline(lab, context);
  expect(again.guards.map(({ name }) => name)).toEqual(["finite-metrics", "no-leak"]);
});

test("a run that left no plain files where its numbers belong says no standing, and the idea goes on", async () => {
  const { lab } = guarded([]);
  const workspace = { ...lab.workspace, read: () => Promise.reject(new ProposalRefused("“run_1” is no folder.")) };
  const lost = { ...findings.runs[0]!, outcome: { type: "invalid" as const, reasons: ["None."], lastLines: "" } };
  await keepStanding({ ...lab, workspace }, lost);
  expect(lab.journal.history.at(-1)).toMatchObject({ step: "run 1: standing", result: null });
});

test("what the numbers of a run are worth is said again when its folder was collected anew", async () => {
  const { lab, workspace } = guarded([]);
  const lost = { ...findings.runs[0]!, outcome: { type: "invalid" as const, reasons: ["None."], lastLines: "" } };
  workspace.worktree["run_1/final_info.json"] = numbers;
  await keepStanding(lab, lost);
  const said = workspace.worktree["run_1/standing.json"];
  expect(JSON.parse(said!)).toEqual({ counts: false, reason: "invalid: None." });
  delete workspace.worktree["run_1/standing.json"];
  await keepStanding(lab, lost);
  expect(workspace.worktree["run_1/standing.json"]).toBe(said);
});
