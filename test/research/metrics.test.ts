import { expect, test } from "vitest";
import { readFinalInfo } from "../../src/research/metrics";

test("standard errors under keys that end in _stderr are read; a zero, as templates write it for one seed, says nothing", () => {
  const info = {
    dino: { means: { kl_mean: 2, loss_mean: 3 }, stderrs: { kl_stderr: 0.1, loss_stderr: 0 } },
    moons: { means: { kl_mean: 1 }, stderrs: { kl_stderr: 0.2 }, final_info_dict: { kl: [1] } },
  };
  expect(readFinalInfo(JSON.stringify(info)).measurements).toEqual([
    { dataset: "dino", metric: "kl", mean: 2, stderr: 0.1 },
    { dataset: "dino", metric: "loss", mean: 3 },
    { dataset: "moons", metric: "kl", mean: 1, perSeed: [1] },
  ]);
});

test("the published shape: means, standard errors recomputed from the seeds with n-1", () => {
  const { measurements, problems } = readFinalInfo(
    JSON.stringify({ dino: { means: { kl: 2 }, stderrs: { kl: 99 }, final_info_dict: { kl: [1, 2, 3] } } }),
  );
  expect(problems).toEqual([]);
  expect(measurements).toEqual([
    { dataset: "dino", metric: "kl", mean: 2, stderr: 1 / Math.sqrt(3), perSeed: [1, 2, 3] },
  ]);
});

test("community shapes: means only, names with _mean, nested objects, a bare number", () => {
  const { measurements } = readFinalInfo(JSON.stringify({ a: { means: { loss_mean: 1, deep: { x: 2 } } }, b: 3 }));
  expect(measurements).toEqual([
    { dataset: "a", metric: "loss", mean: 1 },
    { dataset: "a", metric: "deep.x", mean: 2 },
    { dataset: "b", metric: "value", mean: 3 },
  ]);
});

test("Python's NaN and Infinity are problems, not numbers, and text is left alone", () => {
  const { measurements, problems } = readFinalInfo(
    '{"a": {"means": {"loss": NaN, "best": -Infinity, "note": "NaN", "ok": 1}}}',
  );
  expect(measurements).toEqual([{ dataset: "a", metric: "ok", mean: 1 }]);
  expect(problems).toEqual(["a / loss is not a finite number.", "a / best is not a finite number."]);
});

test.each([
  ["", "does not hold a JSON object"],
  ["[]", "does not hold a JSON object"],
  ["{}", "holds no finite number"],
  ['{"a": {"means": {}}}', "holds no finite number"],
])("%j measures nothing and says why", (json, reason) => {
  const { measurements, problems } = readFinalInfo(json);
  expect(measurements).toEqual([]);
  expect(problems.join(" ")).toContain(reason);
});
