import { describe, expect, test } from "vitest";
import { aligned, chartsOf, meanOf, withParts } from "../../src/webview/experiments/curve-data";
import { placed } from "../../src/webview/experiments/parallel-data";

const part = (name: string, from: number, x: number[], y: (number | null)[]) => ({
  dataset: "sine",
  name,
  xLabel: "step",
  from,
  x,
  y,
});

describe("curves", () => {
  test("grow by what comes, and a part that goes on from what is not there is dropped", () => {
    let store = withParts(new Map(), "a/1", [part("loss", 0, [1, 2], [5, 4])]);
    store = withParts(store, "a/1", [part("loss", 2, [3], [3])]);
    store = withParts(store, "a/1", [part("loss", 9, [9], [9])]);
    expect(chartsOf(store, ["a/1"])[0]!.lines[0]!.mean).toMatchObject({ x: [1, 2, 3], y: [5, 4, 3] });
    store = withParts(store, "a/1", [part("loss", 0, [1], [7])]);
    expect(chartsOf(store, ["a/1"])[0]!.lines[0]!.mean).toMatchObject({ x: [1], y: [7] });
  });
  test("of seeds are one line with its mean, of several runs one chart", () => {
    let store = withParts(new Map(), "a/0", [
      part("loss (seed 0)", 0, [1, 2], [4, 2]),
      part("loss (seed 1)", 0, [1, 2], [6, null]),
    ]);
    store = withParts(store, "a/1", [part("loss", 0, [1], [3])]);
    const charts = chartsOf(store, ["a/0", "a/1", "a/2"]);
    expect(charts).toHaveLength(1);
    expect(charts[0]).toMatchObject({ name: "loss", dataset: "sine" });
    expect(charts[0]!.lines.map(({ run, seeds, mean }) => [run, seeds.length, mean.y])).toEqual([
      ["a/0", 2, [5]],
      ["a/1", 1, [3]],
    ]);
  });
  test("the mean is there where every seed has a value", () => {
    expect(
      meanOf([
        { x: [1, 2, 3], y: [1, 2, 3] },
        { x: [2, 3, 4], y: [4, 5, 6] },
      ]),
    ).toEqual({ x: [2, 3], y: [3, 4] });
  });
  test("share their places, and a logarithm leaves out what it cannot show", () => {
    const curves = [
      { x: [1, 3], y: [1, -1] },
      { x: [2], y: [5] },
    ];
    expect(aligned(curves, false)).toEqual([
      [1, 2, 3],
      [1, null, -1],
      [null, 5, null],
    ]);
    expect(aligned(curves, true)).toEqual([
      [1, 2, 3],
      [1, null, null],
      [null, 5, null],
    ]);
  });
});

describe("an axis of parameters", () => {
  test("is even by size, by the logarithm over a wide span, and by the alphabet for words", () => {
    const places = (values: Record<string, number | string>) => [
      ...placed({ name: "", kind: "setting", values }).places.values(),
    ];
    expect(places({ a: 1, b: 2, c: 3 })).toEqual([0, 0.5, 1]);
    expect(places({ a: 0.0001, b: 0.01, c: 1 }).map((place) => place.toFixed(2))).toEqual(["0.00", "0.50", "1.00"]);
    expect(places({ a: "relu", b: "gelu", c: "relu" })).toEqual([1, 0, 1]);
  });
  test("writes few values all, of many the ends, and nothing over another", () => {
    const ticks = (values: number[]) =>
      placed({ name: "", kind: "setting", values: Object.fromEntries(values.entries()) }).ticks.map(({ text }) => text);
    expect(ticks([1, 2, 3])).toEqual(["1", "2", "3"]);
    expect(ticks([0, 1, 2, 3, 4, 5, 6, 7])).toEqual(["0", "7"]);
    expect(ticks([0, 50, 99, 100])).toEqual(["0", "50", "100"]);
  });
});
