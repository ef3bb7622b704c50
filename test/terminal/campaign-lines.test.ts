import { describe, expect, test } from "vitest";
import type { CampaignView, IdeaInCampaign } from "../../src/research/campaign";
import { newsIn, standLine, tableLines } from "../../src/terminal/campaign-lines";

const IDEA: IdeaInCampaign = {
  ...{ name: "width", slug: "width", title: "Width", state: "running", reason: "", stage: "experiments" },
  ...{ stagesEntered: ["experiments"], novel: true, experimentsPassed: true, paperCompleted: false, scores: [] },
  scale: "neurips (1–10)",
  ...{ model: "openai:m", template: "t", cost: 0, unpriced: false, seconds: 1, runSeconds: 1, gpuSeconds: 0 },
  ...{ slot: "local 1", rehearsal: false },
};

function view(ideas: readonly Partial<IdeaInCampaign>[], notes: CampaignView["notes"] = []): CampaignView {
  const slots = ["local 1", "local 2"].map((name) => ({ name, place: "local" }));
  const campaign = { name: "c", count: 2, ideas: [], slots, openEnded: false, model: "", template: "", totalCap: 10 };
  return {
    ...{ campaign, slug: "c", running: true, want: "run", ending: undefined, cost: 1.2, notes },
    ideas: ideas.map((idea) => ({ ...IDEA, ...idea })),
    slots: slots.map((slot, index) => ({ ...slot, idea: index === 0 ? "width" : undefined })),
  };
}

describe("what is told of a campaign", () => {
  test("a new stage, a question, an end with its score and its cost, and nothing that was told before", () => {
    const before = view([{}]);
    expect(newsIn(before, view([{ seconds: 99, cost: 0.1 }]))).toEqual([]);
    expect(newsIn(before, view([{ stage: "plots" }]))).toEqual(["  width: plots"]);
    expect(newsIn(before, view([{ state: "waiting", reason: "Wider layers" }]))).toEqual([
      "? width: waiting, Wider layers",
    ]);
    expect(newsIn(before, view([{ state: "ended", scores: [4, 5.5], cost: 0.25, reason: "6 pages" }]))).toEqual([
      "✓ width: ended, review 5.5, $0.25",
    ]);
    expect(newsIn(before, view([{ state: "failed", reason: "The baseline did not run." }]))).toEqual([
      "✗ width: failed, The baseline did not run.",
    ]);
  });

  test("of an idea that was left to another campaign, that it was, and not how it comes on there", () => {
    const left = { state: "paused", reason: "The campaign “autumn” is trying this idea." } as const;
    expect(newsIn(view([{}]), view([left]))).toEqual(["‖ width: paused, The campaign “autumn” is trying this idea."]);
    expect(newsIn(view([left]), view([{ ...left, stage: "paper" }]))).toEqual([]);
  });

  test("notes that are new, and none of those that were there before anybody looked", () => {
    const note = { level: "warning" as const, text: "No further idea was thought up.", at: "" };
    expect(newsIn(view([{}]), view([{}], [note]))).toEqual(["! No further idea was thought up."]);
    expect(newsIn(undefined, view([{}], [note]))).toEqual(["  width: experiments"]);
  });

  test("how many ideas are where, the slots and the money, in one line", () => {
    const line = standLine(view([{}, { state: "planned" }, { state: "planned" }, { state: "failed" }]));
    expect(line).toBe("1 running, 1 failed, 2 planned · 1 of 2 slots · $1.20 of $10");
    expect(standLine(view([]))).toBe("no idea yet · 1 of 2 slots · $1.20 of $10");
  });

  test("the table of the paper, its columns under each other", () => {
    const done = { paperCompleted: true, state: "ended", cost: 0.5 } as const;
    expect(
      tableLines(
        view([
          { ...done, scores: [4] },
          { ...done, scores: [3, 6], novel: false },
        ]),
      ),
    ).toEqual([
      "Model     Template  Ideas  Novel  Experiments  Papers            Form  Mean   Max   Cost",
      "openai:m  t             2      1            2       2  neurips (1–10)  5.00  6.00  $1.00",
    ]);
  });
});
