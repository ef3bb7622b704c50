import { describe, expect, test } from "vitest";
import { type CampaignView, campaignViewOf, type IdeaInCampaign, type KnownIdea } from "../../src/research/campaign";
import { nothingDone, standAfter } from "../../src/research/idea-stand";
import { paperTable, paperTableText, remarksOn } from "../../src/research/paper-table";
import { type NewRunEvent, RunEvent } from "../../src/research/run-event";
import { NEURIPS } from "../fakes/campaign-view";
import { measuredRun } from "../fakes/study";

const SLOTS = [
  { name: "gpu 0", place: "local", gpu: 0 },
  { name: "gpu 1", place: "local", gpu: 1 },
];
const SET: Extract<NewRunEvent, { type: "campaign-set" }> = {
  type: "campaign-set",
  campaign: { name: "spring", count: 3, ideas: [], slots: SLOTS, openEnded: false, model: "openai:m", template: "t" },
};

/** Events as a journal would give them back, a second apart from the tenth hour on unless they say when. */
function events(list: readonly (NewRunEvent & { readonly at?: string })[], from = "10:00:00"): RunEvent[] {
  const start = Date.parse(`2026-01-01T${from}Z`);
  return list.map((event, index) =>
    RunEvent.parse({ at: new Date(start + 1000 * index).toISOString(), ...JSON.parse(JSON.stringify(event)) }),
  );
}

const idea = (name: string): NewRunEvent => ({ type: "campaign-idea", idea: name, title: `On ${name}` });

function known(
  name: string,
  list: readonly (NewRunEvent & { readonly at?: string })[],
  scores: readonly number[] = [],
) {
  const stand = events(list).reduce(standAfter, nothingDone);
  const scale = scores.length > 0 ? NEURIPS : "";
  return { name, slug: name.replaceAll("_", "-"), stand, scores, scale } satisfies KnownIdea;
}

const begun = (name: string, verdict: "novel" | "overlaps" | "unknown" = "novel"): NewRunEvent[] => [
  { type: "opened", format: 1, subject: name, rehearsal: false },
  {
    type: "step-finished",
    step: "idea",
    result: { Name: name, Title: `On ${name}`, Experiment: "Try.", novelty: { verdict, reason: "" } },
  },
];
const finished: NewRunEvent[] = [
  { type: "run-recorded", run: measuredRun(0, "Baseline", [1.7, 1.8, 1.75]) },
  { type: "run-recorded", run: measuredRun(1, "Cosine", [1.5, 1.55, 1.6]) },
  { type: "stage-entered", stage: "plots" },
  { type: "step-finished", step: "draft: typeset 1", result: { pdf: "a.pdf" } },
];
const call = (dollars: number, stage: "experiments" | "review" = "experiments"): NewRunEvent => ({
  type: "model-called",
  step: "plan",
  stage,
  model: stage === "review" ? "openai:referee" : "openai:scientist",
  usage: { input: 1, cachedInput: 0, output: 1, reasoning: 0, source: "reported" },
  dollars,
  seconds: 1,
  transcript: "x",
  outcome: "answered",
});
const done: NewRunEvent = { type: "ended", how: "done", reason: "6 pages" };

function viewOf(journal: readonly NewRunEvent[], ideas: readonly KnownIdea[] = [], running = true): CampaignView {
  return campaignViewOf(events(journal, "12:00:00"), ideas, running)!;
}

function only(view: CampaignView): IdeaInCampaign {
  expect(view.ideas).toHaveLength(1);
  return view.ideas[0]!;
}

