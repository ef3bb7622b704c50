import { describe, expect, test } from "vitest";
import { placeOfMeasurement } from "../../src/claims/final-info-places";
import { readFinalInfo } from "../../src/research/metrics";

const SHAPES: Record<string, string> = {
  "means with seeds":
    '{"sine": {"means": {"loss_mean": 0.5, "time": 3}, "stderrs": {"loss_stderr": 0.1}, "final_info_dict": {"loss": [0.4, 0.6], "time": [3]}}, "stéps": {"means": {"loss_mean": 7e-3}}}',
  "nested means": '{"a b": {"means": {"train": {"loss": 1.25}, "test": {"loss": -2}}}}',
  "bare numbers": '{"sine": {"loss": 0.5, "name": "x: {1}", "list": [{"loss": 9}]}, "count": 4}',
  "Python's own": '{"sine": {"means": {"bad": NaN, "good": 1.5}}}',
};

describe("every number that is read has its place", () => {
  test.each(Object.entries(SHAPES))("%s", (_, json) => {
    const { measurements } = readFinalInfo(json);
    const found = measurements.map(({ dataset, metric }) => {
      const place = placeOfMeasurement(json, dataset, metric);
      return place && Number(json.slice(place.start, place.end));
    });
    expect(found).toEqual(measurements.map(({ mean }) => mean));
  });
});

test("what is not there has no place, and broken text is read as far as it goes", () => {
  expect(placeOfMeasurement('{"a": {"loss": 1}}', "a", "time")).toBeUndefined();
  expect(placeOfMeasurement('{"a": {"loss": 1, ', "a", "loss")).toMatchObject({ start: 15, end: 16 });
  expect(placeOfMeasurement("]]}}{[", "a", "loss")).toBeUndefined();
});
