import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const result = (values: readonly number[]) =>
  JSON.stringify(
    Object.fromEntries(["dino", "moons", "line"].map((set, at) => [set, { means: { kl_divergence: values[at] } }])),
  );
const library = studyOf({
  "run_0/final_info.json": result([0.9, 0.5, 0.3]),
  "run_1/final_info.json": result([0.8, 0.2, 0.3]),
  "experiment.py": `
import torch
def draw(n_points=10000):
    return torch.randn(n_points, 2)
def train(inputs=2, weight_decay=0.0, steps=400):
    return torch.optim.AdamW(model.parameters(), weight_decay=weight_decay)
`,
  "plot.py": labelsOf(["Baseline", "Gate"]),
});
const said = (text: string, section = "Experimental Setup") => messagesOf(library, text, section);

test.each([
  ["what a layer takes in", "A linear layer maps these 35 inputs to the width of the network.", "Method"],
  [
    "what stands behind a setting that there is none of",
    "It is trained without weight decay, for 400 steps.",
    "Experimental Setup",
  ],
  [
    "what was expected",
    "The largest gain in KL divergence was expected on dino; the mean falls further on moons.",
    "Results",
  ],
])("%s is no claim about it", (_, text, section) => expect(said(text, section)).toEqual([]));

test("points that a figure shows are chosen by what draws it; those of the data are not", () => {
  expect(said("\\begin{figure}\\caption{At most 1,500 points of each result.}\\end{figure}", "Results")).toEqual([]);
  expect(said("We draw 1,500 points of each data set.")).not.toEqual([]);
});

test("the same words are held against the code where they do say it", () => {
  expect(said("It is trained with a weight decay of 0.1.")).toEqual([expect.stringContaining("weight decay")]);
  expect(said("The largest gain in KL divergence is seen on dino.", "Results")).toEqual([
    expect.stringContaining("not on dino"),
  ]);
});
