import { expect, test } from "vitest";
import { makeRun } from "../../../src/engine/stages/make-run";
import { experiment, findings } from "../../fakes/study";
import { type Answer, DECIDED, hunkWith, PATH, scene } from "./change";

const source = experiment.baselineFiles[PATH]!;
const context = { ...experiment, baselineFiles: { [PATH]: source } };
const planned = findings.plan[0]!;
const known = { ...findings, baseline: { ...findings.baseline, commit: "c0" }, runs: [] };

/** Two hunks, of which the first says something and does nothing. */
const answer = (steps: string) => `Title: Say so
Why: For the reader.
${PATH}
\`\`\`python
<<<<<<< SEARCH
SCHEDULE = "linear"
=======
# The schedule stays.
SCHEDULE = 'linear'
>>>>>>> REPLACE
\`\`\`
Title: Longer
Why: The question.
${PATH}
\`\`\`python
<<<<<<< SEARCH
print(SCHEDULE, STEPS)
=======
print(SCHEDULE, ${steps})
>>>>>>> REPLACE
\`\`\`
END-OF-ANSWER`;

const takingOnlyTheComment: Answer = async (_, workspace) => {
  await workspace.accept(await hunkWith(workspace, "# The schedule stays."));
  return DECIDED;
};
const takingAll: Answer = async (hunks, workspace) => {
  await workspace.accept(hunks.map(({ id }) => id));
  return DECIDED;
};

test("what was accepted is the same program: nothing is launched, and the model is told why", async () => {
  const second = answer("STEPS * 2").replace('SCHEDULE = "linear"\n=======', "# The schedule stays.\n=======");
  const world = scene([answer("STEPS * 4"), second], [takingOnlyTheComment, takingAll], { [PATH]: source });
  const run = await makeRun(
    { ...world.lab, parameters: { ...world.lab.parameters, attemptsPerRun: 2 } },
    context,
    known,
    planned,
    [],
  );
  const launched = world.journal.of("step-finished").filter(({ step }) => step.endsWith(": launch"));
  expect(launched.map(({ step }) => step)).toEqual(["run 1, attempt 2: launch"]);
  const told = world.model.requests[1]!.conversation.at(-1)!.text;
  expect(told).toContain("What was accepted leaves the program as it is in “Baseline”, so nothing was run.");
  expect(told).toContain("# What the researcher made of your proposals before\n1. Rejected in experiment.py");
  expect(run.attempt).toBe(2);
  expect(run.description).toContain("The researcher's hand: Rejected in experiment.py");
});

test("when no attempt brings anything to run, the run and a note say so", async () => {
  const world = scene([answer("STEPS * 4")], [takingOnlyTheComment], { [PATH]: source });
  const lab = { ...world.lab, parameters: { ...world.lab.parameters, attemptsPerRun: 1 } };
  const run = await makeRun(lab, context, known, planned, []);
  expect(run.outcome).toMatchObject({
    type: "stopped",
    reason: expect.stringContaining("leaves the program as it is"),
  });
  expect(world.journal.of("noted").map(({ text }) => text)).toEqual([
    "Wider network, attempt 1: What was accepted leaves the program as it is in “Baseline”, so nothing was run.",
  ]);
});
