import { describe, expect, test } from "vitest";
import { campaignsOf } from "../../../../src/editor/models/campaign/campaigns";
import { campaignWords } from "../../../../src/editor/models/campaign/words";
import { CAMPAIGN_WORDS, Campaigns } from "../../../../src/webview/contract/campaign";
import { aCampaign, anIdea, NEURIPS } from "../../../fakes/campaign-view";
import { board, l10n } from "../../a-board";

const state = board(undefined);
const ideas = [
  anIdea({ scores: [4, 5.5] }),
  anIdea({
    ...{ name: "cosine", title: "Cosine", state: "running", stage: "experiments", stagesEntered: ["experiments"] },
    ...{ scores: [], paperCompleted: false, slot: "slot 1", cost: 0.25, unpriced: true },
  }),
  anIdea({
    ...{ name: "broken", title: "Broken", state: "failed", reason: "No disk.", stage: "paper", paperCompleted: false },
    ...{ stagesEntered: ["experiments", "plots", "paper"], scores: [], novel: undefined },
  }),
];

describe("a campaign in the panel", () => {
  const model = campaignsOf(l10n, [aCampaign(ideas)], state, undefined);
  const shown = model.campaign!;

  test("fits what the panel reads, and has all of its words", () => {
    expect(Campaigns.safeParse(model).success).toBe(true);
    expect(Object.keys(campaignWords(l10n)).sort()).toEqual([...CAMPAIGN_WORDS].sort());
  });

  test("is told in a sentence, with totals against its caps and who has which slot", () => {
    expect(shown.summary).toBe("4 ideas: 1 under way, 1 ended, 1 failed, 1 to come. 1 of 2 slots busy. $3.25 spent.");
    expect(shown.totals.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      ...["Papers: 1 of 4", "Cost: $3.25 of $20", "Run time: 15 min 00 s", "GPU time: 15 min 00 s", "Model: m1"],
    ]);
    expect(shown.slots).toEqual([
      { name: "slot 1", place: "this machine, GPU 0", idea: { key: "cosine", title: "Cosine" } },
      { name: "slot 2", place: "lab" },
    ]);
  });

  test("has a line for each idea: stages, score with those before, cost that is too low, reason of a failure", () => {
    const [wider, cosine, broken] = shown.ideas;
    expect(shown.stages).toEqual(["Novelty", "Experiments", "Figures", "Paper", "Review", "Improvement"]);
    expect(wider!.stages.map(({ mark }) => mark)).toEqual(Array(6).fill("done"));
    expect(wider!.score).toEqual({ text: "5.5", title: "Review form neurips (1–10). Before: 4.0.", value: 5.5 });
    expect(cosine!.stages.map(({ mark }) => mark)).toEqual(["done", "now", "open", "open", "open", "open"]);
    expect(cosine!.cost.text).toBe("≥ $0.25");
    expect(broken!).toMatchObject({ state: "failed", reason: "No disk.", novel: { text: "?" } });
    expect(broken!.stages[3]).toEqual({ mark: "failed", title: "Paper: failed" });
  });

  test("of another machine says which one it is and when that wrote last, and can be taken over", () => {
    const elsewhere = { host: "gpu-box", lastSeen: "2026-03-01T11:13:05.000Z" };
    const { reason, stateText, actions } = campaignsOf(l10n, [aCampaign(ideas, { elsewhere })], state, undefined)
      .campaign!;
    expect([stateText, actions]).toEqual(["under way on gpu-box", ["pause", "stop", "addIdeas", "takeOver"]]);
    expect(reason).toMatch(/^It was begun on gpu-box, which wrote last at 2026-03-01 11:13 UTC; whether it runs/);
  });

  test("can be paused, stopped and given more ideas while it runs, each idea by itself; afterwards it can go on", () => {
    expect(shown.actions).toEqual(["pause", "stop", "addIdeas"]);
    expect(shown.ideas.map(({ actions }) => actions.filter((one) => !one.startsWith("open")))).toEqual([
      [],
      ["pause", "stop"],
      ["resume", "stop"],
    ]);
    const rests = { running: false, want: "pause", ending: { how: "paused", reason: "Paused." } } as const;
    const paused = campaignsOf(l10n, [aCampaign(ideas, rests)], state, undefined).campaign!;
    expect([paused.state, paused.reason, paused.actions]).toEqual(["paused", "", ["run", "addIdeas"]]);
    const spent = { running: false, ending: { how: "budget", reason: "$20 are spent." } } as const;
    expect(campaignsOf(l10n, [aCampaign(ideas, spent)], state, undefined).campaign!.reason).toBe("$20 are spent.");
  });
});

test("what went to an idea that another campaign has as well is said, since it stands in the cost of both and once in the table", () => {
  const views = [aCampaign([ideas[0]!, ideas[1]!]), aCampaign([ideas[0]!], { slug: "autumn", running: false })];
  const { campaign, paper } = campaignsOf(l10n, views, state, "spring");
  const cost = campaign!.totals.find(({ label }) => label === "Cost");
  expect(cost!.title).toContain("$1.50 of it went to ideas that another campaign has as well: it stands in both");
  expect(paper.rows[0]!.at(-1)).toBe("≥ $1.75");
});

test("the one that was chosen is shown, else the one that runs, else the last; a new one gets a free name", () => {
  const named = (slug: string, running: boolean) => aCampaign([], { slug, running });
  const views = [named("campaign", false), named("b", true), named("c", false)];
  expect(campaignsOf(l10n, views, state, "c").campaign!.name).toBe("c");
  expect(campaignsOf(l10n, views, state, undefined).campaign!.name).toBe("b");
  expect(campaignsOf(l10n, views, state, "gone").offer.name).toBe("campaign-2");
  expect(campaignsOf(l10n, [], state, undefined).campaign).toBeUndefined();
});

test("a campaign that cannot be read is told with what to do, and its name is not offered again", () => {
  const problem = {
    slug: "campaign",
    problem: "The journal is damaged: journal.jsonl, line 3 is not JSON.",
    ideas: [],
  };
  const model = campaignsOf(l10n, [aCampaign([])], state, undefined, [problem]);
  expect(Campaigns.safeParse(model).success).toBe(true);
  expect(model.problems).toEqual([
    "The campaign “campaign” cannot be read. The journal is damaged: journal.jsonl, line 3 is not JSON. Put a copy of the file back that can be read, or move its folder away: its ideas have journals of their own and go on one by one.",
  ]);
  expect([model.campaign?.name, model.offer.name]).toEqual(["spring", "campaign-2"]);
});

test("the paper's table and models beside each other are over all campaigns", () => {
  const other = [
    anIdea({ name: "w2", model: "m2", scores: [6] }),
    anIdea({ name: "c2", title: "Cosine", model: "m2" }),
  ];
  const model = campaignsOf(l10n, [aCampaign(ideas), aCampaign(other, { slug: "two" })], state, undefined);
  expect(model.paper.rows).toEqual([
    ["m1", "toy", "3", "2", "3", "1", NEURIPS, "5.50", "5.50", "≥ $3.25"],
    ["m2", "toy", "2", "2", "2", "2", NEURIPS, "5.50", "6.00", "$3.00"],
  ]);
  expect(model.models).toHaveLength(1);
  expect(model.models[0]!.table.rows[0]).toEqual(["Wider Layers", "5.5", "$1.50", "6.0", "$1.50"]);
  expect(model.models[0]!.sentences[0]).toBe("Score: m2 − m1 = +0.00; too few ideas for an interval.");
});
