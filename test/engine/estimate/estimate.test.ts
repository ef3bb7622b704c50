import { beforeAll, describe, expect, test } from "vitest";
import { kindOf } from "../../../src/engine/estimate/call-kind";
import { type EstimateBasis, estimateIdeas, estimateRest } from "../../../src/engine/estimate/estimate-rest";
import { type Range, sufficiencyOf } from "../../../src/research/estimate";
import { Parameters } from "../../../src/research/parameters";
import { RunEvent } from "../../../src/research/run-event";
import { next, nothingYet, type RunView } from "../../../src/research/run-view";
import { basisOf, measureEstimates, viewsAtStages } from "../../bench/measured-estimates";
import { recordedIdea, rehearsedIdea, type WalkedIdea } from "../../bench/walked-ideas";

let recorded: WalkedIdea;
let rehearsed: WalkedIdea;
let basis: EstimateBasis;
beforeAll(async () => {
  recorded = await recordedIdea(".");
  rehearsed = await rehearsedIdea(".");
  basis = basisOf(recorded);
});

const viewOf = ({ history }: WalkedIdea) => history.reduce(next, nothingYet);
/** By which factor the range was missed; 1 inside it. */
const miss = (actual: number, { low, high }: Range) => Math.max(1, low / actual, actual / high);
const whole = (changed: EstimateBasis) => estimateRest(changed, nothingYet).total;

describe("beside what two whole ideas really cost, the estimate", () => {
  test("holds the whole before the idea begins, its ends less than a factor of five apart", async () => {
    for (const { total } of await measureEstimates(".")) {
      expect(miss(total.dollars, total.before)).toBe(1);
      expect(miss(total.calls, total.callsBefore)).toBe(1);
      expect(total.before.high / total.before.low).toBeLessThan(5);
    }
  });

  test("of each stage is at most a seventh outside, before the idea begins and when the stage does", async () => {
    for (const { rows } of await measureEstimates("."))
      for (const { dollars, before, entering } of rows) {
        expect(miss(dollars, before)).toBeLessThan(1.15);
        expect(miss(dollars, entering!)).toBeLessThan(1.15);
      }
  });

  test("closes in as the idea goes on, and ends with nothing", () => {
    const spans = viewsAtStages(recorded).map((view) => {
      const { low, high } = estimateRest(basis, view).total.output;
      return high / low;
    });
    expect(spans.at(-1)).toBeLessThan(2);
    expect(spans.at(-1)!).toBeLessThan(spans[0]! / 2);
    const done = next(viewOf(recorded), RunEvent.parse({ type: "ended", how: "done", reason: "", at: "now" }));
    expect(estimateRest(basis, done)).toMatchObject({ stages: [], total: { calls: { low: 0, high: 0 } } });
  });
});

test("every question of a whole idea is one that is planned for", () => {
  const steps = [recorded, rehearsed].flatMap((walked) => viewOf(walked).calls.map(({ step }) => step));
  expect(steps.filter((step) => kindOf(step) === undefined)).toEqual([]);
});