describe("a campaign as it stands", () => {
  test("a journal that names no campaign is none", () => {
    expect(campaignViewOf([], [], false)).toBeUndefined();
  });

  test("what was set last holds, and every slot says who has it", () => {
    const more = { ...SET, campaign: { ...SET.campaign, count: 9 } };
    const taken: NewRunEvent = { type: "campaign-slot-taken", idea: "b", slot: "gpu 1", job: "run_0-attempt-1" };
    const { campaign, slots, ideas } = viewOf([SET, idea("a"), idea("b"), taken, more]);
    expect(campaign.count).toBe(9);
    expect(slots.map((slot) => slot.idea)).toEqual([undefined, "b"]);
    expect(ideas.map(({ name, slot }) => [name, slot])).toEqual([
      ["a", undefined],
      ["b", "gpu 1"],
    ]);
    const free: NewRunEvent = { type: "campaign-slot-free", idea: "b", slot: "gpu 1", job: "run_0-attempt-1" };
    expect(viewOf([SET, idea("b"), taken, free]).slots.map((slot) => slot.idea)).toEqual([undefined, undefined]);
    // A job of another idea has the same name.
    const late = { ...free, idea: "a" };
    expect(viewOf([SET, idea("b"), taken, late]).slots.map((slot) => slot.idea)).toEqual([undefined, "b"]);
  });

  test("an idea that was not begun is planned, one that is under way runs, and without anybody who walks it is paused", () => {
    expect(only(viewOf([SET, idea("a")]))).toMatchObject({
      state: "planned",
      title: "On a",
      cost: 0,
      novel: undefined,
    });
    expect(only(viewOf([SET, idea("a")], [known("a", begun("a"))])).state).toBe("running");
    expect(only(viewOf([SET, idea("a")], [known("a", begun("a"))], false)).state).toBe("paused");
  });

  test("an idea with a question before the researcher waits, and says for what", () => {
    const asked: NewRunEvent = { type: "waiting", step: "run 1: decision", for: "change", text: "Wider layers" };
    const view = viewOf([SET, idea("a")], [known("a", [...begun("a"), asked])]);
    expect(only(view)).toMatchObject({ state: "waiting", reason: "Wider layers" });
  });

  test("what is known of a finished idea comes from its journal and its reviews", () => {
    const stand = known("a", [...begun("a"), call(0.25), call(0.5, "review"), ...finished, done], [4, 5.5]);
    expect(only(viewOf([SET, idea("a")], [stand]))).toMatchObject({
      state: "ended",
      reason: "6 pages",
      stage: "plots",
      novel: true,
      experimentsPassed: true,
      paperCompleted: true,
      scores: [4, 5.5],
      model: "openai:scientist",
      template: "t",
      cost: 0.75,
      unpriced: false,
    });
  });

  test("a search that could not decide calls no idea novel, and a repeat is no run of its own", () => {
    const repeat = { ...measuredRun(1, "Again", [1.7]), repeatOf: 0 };
    const list: NewRunEvent[] = [
      ...begun("a", "unknown"),
      { type: "run-recorded", run: measuredRun(0, "Baseline", [1.7]) },
      { type: "run-recorded", run: repeat },
      { type: "stage-entered", stage: "plots" },
    ];
    expect(only(viewOf([SET, idea("a")], [known("a", list)]))).toMatchObject({
      novel: undefined,
      experimentsPassed: false,
    });
  });

  test("the researcher's word on novelty, which stands in the list of ideas, holds", () => {
    const overruled = { ...known("a", begun("a", "overlaps")), novel: true };
    expect(only(viewOf([SET, idea("a")], [overruled]))).toMatchObject({ novel: true });
  });

  test("a run that was marked invalid does not count, and counts again once that is taken back", () => {
    const mark = (invalid: boolean): NewRunEvent => ({
      ...{ type: "run-judged", run: 1, commit: "c1", reason: "A leak." },
      invalid,
    });
    const passed = (list: readonly NewRunEvent[]) =>
      only(viewOf([SET, idea("a")], [known("a", [...begun("a"), ...finished, ...list])])).experimentsPassed;
    expect(passed([mark(true)])).toBe(false);
    expect(passed([mark(true), mark(false)])).toBe(true);
  });

  test("a failure that will be tried again runs on, one that will not has failed", () => {
    const failed: NewRunEvent = { type: "ended", how: "failed", reason: "Too many requests." };
    const seen = (again: boolean): NewRunEvent => ({
      ...{ type: "campaign-idea-ended", idea: "a", how: "failed", reason: "Too many requests." },
      again,
    });
    const stand = known("a", [...begun("a"), failed]);
    expect(only(viewOf([SET, idea("a")], [stand]))).toMatchObject({ state: "running" });
    expect(only(viewOf([SET, idea("a")], [stand], false))).toMatchObject({ state: "failed" });
    expect(only(viewOf([SET, idea("a"), seen(true)], [stand]))).toMatchObject({ state: "running" });
    expect(only(viewOf([SET, idea("a"), seen(true)], [stand], false))).toMatchObject({ state: "failed" });
    expect(only(viewOf([SET, idea("a"), seen(false)], [stand]))).toMatchObject({
      state: "failed",
      reason: "Too many requests.",
    });
  });

  test("the later word of the researcher holds, and an idea that was stopped stays so when all go on", () => {
    const wish = (want: "run" | "pause" | "stop", name?: string): NewRunEvent => ({
      type: "campaign-wish",
      want,
      ...(name ? { idea: name } : {}),
    });
    const states = (...wishes: NewRunEvent[]) =>
      viewOf([SET, idea("a"), idea("b"), ...wishes], [known("a", begun("a")), known("b", begun("b"))]).ideas.map(
        ({ state }) => state,
      );
    expect(states(wish("pause", "a"))).toEqual(["paused", "running"]);
    expect(states(wish("pause"), wish("run", "a"))).toEqual(["running", "paused"]);
    expect(states(wish("pause", "a"), wish("run"))).toEqual(["running", "running"]);
    expect(states(wish("stop", "a"), wish("run"))).toEqual(["ended", "running"]);
    expect(states(wish("stop", "a"), wish("run", "a"))).toEqual(["running", "running"]);
  });
});

