import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const result = JSON.stringify({
  ring: { means: { eval_loss: 0.66 } },
  spiral: { means: { eval_loss: 0.61 } },
});
const studyWith = (program: string) => studyOf({ "run_0/final_info.json": result, "experiment.py": program });
const plain = studyWith(`
import torch
prime, k = 89, 5
data = PermutationGroup(k=k)
points = draw(n=60000)
test_fraction, calibration_fraction = 0.2, 0.25
penalty = l1_loss(grid, ones)
scheduler = CosineAnnealingLR(optimizer, T_max=900)
`);
const short = studyWith(
  'dtype = (\n    "bfloat16" if ready else "float16"\n)\nctx = torch.autocast(dtype=kinds[dtype])\n',
);
const found = (text: string, library = plain) => messagesOf(library, text, "Experimental Setup");

test.each([
  "Sums are taken mod 89, and permutations of 5 elements are composed.",
  "There are 7,921 pairs, and 7,832 for division.",
  "Ring: 60,000 points.",
  "We draw 60,000 points per data set.",
  "80\\% of the data are used for training.",
  "A quarter of the training data is set aside.",
  "The grid has an L1 penalty.",
  "The learning rate decays along a cosine after a linear warmup.",
  "We train without mixed precision.",
])("as the program does it: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ["Sums are taken mod 97.", "modulus is 89, not 97"],
  ["The task is a permutation of six elements.", "number of elements is 5, not six"],
  ["There are 7,744 pairs for division.", "not 7,744"],
  ["Ring: 6,000 points.", "60000 examples, not 6,000"],
  ["We draw 20,000 points per data set.", "60000 examples, not 20,000"],
  ["90\\% of the data are used for training.", "is 0.8, not 90%"],
  ["A fifth of the training data is set aside.", "is 0.25, not 0.2"],
  ["The grid has an L2 penalty.", "L1, not L2"],
  ["We use a linear learning rate decay.", "cosine, not linear"],
  ["We train with mixed precision.", "nothing of mixed precision"],
])("and as it does not: %s", (text, says) => {
  expect(found(text)).toEqual([expect.stringContaining(says)]);
});

test("full precision is not where all is computed in sixteen bits", () => {
  expect(found("We train with mixed precision.", short)).toEqual([]);
  expect(found("We train in full precision.", short)).toEqual([
    expect.stringContaining("precision is bfloat16, not full"),
  ]);
});

const rates = studyOf({
  "run_0/final_info.json": result,
  "run_1/final_info.json": result,
  "run_2/final_info.json": result,
  "run_1.py": "noise_scale = 0.3\nbatch_size = 64\nhidden_layers = 4\n",
  "run_2.py":
    'noise_scale = 0.1\nbatch_size = 128\nhidden_layers = 4\neval_interval = 200 if kind == "ring" else 800\neval_episodes = 30\n',
  "notes.txt": "# Run 0: Baseline\n\n# Run 1: Strong\n\n# Run 2: Quiet\n",
});

test.each([
  "Strong has a batch size of 64, Quiet one of 128.",
  "Quiet has a noise scale of 0.1.",
  "Strong raises the noise scale from 0.1 to 0.3.",
  "The model is an MLP with 4 hidden layers.",
  "A small gating network with 2 hidden layers weighs them.",
  "Losses are computed every $k$ steps ($k=200$ for ring, $k=800$ for spiral).",
  "We evaluate every 200 steps over 30 episodes.",
])("each run's own program says what that run did: %s", (text) => {
  expect(found(text, rates)).toEqual([]);
});

test.each([
  ["Strong uses a batch size of 128.", "In the program of “Strong”, the batch size is 64, not 128."],
  ["Quiet has a noise scale of 0.3.", "In the program of “Quiet”, the noise_scale is 0.1, not 0.3."],
  ["The model is an MLP with 2 hidden layers.", "layers is 4, not 2"],
  ["Losses are computed every $k$ steps ($k=300$ for ring, $k=800$ for spiral).", "not every 300"],
  ["We evaluate every 200 steps over 50 episodes.", "eval_episodes is 30, not 50"],
])("and not what another did: %s", (text, says) => {
  expect(found(text, rates)).toEqual([expect.stringContaining(says)]);
});
