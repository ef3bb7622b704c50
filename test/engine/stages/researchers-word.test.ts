import { expect, test } from "vitest";
import { asJudged, PAPER } from "../../../src/engine/stages/researchers-word";
import { NothingMeasured, runExperiments } from "../../../src/engine/stages/run-experiments";
import { notesText } from "../../../src/engine/stages/write-notes";
import { next, nothingYet } from "../../../src/research/run-view";
import { experiment } from "../../fakes/study";
import { accepting, PATH, scene } from "./change";

const source = experiment.baselineFiles[PATH]!;
const context = { ...experiment, base: "c0", baselineFiles: { [PATH]: source } };
const json = (value: unknown) => JSON.stringify(value);
const planned = (name: string, from = "Baseline") => ({
  ...{ name, from, against: [], change: "as it says", expectation: "kl falls" },
});
const edit = (from: string, to: string) =>
  `Title: Edit\nWhy: The question.\n${PATH}\n\`\`\`python\n<<<<<<< SEARCH\nSCHEDULE = "${from}"\n=======\nSCHEDULE = "${to}"\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;
const lesson = "The divergence is what it was; nothing moved beyond the noise.";
const mark = (run: number, commit: string, invalid: boolean) =>
  ({ type: "run-judged", run, commit, invalid, reason: "Trained on the test split." }) as const;

/** Two runs are planned; the researcher says their word while the second is being reviewed. */
function twoRuns(said: (world: ReturnType<typeof scene>) => Promise<void>) {
  let world: ReturnType<typeof scene>;
  const lines = [
    json({ thought: "t", runs: [planned("Cosine"), planned("Root")] }),
    edit("linear", "cosine"),
    json({ lesson, next: "continue", runs: [planned("Root")] }),
    edit("linear", "sqrt"),
    json({ lesson, next: "finish", runs: [] }),
    edit("linear", "control"),
    json({ lesson, next: "finish", runs: [] }),
  ];
  let reviews = 0;
  world = scene(
    lines,
    [
      async (hunks, workspace) => {
        if (++reviews === 2) await said(world);
        return accepting(hunks, workspace);
      },
    ],
    { [PATH]: source },
  );
  return world;
}

test("a run that is marked invalid leaves tables, verdicts and notes at the next step; what is written stays a record", async () => {
  const world = twoRuns(({ journal, view }) => journal.append(mark(1, view().runs[1]!.commit, true)));
  const findings = await runExperiments(world.lab, context);
  const lessons = world.model.requests.map(({ conversation }) => conversation.at(-1)!.text);
  expect(lessons[2]).toContain("| dino | kl | Cosine | 1.500 |");
  expect(lessons[4]).toContain("Outcome: invalid: Marked invalid by the researcher: Trained on the test split.");
  expect(lessons[4]).not.toContain("| dino | kl | Cosine |");
  expect([lessons[3], lessons[4]].map((text) => text!.includes(lesson))).toEqual([true, false]);
  const last = asJudged(world.lab, findings, PAPER);
  expect(last.runs.map(({ outcome }) => outcome.type)).toEqual(["invalid", "measured"]);
  expect(notesText(world.lab, context.idea, last)).toContain("Outcome: invalid: Marked invalid by the researcher");
  expect(findings.runs[0]!.outcome.type).toBe("measured");
});

test("a resumed walk makes the same turns: what was said later does not reach the steps before", async () => {
  const world = twoRuns(async () => {});
  const first = await runExperiments(world.lab, context);
  await world.journal.append({ type: "step-started", step: "plots: start" });
  const commit = first.runs[0]!.commit;
  await world.journal.append(mark(1, commit, true));
  const asked = world.model.requests.length;
  expect(await runExperiments(world.lab, context)).toEqual(first);
  expect(world.model.requests).toHaveLength(asked);
  expect(asJudged(world.lab, first, PAPER).runs[0]!.outcome.type).toBe("invalid");
  await world.journal.append(mark(1, commit, false));
  expect(asJudged(world.lab, first, PAPER).runs[0]!.outcome.type).toBe("measured");
});

test("without a method that counts no paper is begun", async () => {
  const world = twoRuns(async () => {});
  const judgeAll = { ...world.lab, parameters: { ...world.lab.parameters, maxRuns: 1 } };
  await runExperiments(judgeAll, context);
  await world.journal.append(mark(1, world.view().recorded.at(-1)!.commit, true));
  await expect(runExperiments(judgeAll, context)).rejects.toThrow(NothingMeasured);
});

test("views show a marked run as invalid with the reason, and take it back with the mark", async () => {
  const world = twoRuns(async () => {});
  await runExperiments(world.lab, context);
  const { commit } = world.view().runs[1]!;
  await world.journal.append(mark(1, commit, true));
  const view = world.journal.history.reduce(next, nothingYet);
  expect(view.runs.find(({ number }) => number === 1)).toMatchObject({
    outcome: { type: "invalid", reasons: ["Marked invalid by the researcher: Trained on the test split."] },
    marked: { reason: "Trained on the test split." },
  });
  await world.journal.append(mark(1, commit, false));
  expect(world.view().runs.find(({ number }) => number === 1)!.outcome.type).toBe("measured");
});

test("a run that the researcher wants comes first, even after the model is finished", async () => {
  const world = twoRuns(({ journal }) => journal.append({ type: "run-wanted", planned: planned("Matched control") }));
  const { runs } = await runExperiments(world.lab, context);
  expect(runs.map(({ name }) => name)).toEqual(["Cosine", "Root", "Matched control"]);
  await world.journal.append({ type: "step-started", step: "plots: start" });
  await world.journal.append({ type: "run-wanted", planned: planned("Too late") });
  expect((await runExperiments(world.lab, context)).runs).toHaveLength(3);
});
