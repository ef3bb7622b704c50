import { describe, expect, test } from "vitest";
import type { IdeaInCampaign } from "../../src/research/campaign";
import { compareModels } from "../../src/research/compare-models";
import { anIdea, NEURIPS } from "../fakes/campaign-view";

const ofModel = (model: string, title: string, score: number, cost: number): IdeaInCampaign =>
  anIdea({ name: `${title}-${model}`, title, model, scores: [score], cost });

describe("two models on the ideas of a project", () => {
  test("are paired over the ideas that both tried: mean difference with Student's interval", () => {
    const scores = { one: [4, 5, 6], other: [5, 6, 8] };
    const ideas = ["A", "B", "C"].flatMap((title, at) => [
      ofModel("m1", title, scores.one[at]!, 1),
      ofModel("m2", `${title}!`, scores.other[at]!, 2),
    ]);
    const [compared] = compareModels(ideas);
    expect(compared!.score).toMatchObject({ one: 5, method: "paired" });
    expect(compared!.score!.difference).toBeCloseTo(4 / 3);
    // Differences 1, 1, 2: s = 0.57735, t(2) = 4.30265.
    const half = (4.30265 * 0.57735) / Math.sqrt(3);
    expect(compared!.score!.interval![0]).toBeCloseTo(4 / 3 - half, 4);
    expect(compared!.ideas.map(({ title, one, other }) => [title, one?.cost, other?.cost])).toEqual([
      ["A", 1, 2],
      ["B", 1, 2],
      ["C", 1, 2],
    ]);
  });

  test("are compared over all that each has where they share fewer than two", () => {
    const ideas = [
      ofModel("m1", "A", 4, 1),
      ofModel("m1", "B", 6, 1),
      ofModel("m2", "A", 5, 1),
      ofModel("m2", "C", 8, 1),
    ];
    const [compared] = compareModels(ideas);
    expect(compared!.score).toMatchObject({ one: 5, other: 6.5, method: "unpaired" });
    expect(compared!.ideas.map(({ title }) => title)).toEqual(["A", "B", "C"]);
  });

  test("are compared in scores of one review form alone, the one that most of both have", () => {
    const byForm = (idea: IdeaInCampaign, scale: string) => ({ ...idea, scale });
    const ideas = ["A", "B"].flatMap((title, at) => [ofModel("m1", title, 5 - at, 1), ofModel("m2", title, 7, 1)]);
    const others = [
      byForm(ofModel("m1", "C", 1, 1), "workshop (1–5)"),
      byForm(ofModel("m2", "C", 5, 1), "workshop (1–5)"),
    ];
    const [compared] = compareModels([...others, ...ideas]);
    expect(compared).toMatchObject({
      scale: NEURIPS,
      score: { one: 4.5, other: 7, difference: 2.5, method: "paired" },
    });
    const mixed = [ofModel("m1", "A", 5, 1), byForm(ofModel("m2", "A", 3, 1), "workshop (1–5)")];
    expect(compareModels(mixed)[0]).toMatchObject({ scale: "", score: undefined });
  });

  test("say nothing of what is not known: no paper, an idea under way, a call without a price, one model alone", () => {
    const ideas = [
      { ...ofModel("m1", "A", 4, 1), paperCompleted: false, unpriced: true },
      { ...ofModel("m2", "A", 5, 1), state: "running" as const },
    ];
    const [compared] = compareModels(ideas);
    expect([compared!.score, compared!.cost]).toEqual([undefined, undefined]);
    expect(compareModels([ofModel("m1", "A", 4, 1)])).toEqual([]);
  });
});
