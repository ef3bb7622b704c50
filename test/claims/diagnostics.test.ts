import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const result = (error: number) => JSON.stringify({ dino: { means: { eval_loss: error } } });
const kept = (gate: number) =>
  JSON.stringify({ diagnostics: [{ dataset: "dino", metric: "learned_gate", mean: gate, perSeed: [gate] }] });

const library = studyOf({
  "run_0/final_info.json": result(0.662),
  "run_1/final_info.json": result(0.631),
  "run_1/env.json": kept(0.287),
  "plot.py": labelsOf(["Baseline", "Gated Branch"]),
});

test("what a program kept beside its results may be printed, and is held against what it kept", () => {
  expect(messagesOf(library, "On dino, the learned gate of Gated Branch is 0.287.")).toEqual([]);
  expect(messagesOf(library, "On dino, the learned gate of Gated Branch is 0.387.")).toEqual([
    expect.stringContaining("0.287"),
  ]);
});
