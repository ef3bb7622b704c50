import { expect, test } from "vitest";
import { runExperiments } from "../../../src/engine/stages/run-experiments";
import { experiment } from "../../fakes/study";
import { type Answer, accepting, DECIDED, hunkWith, PATH, scene } from "./change";

const source = experiment.baselineFiles[PATH]!;
const context = { ...experiment, base: "c0", baselineFiles: { [PATH]: source } };
const json = (value: unknown) => JSON.stringify(value);
const planned = (name: string, from: string, change: string) => ({
  name,
  from,
  against: [],
  change,
  expectation: "kl falls",
});
const adaptive = planned("Adaptive steps", "Baseline", "A cosine schedule whose steps follow the loss.");
const edit = (search: string, replace: string) =>
  `Title: Edit\nWhy: The question.\n${PATH}\n\`\`\`python\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;
const twoHunks = `${edit('SCHEDULE = "linear"', 'SCHEDULE = "cosine"')}${edit("print(SCHEDULE, STEPS)", "print(SCHEDULE, STEPS * LOSS)")}END-OF-ANSWER`;
const lesson = "The divergence fell on dino, and its interval excludes zero there.";

/** Takes the schedule and leaves out what was to follow the loss. */
const takingOnlyTheSchedule: Answer = async (hunks, workspace) => {
  const taken = await hunkWith(workspace, 'SCHEDULE = "cosine"');
  await workspace.accept(taken);
  await workspace.reject(hunks.map(({ id }) => id).filter((id) => !taken.includes(id)));
  return { ...DECIDED, words: "The schedule first." };
};

const ran = { name: "Cosine alone", description: "SCHEDULE is cosine; nothing follows the loss." };

test("a run of which the researcher took only a part is called what ran, and later plans find it by either name", async () => {
  const next = planned("Follow the loss", "Adaptive steps", "Multiply by the loss.");
  const lines = [
    json({ thought: "t", runs: [adaptive] }),
    twoHunks,
    json({ lesson, next: "continue", runs: [next], ran }),
    `${edit('SCHEDULE = "cosine"', 'SCHEDULE = "sqrt"')}END-OF-ANSWER`,
    json({ lesson, next: "finish", runs: [] }),
  ];
  const world = scene(lines, [takingOnlyTheSchedule, accepting], { [PATH]: source });
  const { runs } = await runExperiments(world.lab, context);
  expect(runs.map(({ name, from }) => ({ name, from }))).toEqual([
    { name: "Cosine alone", from: "Baseline" },
    { name: "Follow the loss", from: "Cosine alone" },
  ]);
  expect(runs[0]!.description).toMatch(
    /^SCHEDULE is cosine; nothing follows the loss\.\nThe researcher's hand: In their own words: The schedule first\.\n\nRejected/,
  );
  expect(world.model.requests[2]!.conversation.at(-1)!.text).toContain('give both anew in "ran"');
});

test("a run that was taken as proposed keeps its name", async () => {
  const lines = [json({ thought: "t", runs: [adaptive] }), twoHunks, json({ lesson, next: "finish", runs: [], ran })];
  const world = scene(lines, [accepting], { [PATH]: source });
  const { runs } = await runExperiments(world.lab, context);
  expect(runs.map(({ name, description }) => ({ name, description }))).toEqual([
    { name: "Adaptive steps", description: adaptive.change },
  ]);
  expect(world.model.requests[2]!.conversation.at(-1)!.text).not.toContain('"ran"');
});
