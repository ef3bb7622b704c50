import { describe, expect, test } from "vitest";
import { curveGrowth, curvesIn } from "../../../../src/editor/models/experiments/curves";

const file = (y: unknown[]) =>
  JSON.stringify({ sine: { "loss (seed 0)": { x: y.map((_, at) => at), y, xLabel: "step" } } });

describe("a run's curves.json", () => {
  test("gives each curve, with nothing where Python wrote NaN, and leaves out what is no curve", () => {
    const text =
      '{"sine": {"loss": {"x": [1, 2, 3], "y": [0.5, NaN, 0.1]}, "odd": {"x": [1], "y": []}, "word": "x"}, "list": [1]}';
    expect(curvesIn(text)).toEqual([
      { dataset: "sine", name: "loss", xLabel: "step", from: 0, x: [1, 2, 3], y: [0.5, null, 0.1] },
    ]);
  });
  test("that is half written gives none", () => {
    expect(curvesIn('{"sine": {"loss": {"x": [1, 2')).toEqual([]);
    expect(curvesIn("")).toEqual([]);
  });
  test("with very many points keeps every n-th", () => {
    const [curve] = curvesIn(file(Array.from({ length: 10_000 }, () => 1)));
    expect(curve!.x.slice(0, 3)).toEqual([0, 3, 6]);
    expect(curve!.x.length).toBeLessThanOrEqual(4000);
  });
});

describe("what is sent while a run goes on", () => {
  test("is the new end of a curve that grew, and nothing where nothing is new", () => {
    const [before, after] = [curvesIn(file([3, 2])), curvesIn(file([3, 2, 1]))];
    expect(curveGrowth(before, after)).toEqual([{ ...after[0], from: 2, x: [2], y: [1] }]);
    expect(curveGrowth(after, after)).toEqual([]);
  });
  test("is the whole of one that is new or was begun again", () => {
    const [before, after] = [curvesIn(file([3, 2])), curvesIn(file([9, 8, 7]))];
    expect(curveGrowth([], after)).toEqual(after);
    expect(curveGrowth(before, after)).toEqual(after);
  });
});
