import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const result = JSON.stringify({
  permutation: { means: { acc: 0.4 }, final_info_dict: { acc: [0.3, 0.4, 0.5] } },
  addition: { means: { acc: 0.9 }, final_info_dict: { acc: [0.8, 0.9, 1] } },
});
const library = studyOf({
  "run_0/final_info.json": result,
  "experiment.py": [
    'num_seeds = {"permutation": 3, "addition": 3}',
    "model = Transformer(num_layers=2, dim_model=96, num_heads=4)",
    "optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.5)",
    "data = Equations(prime=89, k=5, training_fraction=0.5)",
    "warmup_steps = 60",
    "if count % 100 == 0: evaluate()",
  ].join("\n"),
  "notes.txt": "# Run 0\nNorms start with weight 1.0.\n",
});
const found = (text: string) => messagesOf(library, text, "Experimental Setup");

test.each([
  "Sums are taken with a prime modulus $p = 89$.",
  "Training is conducted using the AdamW optimizer \\cite{a} with a weight decay $\\lambda = 0.5$.",
  "The model has two layers and warms up linearly, with a warmup of 60 steps.",
  "The permutation task is one of 5 elements.",
  "Each experiment is run three times with different random seeds.",
  "We report mean values over 3 runs.",
  "The data is split equally into training (50\\%) and validation sets.",
])("settings as the code has them: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  "The operation is the composition of permutations of three things, of which there are 6.",
  "Permutations of three things (6 of them) are composed.",
  "We compose permutations of three things, 6 in all.",
])("how many there are of what was spoken of is no setting: %s", (text) => {
  const permutations = studyOf({ "run_0/final_info.json": result, "experiment.py": "tables = permutations(things=3)" });
  expect(messagesOf(permutations, text, "Experimental Setup")).toEqual([]);
});

test.each([
  ["Sums are taken with a prime modulus $p = 113$.", "modulus is 89"],
  ["Training is conducted using the Adam optimizer \\cite{a}.", "optimiser is AdamW"],
  ["AdamW has a weight decay $\\lambda = 1.0$.", "weight decay is 0.5"],
  ["The transformer model has three layers.", "layers is 2"],
  ["Learning rates have a linear warmup over 100 steps.", "warm-up"],
  ["Each experiment is run five times with different random seeds.", "hold 3 seeds"],
  ["We report mean values over 5 runs.", "hold 3 seeds"],
  ["The data is split into training (80\\%) and validation sets.", "training fraction is 0.5"],
])("settings that the code has otherwise: %s", (text, says) => {
  expect(found(text)).toEqual([expect.stringContaining(says)]);
});
