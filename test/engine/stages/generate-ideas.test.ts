import { expect, test } from "vitest";
import { generateIdeas } from "../../../src/engine/stages/generate-ideas";
import type { Idea } from "../../../src/research/idea";
import { conversingLab, saying } from "../../fakes/conversing";
import { baselineFiles, template } from "../../fakes/study";

const project = { template, scale: "smoke", files: baselineFiles, locked: {} };
const idea = (Name: string, Title: string): Idea => ({
  Name,
  Title,
  Experiment: "Change one constant of the schedule, hold all else equal, and compare the divergence over three seeds.",
  Interestingness: 5,
  Feasibility: 8,
  Novelty: 4,
});
const answer = (one: Idea) => JSON.stringify({ thought: "t", done: true, idea: one });
const keptIn = (kept: Idea[]) => async (one: Idea) => void kept.push(one);

test("what the researcher rejected is told with its reason, and is refused when it comes again", async () => {
  const wide = {
    ...idea("wider_layers", "Wider Layers for Small Denoisers"),
    rejected: { reason: "More is always better." },
  };
  const model = saying([
    answer(idea("wide_layers", "Wider Layers for Small Denoisers")),
    answer(idea("warm_up", "Warming Up")),
  ]);
  const lab = conversingLab(model);
  const kept: Idea[] = [];
  await generateIdeas(lab, project, [wide], 2, keptIn(kept));
  expect(kept.map(({ Name }) => Name)).toEqual(["warm_up"]);
  const asked = model.requests[0]!.conversation.at(-1)!.text;
  expect(asked).toMatch(/# Ideas that the researcher rejected\n.*\n.*\n\| wider_layers .* More is always better\. \|/);
  expect(asked).toMatch(/# Ideas so far\nNone yet\./);
  expect(lab.journal.of("noted").map(({ text }) => text)).toEqual([
    "“Wider Layers for Small Denoisers” repeats “Wider Layers for Small Denoisers”, which the researcher rejected, and was not added.",
  ]);
});

test("an idea that was refused as a repetition is not answered from the journal the next time", async () => {
  const seed = idea("noise", "Noise Levels");
  const model = saying([answer(idea("noise", "Noise Levels")), answer(idea("warm_up", "Warming Up"))]);
  const lab = conversingLab(model);
  const kept: Idea[] = [];
  await generateIdeas(lab, project, [seed], 1, keptIn(kept));
  expect(kept).toEqual([]);
  await generateIdeas(lab, project, [seed], 1, keptIn(kept));
  expect(kept.map(({ Name }) => Name)).toEqual(["warm_up"]);
  expect(model.requests).toHaveLength(2);
});

test("an idea that was interrupted after its answer is finished without asking again", async () => {
  const model = saying([answer(idea("warm_up", "Warming Up"))]);
  const lab = conversingLab(model);
  const cut = async () => Promise.reject(new Error("The window closed."));
  await expect(generateIdeas(lab, project, [], 1, cut)).rejects.toThrow("The window closed.");
  const kept: Idea[] = [];
  await generateIdeas(lab, project, [], 1, keptIn(kept));
  expect(kept.map(({ Name }) => Name)).toEqual(["warm_up"]);
  expect(model.requests).toHaveLength(1);
});
