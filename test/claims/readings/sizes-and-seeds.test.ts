import { describe, expect, test } from "vitest";
import { judgeReading } from "../../../src/claims/readings/judge-reading";
import { ClaimQuery } from "../../../src/research/claim-reading";
import { studyOf } from "../a-study";

/** What three seeds gave for the steps until something is learned, on two tasks; 5000 is where all was ended. */
const STEPS = {
  Plain: { sums: [3120, 3240, 3080], cycles: [5000, 4890, 5000] },
  Slow: { sums: [3080, 3150, 3010], cycles: [4200, 4310, 4120] },
  Quick: { sums: [1240, 1310, 1190], cycles: [5000, 5000, 5000] },
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const infos = Object.values(STEPS).map((tasks, run) => [
  `run_${run}/final_info.json`,
  JSON.stringify(
    Object.fromEntries(
      Object.entries(tasks).map(([task, steps]) => [
        task,
        { means: { steps_to_99: mean(steps) }, final_info_dict: { steps_to_99: steps } },
      ]),
    ),
  ),
]);
const { evidence } = studyOf({
  ...Object.fromEntries(infos),
  "experiment.py": "num_total_updates = 5000\nnum_seeds = 3\n",
  "plot.py": `labels = {${Object.keys(STEPS).map((name, run) => `"run_${run}": "${name}"`)}}`,
});

function come(text: string, asked: object): string {
  const query = ClaimQuery.parse({ metric: "steps_to_99", ...asked });
  return judgeReading(evidence, query, text, { start: 0, end: text.length })?.judgement.type ?? "unread";
}

describe("words of size beside the noise over seeds", () => {
  test.each([
    ["far ahead on sums", { runs: [1], on: ["sums"], way: "better", size: "large" }, "fails"],
    ["far ahead on sums", { runs: [2], on: ["sums"], way: "better", size: "large" }, "holds"],
    ["clearly ahead on sums", { runs: [1], on: ["sums"], way: "better", size: "clear" }, "fails"],
    ["slightly ahead on sums", { runs: [1], on: ["sums"], way: "better", size: "small" }, "holds"],
    ["slightly ahead on sums", { runs: [2], on: ["sums"], way: "better", size: "small" }, "fails"],
    ["a difference on sums", { runs: [1], on: ["sums"], way: "different" }, "fails"],
    ["a substantial difference", { runs: [2], on: ["sums"], way: "different", size: "large" }, "holds"],
    ["they differ in speed", { runs: "all", than: "all", on: ["sums"], way: "different" }, "holds"],
    ["they hardly differ", { runs: "all", than: "all", on: ["sums"], way: "different", size: "small" }, "holds"],
    ["they hardly differ", { runs: [2], on: ["sums"], way: "different", size: "small" }, "fails"],
    ["not comparable", { runs: [1], on: ["sums"], way: "equal", ofRuns: "none" }, "fails"],
    ["significantly different", { runs: [2], on: ["sums"], way: "different", significant: true }, "holds"],
    ["not significantly different", { runs: [2], on: ["sums"], way: "equal", significant: false }, "fails"],
  ])("%s: %j %s", (text, asked, comes) => {
    expect(come(text, { kind: "comparison", ...asked })).toBe(comes);
  });

  test("what is denied of a run on several data sets is forgiven only where no difference is clear", () => {
    const denied = { kind: "comparison", ofRuns: "none", on: "all", way: "better" };
    expect(come("no gain anywhere", { ...denied, runs: [2] })).toBe("fails");
    expect(come("no gain on sums", { ...denied, runs: [1], on: ["sums"] })).toBe("holds");
  });
});

describe("numbers of single seeds", () => {
  test.each([
    ["a median of 3120", { as: "median", number: "3120" }, "holds"],
    ["a median of 3080", { as: "median", number: "3080" }, "fails"],
    ["3080 in the best seed", { as: "best seed", number: "3080" }, "holds"],
    ["3120 in the worst seed", { as: "worst seed", number: "3120" }, "fails"],
    ["3240 in one seed", { as: "seed", number: "3240" }, "holds"],
    ["3250 in one seed", { as: "seed", number: "3250" }, "fails"],
  ])("%s: %j %s", (text, asked, comes) => {
    expect(come(text, { kind: "value", runs: [0], on: ["sums"], ...asked })).toBe(comes);
  });

  test.each([
    ["better in every seed", { runs: [1], ofSeeds: "all" }, "holds"],
    ["better in two of three", { runs: [2], ofSeeds: 2 }, "fails"],
    ["worse in every seed", { runs: [1], ofSeeds: "all", way: "worse" }, "fails"],
  ])("%s: %j %s", (text, asked, comes) => {
    expect(come(text, { kind: "comparison", on: ["sums"], way: "better", ...asked })).toBe(comes);
  });
});

describe("who gets to a mark, seed by seed", () => {
  test.each([
    ["Plain gets there in all three seeds", { runs: [0], on: ["cycles"], ofSeeds: "all" }, "fails"],
    ["in one of three", { runs: [0], on: ["cycles"], ofSeeds: 1 }, "holds"],
    ["in none", { runs: [2], on: ["cycles"], ofSeeds: "none" }, "holds"],
    ["in none", { runs: [0], on: ["cycles"], ofSeeds: "none" }, "fails"],
    ["it learns both", { runs: [2], on: "all" }, "fails"],
    ["it fails on one of two", { runs: [2], on: "all", reached: false, ofSets: 1 }, "holds"],
    ["it has not arrived at the end", { runs: [0], on: ["cycles"], reached: false }, "holds"],
    ["it has not arrived at the end", { runs: [1], on: ["cycles"], reached: false }, "fails"],
    ["all do on sums", { runs: "all", on: ["sums"], ofSeeds: "all" }, "holds"],
    ["all within 3,000 steps", { runs: "all", on: ["sums"], ofSeeds: "all", number: "3,000" }, "fails"],
    ["within 1,500 steps in every seed", { runs: [2], on: ["sums"], ofSeeds: "all", number: "1,500" }, "holds"],
    ["99% is reached in every seed", { runs: [2], on: ["sums"], ofSeeds: "all", number: "99%" }, "holds"],
    ["within 12 of something", { runs: [2], on: ["sums"], ofSeeds: "all", number: "13" }, "unread"],
  ])("%s: %j %s", (text, asked, comes) => {
    expect(come(text, { kind: "reach", ...asked })).toBe(comes);
  });

  test("a run that was ended did not get there within the steps that it had", () => {
    const within = (runs: number[], number: string) =>
      come(`within ${number} steps`, { kind: "value", runs, on: ["cycles"], bound: "most", number });
    expect(within([2], "5,000")).toBe("fails");
    expect(within([1], "5,000")).toBe("holds");
  });

  test("where seeds are not known one by one only a mean at the end tells", () => {
    const means = { ...evidence, runs: evidence.runs.map((run) => ({ ...run, value: meanOnly(run.value) })) };
    const asked = (asked: object) => {
      const query = ClaimQuery.parse({ kind: "reach", metric: "steps_to_99", on: ["cycles"], ...asked });
      return judgeReading(means, query, "x", { start: 0, end: 1 })?.judgement.type;
    };
    expect(asked({ runs: [2], ofSeeds: "all" })).toBe("fails");
    expect(asked({ runs: [1], ofSeeds: "all" })).toBe("unmeasured");
    expect(asked({ runs: [1], ofSeeds: "none" })).toBe("fails");
    expect(asked({ runs: [1] })).toBe("holds");
  });
});

test("a mean that is no number, where all else was measured, is one of a seed that never got there", () => {
  const lacking = evidence.runs.map((run) => ({
    ...run,
    value: (set: string, key: string) => (set === "cycles" && run.number === 2 ? undefined : run.value(set, key)),
  }));
  const other = { ...evidence.metrics[0]!, key: "loss" };
  const measured = lacking.map((run) => ({
    ...run,
    value: (set: string, key: string) =>
      key === "loss" ? { dataset: set, metric: key, mean: 1 } : run.value(set, key),
  }));
  const asked = (asked: object) => {
    const query = ClaimQuery.parse({ kind: "reach", runs: [2], metric: "steps_to_99", on: ["cycles"], ...asked });
    const known = { ...evidence, runs: measured, metrics: [...evidence.metrics, other] };
    return judgeReading(known, query, "x", { start: 0, end: 1 })?.judgement.type;
  };
  expect(asked({})).toBe("fails");
  expect(asked({ ofSeeds: "all" })).toBe("fails");
  expect(asked({ ofSeeds: "not all" })).toBe("holds");
  expect(asked({ ofSeeds: "none" })).toBe("unmeasured");
  expect(asked({ reached: false })).toBe("holds");
});

test("a seed that gave no number is one that never got there", () => {
  const gaps = studyOf({
    "run_0/final_info.json": `{"sums": {"means": {"steps_to_99": 4000}, "final_info_dict": {"steps_to_99": [4100, NaN, 3900]}}}`,
    "experiment.py": "num_total_updates = 5000\n",
  });
  const asked = (ofSeeds: number | string) =>
    judgeReading(
      gaps.evidence,
      ClaimQuery.parse({ kind: "reach", runs: [0], metric: "steps_to_99", on: ["sums"], ofSeeds }),
      "x",
      { start: 0, end: 1 },
    )?.judgement;
  expect(asked(2)).toMatchObject({ type: "holds", evidence: expect.stringContaining("4100, no number, 3900") });
  expect(asked("all")).toHaveProperty("type", "fails");
});

function meanOnly(value: (typeof evidence.runs)[number]["value"]): typeof value {
  return (set, metric) => {
    const measured = value(set, metric);
    return measured && { dataset: set, metric, mean: measured.mean };
  };
}

test("data sets that are named are those that are counted", () => {
  const sets = (on: object, number: string) =>
    come(`on ${number} tasks`, { kind: "count", of: "datasets", ...on, number });
  expect([sets({}, "two"), sets({}, "one"), sets({ on: ["sums"] }, "one")]).toEqual(["holds", "fails", "holds"]);
});

test("seeds that are said of all data sets are there on each of them", () => {
  const seeds = (on: object, number: string) =>
    come(`over ${number} seeds`, { kind: "count", of: "seeds", number, ...on });
  expect(seeds({ on: "all" }, "three")).toBe("holds");
  expect(seeds({ on: "all" }, "five")).toBe("fails");
  const once = { ...evidence, datasets: [...evidence.datasets, "once"] };
  const measured = { dataset: "once", metric: "steps_to_99", mean: 4000, perSeed: [4000] };
  const runs = evidence.runs.map((run) => ({
    ...run,
    value: (set: string, key: string) => (set === "once" ? measured : run.value(set, key)),
  }));
  const text = "over three seeds";
  const asked = (on: string | string[], ofSets: number | "all" = "all") =>
    judgeReading(
      { ...once, runs },
      ClaimQuery.parse({ kind: "count", of: "seeds", number: "three", on, ofSets }),
      text,
      {
        start: 0,
        end: text.length,
      },
    )?.judgement;
  expect(asked(["sums", "cycles"])).toHaveProperty("type", "holds");
  expect(asked("all", 2)).toHaveProperty("type", "holds");
  expect(asked("all", 1)).toHaveProperty("type", "fails");
  expect(asked("all")).toMatchObject({
    type: "fails",
    evidence: "the seeds are 3 on sums, 3 on cycles, 1 on once",
  });
});
