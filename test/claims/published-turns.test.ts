import { describe, expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary, claimProblemsInPart } from "../../src/latex/claim-problems";

/** Turns of speech of papers that programs wrote, on loss and seconds of two runs on three sets. */
const MEASURED = [
  { hills: [0.4821, 20.4], lakes: [1.0604, 21.7], woods: [0.0946, 20.9] },
  { hills: [0.4517, 61.2], lakes: [0.7493, 66.3], woods: [0.0917, 62.8] },
  { hills: [0.4902, 63.5], lakes: [0.6498, 65.1], woods: [0.0991, 64.4] },
];
const PROGRAM = `
import torch
parser.add_argument("--learning_rate", type=float, default=3e-4)
parser.add_argument("--num_timesteps", type=int, default=100)
data = get_dataset(name, n=100000)
scheduler = CosineAnnealingLR(optimizer, T_max=config.num_train_steps)

class Schedule:
    def __init__(self, num_timesteps=1000, coarse_grid_size=5, fine_grid_size=20):
        pass

optimizer = torch.optim.AdamW(model.parameters(), lr=config.learning_rate)
critic_optimizer = torch.optim.AdamW(critic.parameters(), lr=config.learning_rate * 0.5)
`;
const results = MEASURED.map((sets, run) => [
  `run_${run}/final_info.json`,
  JSON.stringify(
    Object.fromEntries(
      Object.entries(sets).map(([set, [loss, time]]) => [set, { means: { eval_loss: loss, training_time: time } }]),
    ),
  ),
]);
const library = claimLibrary(
  claimSources({
    ...Object.fromEntries(results),
    "experiment.py": PROGRAM,
    "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Two Scales", "run_2": "Spread Loss"}',
  })!,
);
const found = (text: string, section = "Results") =>
  claimProblemsInPart(
    `\\documentclass{article}\\begin{document}\n\\section{${section}}\n${text}\n\\end{document}`,
    "paper.tex",
    library,
  ).map(({ rule, message }) => `${rule}: ${message}`);

describe("percentages for data sets in quotes", () => {
  const text = (lakes: string, woods: string) =>
    `Two Scales lowers the evaluation loss by ${lakes}\\% for \`lakes' and ${woods}\\% for \`woods'.`;

  test("belong to the data set behind each", () => {
    expect(found(text("29.3", "3.1"))).toEqual([]);
    expect(found(text("29.3", "13.1"))).toEqual([expect.stringMatching(/13\.1% on woods/)]);
  });
});

describe("“significant” without a test in mind", () => {
  test.each([
    "The most significant reduction in evaluation loss is that of Spread Loss on lakes.",
    "Two Scales represents a significant step forward in improving evaluation loss.",
    "With Two Scales, the training time increases significantly.",
    "Our results demonstrate significant improvements in sample quality across the runs.",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("still needs an interval where a small difference is called so", () => {
    expect(found("Two Scales significantly reduces the evaluation loss on woods.")).toEqual([
      expect.stringContaining("claim-overclaimed"),
    ]);
  });
});

describe("“all” and “consistent”", () => {
  test.each([
    "This plot helps us understand how the evaluation loss evolves for each dataset.",
    "Two Scales leads to more consistent improvements in evaluation loss across datasets than Spread Loss.",
  ])("say nothing of results: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("what is concluded from a finding does not deny it", () => {
    const text =
      "Spread Loss has a lower evaluation loss than the baseline on all datasets, indicating that one scale is not enough.";
    expect(found(text)).toEqual([expect.stringContaining("claim-overclaimed")]);
  });
});

test("a learning rate that the code makes of another is known", () => {
  expect(found("The critic is trained with a learning rate of 1.5e-4.", "Experimental Setup")).toEqual([]);
  expect(found("The critic is trained with a learning rate of 6e-4.", "Experimental Setup")).toEqual([
    expect.stringContaining("learning rate"),
  ]);
});

describe("settings by the program", () => {
  test.each([
    ["Each dataset consists of 100,000 points.", "Each dataset consists of 50,000 points.", "100000 examples"],
    ["The diffusion process has 100 timesteps.", "The diffusion process has 1,000 timesteps.", "100"],
    [
      "We use a coarse (5$\\times$5) and a fine (20$\\times$20) grid.",
      "We use a coarse (8$\\times$8) grid.",
      "5 a side",
    ],
    ["The 20$\\times$20 fine grid is learned.", "The 5$\\times$5 fine grid is learned.", "20 a side"],
    ["The learning rate follows a cosine annealing schedule.", "We use a step decay learning rate schedule.", "cosine"],
    ["We train each model once.", "All experiments use a fixed random seed.", "seed"],
  ])("%s", (right, wrong, said) => {
    expect(found(right, "Experimental Setup")).toEqual([]);
    expect(found(wrong, "Experimental Setup")).toEqual([expect.stringContaining(said)]);
  });
});

describe("a metric that is said to have moved, without a number", () => {
  test.each([
    "Training times increased with Two Scales.",
    "The evaluation loss decreased slightly.",
    "Spread Loss comes with a slight increase in evaluation loss.",
    "Both variants come with longer training times.",
  ])("did, somewhere: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    "The training times decreased slightly.",
    "The added scale comes with reduced training times.",
    "This leads to shorter training times, which may matter in practice.",
    "Two Scales comes with a slight increase in evaluation loss.",
  ])("did nowhere: %s", (text) => {
    expect(found(text)).toEqual([expect.stringContaining("claim-wrong-direction")]);
  });
});

test("an overhead is one of time, whatever the loss did before", () => {
  const text = (overhead: string) =>
    `On woods, Two Scales improves the evaluation loss by 3.1\\% (from 0.0946 to 0.0917) with ${overhead}\\% training overhead.`;
  expect(found(text("200"))).toEqual([]);
  expect(found(text("55"))).toHaveLength(1);
});
