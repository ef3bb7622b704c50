import { describe, expect, test } from "vitest";
import type { Experiments, Row, Words } from "../../src/webview/contract/experiments";
import { allColumns, shownColumns, timeText } from "../../src/webview/experiments/columns";
import { nextSort, orderedRows, withRows } from "../../src/webview/experiments/order";
import { viewStateOf } from "../../src/webview/experiments/view-state";

const words = new Proxy({}, { get: (_, name) => String(name) }) as Words;
const row = (number: number, name: string, loss: number | undefined, changes: Partial<Row> = {}): Row => ({
  ...{ key: `idea/${number}`, slug: "idea", idea: "Idea", number, name, isBaseline: number === 0, isBest: false },
  ...{
    commit: "c",
    change: "",
    state: "measured",
    stateText: "measured",
    reason: "",
    remarks: [],
    line: "",
    host: "box",
  },
  cells: loss === undefined ? {} : { loss: { mean: loss, seeds: 1, text: String(loss), plusMinus: "" } },
  actions: [],
  ...changes,
});
const metric = (key: string, primary: boolean) => ({ key, metric: key, dataset: "d", unit: "", primary });
const model: Experiments = {
  title: "",
  ideas: [
    { slug: "idea", title: "Idea" },
    { slug: "other", title: "Other" },
  ],
  shown: "idea",
  columns: [{ ...metric("loss", true), direction: "lower" }, metric("other", false)],
  rows: [
    row(0, "Baseline", 1),
    row(1, "Half", 0.5),
    row(2, "Broken", undefined, { state: "crashed", reason: "matrix is singular" }),
    row(3, "Double", 2),
    row(0, "Baseline", 9, { key: "other/0", slug: "other" }),
  ],
  pictures: [],
  nothing: "",
};
const view = viewStateOf(undefined);
const columns = allColumns(model, words);
const shown = (changes: Partial<typeof view>) =>
  orderedRows(model, { ...view, ...changes }, columns).map(({ name }) => name);

describe("which rows, in which order", () => {
  test("those of the shown idea by number, or those of all ideas", () => {
    expect(shown({})).toEqual(["Baseline", "Half", "Broken", "Double"]);
    expect(shown({ idea: "" })).toHaveLength(5);
    expect(shown({ idea: "gone" })).toHaveLength(4);
  });
  test("by a metric either way, a run without a number always last", () => {
    expect(shown({ sort: { by: "loss", down: false } })).toEqual(["Half", "Baseline", "Double", "Broken"]);
    expect(shown({ sort: { by: "loss", down: true } })).toEqual(["Double", "Baseline", "Half", "Broken"]);
  });
  test("every word of the filter is in what can be read of the run", () => {
    expect(shown({ filter: "SINGULAR crash" })).toEqual(["Broken"]);
    expect(shown({ filter: "half singular" })).toEqual([]);
  });
  test("a click on a head sorts with the good end first, another one the other way", () => {
    const loss = columns.find(({ key }) => key === "loss")!;
    const first = nextSort(view.sort, loss);
    expect(first).toEqual({ by: "loss", down: false });
    expect(nextSort(first, loss)).toEqual({ by: "loss", down: true });
  });
  test("changed rows take the places of the old ones", () => {
    const after = withRows(model, [row(1, "Half", 0.25)]);
    expect(after.rows.map(({ cells }) => cells.loss?.mean)).toEqual([1, 0.25, undefined, 2, 9]);
  });
});

test("at first the primary metrics are shown; what was chosen is kept", () => {
  const keys = (changes: Partial<typeof view>) =>
    shownColumns(model, { ...view, ...changes }, words).map(({ key }) => key);
  expect(keys({})).toEqual(["run", "state", "loss", "change", "time", "cost", "host", "commit"]);
  expect(keys({ columns: ["time"] })).toEqual(["run", "time"]);
});

test("a run that goes on shows how long it does, of how long it may", () => {
  expect(timeText(row(1, "", 1, { seconds: 200 }), 0)).toEqual(["3 min 20 s", ""]);
  expect(timeText(row(1, "", 1, { since: 1000, limit: 120 }), 66_000)).toEqual(["1 min 05 s", "2 min 00 s"]);
});

test("what was kept by another version is forgotten", () => {
  expect(viewStateOf({ sort: "loss" })).toEqual(view);
  expect(viewStateOf({ ...view, filter: "half" }).filter).toBe("half");
});
