import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("other seeds are told with what they were, in whatever form they are written", () => {
  expect(found("seeds", "SEEDS = (0,)\n", "SEEDS = (0, 1, 2)\n")).toEqual([
    "1 Changes SEEDS from (0,1,2) to (0,). Runs on other seeds, or judged on more or less, cannot be compared like for like. Reject this, or change the template for all runs.",
  ]);
  expect(linesOf("seeds", "for seed in range(1):\n    f(seed)\n", "for seed in range(5):\n    f(seed)\n")).toEqual([
    "1",
  ]);
  expect(linesOf("seeds", "class C:\n    num_seeds: int = 1\n", "class C:\n    num_seeds: int = 3\n")).toEqual(["2"]);
  expect(linesOf("seeds", 'p.add_argument("--seeds", default=1)\n', 'p.add_argument("--seeds", default=3)\n')).toEqual([
    "1",
  ]);
  expect(linesOf("seeds", "NUM_EVAL_SAMPLES = 10\n", "NUM_EVAL_SAMPLES = 1_000\n")).toEqual(["1"]);
});

test("how often and in what batches is evaluated may change, and so may all when the template names no seeds", () => {
  expect(linesOf("seeds", "EVAL_EVERY = 5\nEVAL_BATCH_SIZE = 2\n", "EVAL_EVERY = 9\nEVAL_BATCH_SIZE = 8\n")).toEqual(
    [],
  );
  expect(linesOf("seeds", "SEEDS = 1\n", "SEEDS = 3\n", { seeds: undefined })).toEqual([]);
  expect(linesOf("seeds", "SEEDS = 3\n")).toEqual([]);
});
