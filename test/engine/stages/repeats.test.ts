import { expect, test } from "vitest";
import { withinRepeats } from "../../../src/engine/stages/repeat-run";
import { runExperiments } from "../../../src/engine/stages/run-experiments";
import { experiment, findings } from "../../fakes/study";
import { accepting, PATH, scene } from "./change";

const source = experiment.baselineFiles[PATH]!;
const context = { ...experiment, base: "c0", baselineFiles: { [PATH]: source } };
const json = (value: unknown) => JSON.stringify(value);
const planned = (name: string, from: string, repeat?: true) => ({
  ...{ name, from, against: [], change: "as it says", expectation: "kl falls" },
  ...(repeat ? { repeat } : {}),
});
const edit = (search: string, replace: string) =>
  `Title: Edit\nWhy: The question.\n${PATH}\n\`\`\`python\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;
const cosine = edit('SCHEDULE = "linear"', 'SCHEDULE = "cosine"');
const lesson = "The divergence is what it was; nothing moved beyond the noise.";

test("a planned repeat runs the program of a result once more: nothing is asked, nothing is changed, and it is no method", async () => {
  const lines = [
    json({ thought: "t", runs: [planned("Baseline again", "Baseline", true), planned("Cosine", "Baseline")] }),
    json({ lesson, next: "finish", runs: [planned("Cosine", "Baseline")] }),
    cosine,
    json({ lesson, next: "finish", runs: [] }),
  ];
  const world = scene(lines, [accepting], { [PATH]: source });
  const { runs, complete } = await runExperiments(world.lab, context);
  expect(complete).toBe(true);
  expect(runs.map(({ name, repeatOf, commit }) => ({ name, repeatOf, sameCommit: commit === "c0" }))).toEqual([
    { name: "Baseline again", repeatOf: 0, sameCommit: true },
    { name: "Cosine", repeatOf: undefined, sameCommit: false },
  ]);
  const told = world.model.requests[1]!.conversation.at(-1)!.text;
  expect(told).toContain(
    "A repeat: the program of “Baseline” once more. It is no method; what differs from it is noise.",
  );
  expect(told).toContain("| a repeat, no method |");
  expect(told).toContain("The noise between runs, as far as programs were run again:");
});

test("a change that arrives at the program of an earlier result is not run: the model is told whose it is", async () => {
  const lines = [
    json({ thought: "t", runs: [planned("Cosine", "Baseline"), planned("Cosine once more", "Baseline")] }),
    cosine,
    json({ lesson, next: "continue", runs: [] }),
    edit('SCHEDULE = "linear"', "# The same, said anew.\nSCHEDULE = 'cosine'"),
    edit("# The same, said anew.\nSCHEDULE = 'cosine'", 'SCHEDULE = "sqrt"'),
    json({ lesson, next: "finish", runs: [] }),
  ];
  const world = scene(lines, [accepting], { [PATH]: source });
  const { runs } = await runExperiments(world.lab, context);
  expect(runs.map(({ name, attempt, repeatOf }) => ({ name, attempt, repeatOf }))).toEqual([
    { name: "Cosine", attempt: 1, repeatOf: undefined },
    { name: "Cosine once more", attempt: 2, repeatOf: undefined },
  ]);
  expect(world.model.requests[4]!.conversation.at(-1)!.text).toContain(
    "What was accepted is the program of “Cosine”, which is measured, so nothing was run.",
  );
});

test("at most two runs of an idea are repeats, however many are planned", () => {
  const plan = ["A", "B", "C"].map((name) => planned(name, "Baseline", true));
  const kept = (made: number) =>
    withinRepeats([...plan, planned("Cosine", "Baseline")], {
      runs: findings.runs.slice(0, made).map((run) => ({ ...run, repeatOf: 0 })),
    }).map(({ name }) => name);
  expect(kept(0)).toEqual(["A", "B", "Cosine"]);
  expect(kept(1)).toEqual(["A", "Cosine"]);
});
