import { expect, test } from "vitest";
import { fits } from "../../../src/adapters/compute/collect-results";
import { environmentIn, withExtra } from "../../../src/adapters/compute/measure-environment";

test("what the machine says is taken from the last line, and nothing is guessed when it says nothing", () => {
  expect(
    environmentIn('a library greets\n{"python": "3.11.2", "gpus": ["NVIDIA H100"], "packages": {"torch": "2.1"}}\n'),
  ).toEqual({
    python: "3.11.2",
    gpus: ["NVIDIA H100"],
    packages: { torch: "2.1" },
  });
  expect(environmentIn("")).toEqual({ gpus: [], packages: {} });
});

test("the experiment adds what only it knows, and what does not fit is left out", () => {
  const environment = environmentIn("");
  const extra = { trainable_parameters: 1234, samples_seen: 5e5, seeds: [0, 1], device: "cpu", python: "4.0" };
  expect(withExtra(environment, JSON.stringify(extra))).toEqual({
    gpus: [],
    packages: {},
    trainableParameters: 1234,
    samplesSeen: 5e5,
    seeds: [0, 1],
    device: "cpu",
  });
  expect(withExtra(environment, '{"trainable_parameters": "many"}')).toEqual(environment);
  expect(withExtra(environment, "not json")).toEqual(environment);
  expect(withExtra(environment, undefined)).toEqual(environment);
});

test("what is to be collected is a name, in which a star stands for anything", () => {
  expect(fits("run_1", "run_1")).toBe(true);
  expect(fits("run_10", "run_1")).toBe(false);
  expect(fits("run_1", "run_1/")).toBe(true);
  expect(fits("loss.png", "*.png")).toBe(true);
  expect(fits("lossXpng", "*.png")).toBe(false);
  expect(fits("a.b.png.txt", "*.png")).toBe(false);
});

test("numbers that the experiment kept besides are put together over its seeds; what is no number is none", () => {
  const diagnostics = [
    { dataset: "circle", seed: 0, gate: 0.2, slope: null },
    { dataset: "circle", seed: 1, gate: 0.4, slope: 3 },
    { dataset: "dino", seed: 0, gate: "wide" },
    { gate: 7 },
    "nothing",
  ];
  expect(withExtra(environmentIn(""), JSON.stringify({ diagnostics })).diagnostics).toEqual([
    {
      dataset: "circle",
      metric: "gate",
      perSeed: [0.2, 0.4],
      mean: expect.closeTo(0.3, 12),
      stderr: expect.closeTo(0.1, 12),
    },
    { dataset: "circle", metric: "slope", perSeed: [3], mean: 3 },
  ]);
  expect(withExtra(environmentIn(""), '{"diagnostics": []}')).not.toHaveProperty("diagnostics");
});
