import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const library = studyOf({
  "run_0/final_info.json": JSON.stringify({
    rings: { means: { eval_loss: 0.663 } },
    spirals: { means: { eval_loss: 0.614 } },
  }),
  "experiment.py": `
import torch
n_layer, n_head, n_embd = 6, 4, 96
hidden_dim, embedding_dim, gate_hidden_dim = 320, 96, 48
batch_size, num_eval_batches = 512, 24
max_iters, warmup_iters, num_timesteps = 9000, 70, 150
dropout, weight_decay = 0.25, 0.3
prime, model_depth_scale = 89, 60
`,
  "notes.txt": "# Run 0\nThere are three kinds of rates for the layers of the network.\n",
});
const found = (text: string, section = "Experimental Setup") => messagesOf(library, text, section);

test.each([
  "The hidden dimension is 320, the embedding dimension 96.",
  "The gate has a hidden dimension of 48.",
  "We use a batch size of 512.",
  "It is trained for 9,000 iterations after warming up for 70 iterations.",
  "Here $d_k$ is the key dimension (24 in our implementation).",
  "Dropout $p=0.25$ is used.",
  "Sums are taken modulo a prime modulus of 89.",
  "All experiments run on GPUs using PyTorch \\citep{a}.",
  "The difference is small ($p = 0.03$).",
])("each setting by its own name: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ["The hidden dimension is 96.", "hidden dimension is 48 or 320, not 96"],
  ["We use a batch size of 24.", "batch size is 512, not 24"],
  ["It is trained for 150 training iterations.", "training steps is 9000, not 150"],
  ["The key dimension (48 in our implementation) is that of a head.", "24 dimensions, not 48"],
  ["Dropout $p=0.1$ is used.", "dropout is 0.25, not 0.1"],
  ["Sums are taken modulo a prime modulus of 60.", "modulus is 89, not 60"],
  ["All experiments run on GPUs using TensorFlow \\citep{a}.", "uses PyTorch, not TensorFlow"],
  ["The network has three layers.", "layers is 6, not three"],
])("not by that of another, wherever the number stands: %s", (text, says) => {
  expect(found(text)).toEqual([expect.stringContaining(says)]);
});

test("a problem setting in the background tells of this work, with a citation as well", () => {
  const text = "\\subsection{Problem Setting} AdamW \\citep{a} has a weight decay $\\lambda=0.01$.";
  expect(found(text, "Background")).toEqual([expect.stringContaining("weight decay is 0.3, not 0.01")]);
});