describe("an idea that was not begun", () => {
  const stop: NewRunEvent = { type: "campaign-wish", want: "stop" };

  test("is still to come when all are stopped, and not wanted any more when it is named", () => {
    expect(only(viewOf([SET, idea("a"), stop], [], false)).state).toBe("planned");
    expect(only(viewOf([SET, idea("a"), stop], [known("a", begun("a"))], false)).state).toBe("ended");
    expect(only(viewOf([SET, idea("a"), { ...stop, idea: "a" }], [], false)).state).toBe("ended");
  });

  test("or that was begun elsewhere, is paused as long as another campaign has it, and says which", () => {
    const left = { how: "paused", reason: "The campaign “autumn” is trying this idea.", by: "autumn" } as const;
    const list = [SET, idea("a"), { type: "campaign-idea-ended", idea: "a", again: false, ...left } as const];
    const there = (claimant?: string) => [
      {
        ...known(
          "a",
          begun("a").map((event) => ({ ...event, at: LATER })),
        ),
        claimant,
      },
    ];
    expect(only(viewOf(list, there("autumn")))).toMatchObject({ state: "paused", reason: left.reason });
    // Stopping this campaign, or the idea in it, ends nothing there; and once nobody has it, only its name does.
    for (const stopped of [stop, { ...stop, idea: "a" }])
      expect(only(viewOf([...list, stopped], there("autumn"))).state).toBe("paused");
    expect(only(viewOf([SET, idea("a"), stop], there("autumn")))).toMatchObject({
      state: "paused",
      reason: "The campaign “autumn” is trying this idea.",
    });
    expect(only(viewOf([...list, stop], there(), false)).state).toBe("paused");
    expect(only(viewOf(list, there())).state).toBe("running");
  });
});

const LATER = "2026-01-01T12:00:00.000Z";

test("ideas that were wished for count at once, and once when the campaign was set anew for them", () => {
  const more: NewRunEvent = { type: "campaign-more", request: "r1", count: 2, ideas: ["b"] };
  const set = { ...SET, campaign: { ...SET.campaign, count: 5, ideas: ["b"] }, requests: ["r1"] };
  expect(viewOf([SET, more]).campaign).toMatchObject({ count: 5, ideas: ["b"] });
  expect(viewOf([SET, set, more]).campaign).toMatchObject({ count: 5, ideas: ["b"] });
});

describe("the time of an idea", () => {
  const at = (time: string) => `2026-01-01T${time}.000Z`;
  const job = (name: string, seconds: number, gpus: string[], time: string): NewRunEvent & { at: string } => ({
    type: "step-finished",
    step: `${name}: outcome`,
    result: { end: { seconds }, environment: { gpus } },
    at: at(time),
  });

  test("counts while somebody walks it: neither a pause nor the time after a kill", () => {
    const { seconds } = known("a", [
      { type: "opened", format: 1, subject: "a", rehearsal: false, at: at("10:00:00") },
      { type: "step-started", step: "plan", at: at("10:01:00") },
      { type: "step-started", step: "plan", at: at("15:00:00") },
      { type: "step-finished", step: "plan", result: 1, at: at("15:00:30") },
      { type: "ended", how: "paused", reason: "", at: at("15:01:00") },
      { type: "step-started", step: "next", at: at("18:00:00") },
      { type: "step-finished", step: "next", result: 1, at: at("18:00:05") },
    ]).stand;
    expect(seconds).toBe(60 + 30 + 30 + 5);
  });

  test("a job's seconds count once for each GPU that it had", () => {
    const { stand } = known("a", [job("baseline", 100, [], "10:00:00"), job("run 1", 40, ["A", "A"], "10:02:00")]);
    expect(stand).toMatchObject({ jobs: 2, runSeconds: 140, gpuSeconds: 80 });
  });
});