describe("the estimate follows", () => {
  const changed = (parameters: Partial<Parameters>): EstimateBasis => ({
    ...basis,
    parameters: Parameters.parse({ ...basis.parameters, ...parameters }),
  });

  test("the numbers of the method", () => {
    const usual = whole(basis);
    expect(whole(changed({ maxRuns: 2 })).calls.high).toBeLessThan(usual.calls.high);
    expect(whole(changed({ reviewers: 2 })).calls.low).toBe(usual.calls.low - 6);
    const stages = estimateRest(changed({ improvementRounds: 0 }), nothingYet).stages;
    expect(stages.find(({ stage }) => stage === "improvement")?.estimate.calls).toEqual({ low: 0, high: 0 });
  });

  test("whether literature is searched: twice before the paper is written, and in rounds when it is there", () => {
    const usual = whole(basis);
    const searched = whole(changed({ literatureSources: 2 }));
    expect(searched.calls.low - usual.calls.low).toBe(2 + 3);
    expect(searched.calls.high - usual.calls.high).toBeGreaterThanOrEqual(2 + 11);
    expect(searched.input.low - usual.input.low).toBeGreaterThan(30_000);
    expect(
      [
        "references: queries",
        "citations, search round 2: what is missing",
        "citations, search round 12: choice, answer 2",
      ].map(kindOf),
    ).toEqual(["queries", "gaps", "found works"]);
  });

  test("those that the idea began with, where they are recorded", () => {
    const result = { ...basis.parameters, maxRuns: 1 };
    const begun = next(nothingYet, RunEvent.parse({ type: "step-finished", step: "parameters", result, at: "now" }));
    expect(estimateRest(basis, begun).total).toEqual(whole(changed({ maxRuns: 1 })));
  });

  test("the prices: each model's own, nothing for a free one, and no dollars for one that nobody knows", () => {
    const free = { ...basis.scientist, price: { input: 0, cachedInput: 0, output: 0 } };
    const dear = { ...basis.scientist, price: { input: 20, cachedInput: 2, output: 100 } };
    expect(whole({ ...basis, scientist: free, reviewer: free }).dollars).toEqual({ low: 0, high: 0 });
    expect(whole({ ...basis, reviewer: dear }).dollars!.low).toBeGreaterThan(3 * whole(basis).dollars!.low);
    expect(whole({ ...basis, reviewer: { ...free, price: undefined } }).dollars).toBeUndefined();
  });

  test("a model that thinks, as soon as it was seen to", () => {
    const thinking = withUsage(viewsAtStages(recorded)[2]!, ({ output }) => ({
      output: output + 3_000,
      reasoning: 3_000,
    }));
    const plain = viewsAtStages(recorded)[2]!;
    const more = estimateRest(basis, thinking).total;
    const calls = estimateRest(basis, plain).total.calls;
    const difference = more.output.low - estimateRest(basis, plain).total.output.low;
    expect(difference).toBeGreaterThan(2_000 * calls.low);
    expect(difference).toBeLessThan(3_000 * calls.low);
  });

  test("an endpoint that caches nothing", () => {
    const uncached = withUsage(viewsAtStages(recorded)[2]!, () => ({ cachedInput: 0 }));
    const { cachedInput, input } = estimateRest(basis, uncached).total;
    expect(cachedInput.low / input.low).toBeLessThan(0.3);
  });

  test("how long the baseline took; before that the limit is all that is known", () => {
    expect(estimateRest(basis, nothingYet).total.seconds).toEqual({ low: 0, high: 120 * 8 });
    const [baseline] = viewOf(recorded).runs;
    const measured = { ...nothingYet, stagesEntered: ["experiments"] as const, runs: [{ ...baseline!, seconds: 10 }] };
    expect(estimateRest(basis, measured).total.seconds).toEqual({ low: 16, high: 112 });
  });
});

test("what is left must hold the worst case of a call beside what is expected", () => {
  const estimate = estimateRest(basis, nothingYet);
  const { low, high } = estimate.total.dollars!;
  expect(estimate.reserve).toBeGreaterThan(0.16 + 0.1);
  expect(estimate.reserve).toBeLessThan(0.16 + 0.2);
  const { reserve } = estimate;
  expect(sufficiencyOf(estimate, high + reserve)).toBe("enough");
  expect(sufficiencyOf(estimate, high)).toBe("perhaps");
  expect(sufficiencyOf(estimate, low)).toBe("not enough");
});

test("ideas cost their proposal and its reflections", () => {
  const one = estimateIdeas(basis, 1, 0);
  expect(one.calls).toEqual({ low: 2, high: 4 });
  expect(estimateIdeas(basis, 3, 0).dollars!.high).toBeGreaterThan(2 * one.dollars!.high);
});

test("a stage's estimate is recorded when it begins; journals without one are read as ever", () => {
  const { estimates } = viewOf(recorded);
  expect(Object.keys(estimates)).toEqual(["experiments", "plots", "paper", "review", "improvement"]);
  const old = RunEvent.parse({ type: "stage-entered", stage: "paper", at: "now" });
  expect(next(nothingYet, old).estimates).toEqual({});
});

type Usage = RunView["calls"][number]["usage"];
function withUsage(view: RunView, change: (usage: Usage) => Partial<Usage>): RunView {
  return { ...view, calls: view.calls.map((call) => ({ ...call, usage: { ...call.usage, ...change(call.usage) } })) };
}
