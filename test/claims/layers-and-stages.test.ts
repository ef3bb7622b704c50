import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const PROGRAM = `
import torch
block_size = 256
n_layer = 6
n_head = 6
n_embd = 384
dataset = "shakespeare"
learning_rate = 1e-3 if dataset == "shakespeare" else 5e-4
eval_interval = 250 if dataset == "shakespeare" else 1000
max_iters = 5000
gradient_accumulation_steps = 1
iter_num = 0
while iter_num < max_iters:
    if iter_num % eval_interval == 0:
        estimate_loss()
    iter_num += 1
`;
const library = studyOf({
  "run_0/final_info.json": JSON.stringify({
    shakespeare: { means: { best_val_loss: 1.4697 } },
    text8: { means: { best_val_loss: 0.9807 } },
  }),
  "experiment.py": PROGRAM,
});
const messages = (sentence: string) => messagesOf(library, sentence, "Experimental Setup");

test.each([
  "Lower layers (1-3) settle first.",
  "Higher layers (4--6) keep changing.",
  "Most of it happens in layers 4 and 5.",
  "Layers 1, 2 and 3 are alike.",
  "The features of layer 3 are shown.",
  "There are 6 attention heads per layer ($d_k=64$).",
])("which layers are no number of layers: %s", (sentence) => {
  expect(messages(sentence)).toEqual([]);
});

test("how many layers there are is held against the layers, not against the size of a block", () => {
  expect(messages("The transformer has 6 layers.")).toEqual([]);
  for (const sentence of ["The transformer has 256 layers.", "Layers: 256, heads: 6."])
    expect(messages(sentence)).toEqual(["The code's layers is 6, not 256."]);
});

test.each([
  "The patterns are diffuse at first (0-1000 iterations).",
  "Then layers specialise (1000--3000 iterations).",
  "In the end they are stable ($>$3000 iterations).",
  "The validation loss is estimated every 250/1000 iterations.",
  "We train for 5000 iterations.",
])("stages and intervals are no length of the training: %s", (sentence) => {
  expect(messages(sentence)).toEqual([]);
});

test.each([
  ["In the end they are stable ($>$30000 iterations).", "training steps is 5000, not 30000"],
  ["We train for 3000 iterations.", "training steps is 5000, not 3000"],
  ["The validation loss is estimated every 500/1000 iterations.", "every 250 or 1000, not every 500"],
  ["The validation loss is estimated every 250/2000 iterations.", "every 250 or 1000, not every 2000"],
])("what the training does not have is told: %s", (sentence, says) => {
  expect(messages(sentence)).toEqual([expect.stringContaining(says)]);
});

test("a power of ten may be written as e with an exponent", () => {
  const rates = (first: string) => messages(`Learning rates: $${first}$ (shakespeare), $5e^{-4}$ (text8).`);
  expect(rates("1e^{-3}")).toEqual([]);
  expect(rates("1e^{-2}")).toEqual(["The code's learning rate is 5e-4 or 0.001, not 1e^-2."]);
});