describe("the table of the paper", () => {
  const one: IdeaInCampaign = only(viewOf([SET, idea("a")], [known("a", [...begun("a"), ...finished, done], [3, 5])]));
  const ideas: IdeaInCampaign[] = [
    { ...one, model: "m1", cost: 1.5 },
    { ...one, model: "m1", scores: [4], cost: 0.5, novel: false },
    { ...one, model: "m1", paperCompleted: false, scores: [9], cost: 0.25 },
    { ...one, model: "m1", experimentsPassed: false, paperCompleted: false, scores: [], novel: undefined, cost: 0 },
    { ...one, model: "m2_x", paperCompleted: false, scores: [], cost: 2, unpriced: true },
  ];

  test("counts the ideas of each model and template, and scores completed papers by their last review", () => {
    const later = ideas.slice(2).map((idea) => ({ ...idea, slug: "b" }));
    expect(paperTable([{ ideas: ideas.slice(0, 2) }, { ideas: later }])).toEqual([
      {
        ...{ model: "m1", template: "t", ideas: 4, novel: 2, experimentsPassed: 3, completedPapers: 2 },
        ...{ scale: NEURIPS, meanScore: 4.5, maxScore: 5, cost: 2.25, unpriced: false, rehearsal: false },
      },
      {
        ...{ model: "m2_x", template: "t", ideas: 1, novel: 1, experimentsPassed: 1, completedPapers: 0 },
        ...{ scale: "", meanScore: undefined, maxScore: undefined, cost: 2, unpriced: true, rehearsal: false },
      },
    ]);
    expect(paperTable([])).toEqual([]);
    // An idea that a second campaign took as well was paid for once.
    expect(paperTable([{ ideas: [one] }, { ideas: [one, { ...one, slug: "b" }] }])).toMatchObject([{ ideas: 2 }]);
  });

  test("has a row for each review form, with no mean over two scales, and no idea in two of them", () => {
    const other = (slug: string, scores: number[]) => ({ ...one, slug, scores, scale: "workshop (1–5)" });
    const none = { ...one, slug: "d", paperCompleted: false, scores: [], scale: "" };
    const rows = paperTable([{ ideas: [one, other("b", [3]), none, other("c", [4])] }]);
    expect(
      rows.map(({ scale, ideas, completedPapers, meanScore }) => [scale, ideas, completedPapers, meanScore]),
    ).toEqual([
      [NEURIPS, 1, 1, 5],
      ["workshop (1–5)", 3, 2, 3.5],
    ]);
    expect(remarksOn(rows)).toEqual([expect.stringContaining("compare them within one form only")]);
    expect(remarksOn(rows.slice(1))).toEqual([]);
  });

  test("is written as CSV, Markdown and LaTeX, with every name as it is", () => {
    const rows = paperTable([{ ideas }]);
    expect(paperTableText(rows, "csv")).toBe(
      "Model,Template,Ideas,Novel,Experiments passed,Completed papers,Review form,Mean score,Max score,Cost (USD)\n" +
        "m1,t,4,2,3,2,neurips (1–10),4.50,5.00,2.25\nm2_x,t,1,1,1,0,,,,2.00\n",
    );
    expect(paperTableText(rows, "markdown")).toContain("| m2\\_x | t | 1 | 1 | 1 | 0 | – | – | – | 2.00 |");
    expect(paperTableText(rows, "markdown")).toContain("they count as $0");
    expect(paperTableText(rows, "latex")).toContain("m2\\_x & t & 1 & 1 & 1 & 0 & -- & -- & -- & 2.00 \\\\");
    const odd = [{ ...rows[0]!, model: 'a,"b"|c\\{~^', template: "50 % & more" }];
    expect(paperTableText(odd, "csv")).toContain('"a,""b""|c\\{~^",50 % & more,4');
    expect(paperTableText(odd, "markdown")).toContain('| a,"b"\\|c\\\\{~^ | 50 % & more |');
    expect(paperTableText(odd, "latex")).toContain(
      "a,{\\ttfamily\\char34}b{\\ttfamily\\char34}\\textbar{}c\\textbackslash{}\\{\\textasciitilde{}\\textasciicircum{} & 50 \\% \\& more",
    );
    expect(paperTableText([{ ...rows[0]!, model: "=cmd" }], "csv")).toContain("\n'=cmd,t,4");
    // After the end of a row a bracket would be how far the next one is from it.
    const bracketed = [{ ...rows[0]!, model: "[new]\n<m>" }];
    expect(paperTableText(bracketed, "latex")).toContain("\n{[}new] \\textless{}m\\textgreater{} & t & 4");
  });
});
