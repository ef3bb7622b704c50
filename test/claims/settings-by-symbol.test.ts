import { expect, test } from "vitest";
import { codeFacts } from "../../src/python/code-facts";
import { messagesOf, studyOf } from "./a-study";

const library = studyOf({
  "run_0/final_info.json": JSON.stringify({
    harbour: { means: { best_val_loss: 1.47 } },
    meadow: { means: { best_val_loss: 1.01 } },
    orchard: { means: { best_val_loss: 0.98 } },
  }),
  "experiment.py": `
import torch
batch_size = 48 if dataset == "harbour" else 24
learning_rate = 2e-3 if dataset == "harbour" else 7e-4
min_lr = 2e-4
rounds = {"harbour": 3000, "meadow": 70000, "orchard": 70000}
max_iters = rounds[dataset]
eval_batch_size = 20000
mixup_alpha, logit_cap, diversity_weight = 0.3, 25.0, 0.04
kernel = MaternKernel(nu=2.5)
labels = KMeans(n_clusters=min(9, len(states))).fit_predict(states)
rows = np.random.choice(len(states), 700, replace=False)
`,
});
const found = (text: string) => messagesOf(library, text, "Experimental Setup");

test.each([
  "States are grouped by $k$-means ($k=9$) with 700 randomly sampled states per layer.",
  "The loss has a diversity term of weight $\\lambda = 0.04$.",
  "The diversity loss is weighted at 0.04 relative to the others.",
  "The kernel is Mat\\'ern with $\\nu=2.5$.",
  "Mixup draws its coefficient from a Beta distribution with $\\alpha = 0.3$.",
  "The logit cap computes $c\\tanh(x/c)$ with $c=25$.",
  "Inference time is the time taken to generate 20,000 samples.",
  "The learning rate warms up to $2\\times10^{-3}$ and follows a cosine to 2e-4.",
  "Batch size: 48 (harbour), 24 (others).",
  "The learning rate is 2e-3 for harbour and 7e-4 for meadow.",
])("a symbol, a count or a place of a schedule as the code has it: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ["States are grouped by $k$-means ($k=7$).", "number of clusters is 9, not 7"],
  ["We take 1000 randomly sampled states per layer.", "draws 700, not 1000"],
  ["The loss has a diversity term of weight $\\lambda = 0.3$.", "weight of a part of the loss is 0.04, not 0.3"],
  ["The diversity loss is weighted at 0.01 relative to the others.", "0.04, not 0.01"],
  ["The kernel is Mat\\'ern with $\\nu=1.5$.", "nu is 2.5, not 1.5"],
  ["Mixup draws its coefficient from a Beta distribution with $\\alpha = 1.0$.", "mixup_alpha is 0.3, not 1.0"],
  ["The logit cap computes $c\\tanh(x/c)$ with $c=50$.", "logit_cap is 25, not 50"],
  ["Inference time is the time taken to generate 5,000 samples.", "draws 20000, not 5,000"],
  ["The learning rate is warmed up over some steps to 5e-3.", "learning rate is 7e-4 or 0.002, not 5e-3"],
  ["The learning rate follows a cosine to 1e-5.", "minimum learning rate is 2e-4, not 1e-5"],
  ["Batch size: 24 (harbour).", "batch size is 48 on harbour, not 24"],
  ["Batch sizes are 48 for harbour and 48 for meadow.", "batch size is 24 on meadow, not 48"],
])("and otherwise: %s", (text, says) => {
  expect(found(text)).toEqual([expect.stringContaining(says)]);
});

test("what a program chooses by a name, in a condition and in a dictionary", () => {
  const { chosen } = codeFacts('a = 1 if kind == "x" else 2\nb: dict = {"x": 3, "y": 4}\nc = 5 if small else 6\n');
  expect([...chosen]).toEqual([
    ["a", [{ of: "x", value: 1, otherwise: 2 }]],
    [
      "b",
      [
        { of: "x", value: 3, otherwise: undefined },
        { of: "y", value: 4, otherwise: undefined },
      ],
    ],
  ]);
});
