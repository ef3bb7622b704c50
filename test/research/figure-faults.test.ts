import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { apart } from "../../src/research/colour-vision";
import { FIGURE_RULES, faultsOfDrawing } from "../../src/research/figure-faults";
import { DrawnFigure, figuresInRecord, withLooks } from "../../src/research/figure-record";
import { asDrawn } from "../../src/research/picture-facts";

const axis = (label: string, ticks = "numbers") => ({ label, scale: "linear", ticks, tickTexts: [] });
const line = (label: string, more: object = {}) => ({
  ...{ kind: "line", label, colour: "#0072b2", style: "-", marker: "None", points: 9, nonFinite: 0, inView: 9 },
  ...more,
});
const panel = (more: object = {}) => ({
  ...{ title: "", box: [0.1, 0.1, 0.9, 0.9], projection: "rectilinear", series: [line("Baseline")] },
  ...{ x: axis("Step"), y: axis("Loss") },
  ...more,
});
const figure = (axes: readonly object[], more: object = {}) =>
  DrawnFigure.parse({ path: "loss.png", sha256: "a", inches: [5, 3], axes, ...more });
const rules = (drawn: DrawnFigure) => faultsOfDrawing(drawn).map(({ rule }) => rule);

describe("an axis without a name", () => {
  const [left, right] = [
    [0.1, 0.1, 0.45, 0.9],
    [0.55, 0.1, 0.9, 0.9],
  ] as const;
  test("is named by its neighbour in the row, and not by the one above", () => {
    const beside = figure([panel({ box: left }), panel({ box: right, y: axis("") })]);
    expect(rules(beside)).toEqual([]);
    const below = figure([panel({ box: [0.1, 0.55, 0.9, 0.9] }), panel({ box: [0.1, 0.1, 0.9, 0.45], y: axis("") })]);
    expect(rules(below)).toEqual(["figure-axis-unnamed"]);
  });
  test("a second axis in the same place has a name of its own", () => {
    expect(rules(figure([panel(), panel({ x: axis("", "none"), y: axis("") })]))).toEqual(["figure-axis-unnamed"]);
  });
  test("is named for the whole figure, or needs no name where no numbers stand", () => {
    expect(rules(figure([panel({ y: axis("") })], { y: "Loss (nats)" }))).toEqual([]);
    expect(rules(figure([panel({ y: axis("", "none"), x: axis("", "words") })]))).toEqual([]);
  });
});

describe("what the figure's words say", () => {
  test("a run's number is replaced by its name where it is known", () => {
    const drawn = figure([panel({ legend: ["run_0", "Run 12"] })]);
    const names = new Map([
      [0, "Baseline"],
      [12, "Wide"],
    ]);
    expect(faultsOfDrawing(drawn, (run) => names.get(run))[0]!.message).toBe(
      "“run_0” and “Run 12” stand in the legend, which tells a reader nothing. Write what the run is called (“Baseline” and “Wide”).",
    );
  });
  test("a word in which “run” is a part is no run", () => {
    expect(rules(figure([panel({ legend: ["Runtime 3", "Prune 2", "Training run"] })]))).toEqual([]);
  });
});

test("what a look found is told with the picture, and the record keeps it", () => {
  const record = JSON.stringify({ format: 1, made: "now", figures: [figure([panel()]), { path: 3 }] });
  const look = { model: "eyes", shows: "Two lines.", problems: [{ what: "The lines overlap.", fix: "Use markers." }] };
  const after = withLooks(record, new Map([["loss.png", look]]));
  expect(JSON.parse(after)).toMatchObject({ made: "now", figures: [{ look }, { path: 3 }] });
  const [drawn] = figuresInRecord(after);
  expect(asDrawn(drawn!).faults).toEqual([
    { rule: "figure-seen", severity: "warning", message: "The lines overlap. Use markers." },
  ]);
});

test("a record that is none, or of another shape, holds no figures and throws nothing", () => {
  for (const text of [undefined, "", "{", "[]", '{"format":2,"figures":[]}', '{"format":1,"figures":[{"path":"a"}]}'])
    expect(figuresInRecord(text)).toEqual([]);
  const odd = '{"format":1,"figures":[{"path":"a.png","sha256":"x","inches":[1,1],"axes":"?","data":7,"legend":[1]}]}';
  expect(figuresInRecord(odd)).toMatchObject([{ path: "a.png", axes: [], data: [], legend: [] }]);
});

test("the palette of the templates is told apart by every eye; red and green of one darkness are not", () => {
  const safe = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];
  const pairs = safe.flatMap((one, at) => safe.slice(at + 1).map((other) => [one, other] as const));
  expect(pairs.filter(([one, other]) => !apart(one, other))).toEqual([]);
  expect(apart("#d62728", "#2ca02c")).toBe(false);
  expect(apart("no colour", "#2ca02c")).toBe(true);
});

test("the page on figures has every rule with its severity", () => {
  const page = readFileSync(join(__dirname, "../../docs/figures.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|.*\| (error|warning|info) \|$/gm)].map(([, rule, severity]) => [
    rule,
    severity,
  ]);
  expect(Object.fromEntries(rows)).toEqual(FIGURE_RULES);
});
