import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const PROGRAM = `
import torch
def run(seed_offset):
    torch.manual_seed(1337 + seed_offset)
    train_loader = get_data(operation=dataset, training_fraction=0.5, batch_size=512)
    model = Transformer(num_layers=2, dim_model=128, num_heads=4)
    optimizer = torch.optim.RMSprop(model.parameters(), alpha=0.99, momentum=0.9)
    ema = EMA(model, update_every=10)
    group = PermutationGroup(k=5)
    warmup_steps = 50
    for step in range(7500):
        loss = mse_loss + 0.1 * style_loss
        if step % 500 == 0:
            evaluate(model)
`;
const measured = { means: { val_loss: 0.66 }, stderrs: { val_loss: 0.01 } };
const library = studyOf({
  "run_0/final_info.json": JSON.stringify({ addition: measured, division: measured }),
  "run_0.py": PROGRAM,
  "experiment.py": "num_seeds = 3",
});
const messages = (sentence: string, section = "Experimental Setup") => messagesOf(library, sentence, section);

test.each([
  ["a split", "50\\% train/50\\% validation split.", "70\\% train/30\\% validation split.", "splits the data by 0.5"],
  ["a split behind its name", "Train-val split: 50\\%-50\\%.", "Train-val split: 80\\%-20\\%.", "not 80 to 20"],
  ["a split by a stroke", "The data follow a 50/50 split.", "The data follow an 80/20 split.", "not 80 to 20"],
  [
    "how often something is measured, whatever else is 50",
    "Metrics are tracked every 500 steps.",
    "Metrics are tracked every 50 steps.",
    "every 500, not every 50",
  ],
  [
    "how often the average is moved",
    "The moving average is updated every 10 steps.",
    "The moving average is updated every 500 steps.",
    "every 10, not every 500",
  ],
  ["a range of seeds", "Multiple seeds (1337--1339) are run.", "Multiple seeds (42--44) are run.", "the seed 42"],
  ["seeds each", "Random seeds: 3 per condition.", "Random seeds: 5 per condition.", "3 seeds, not 5"],
  ["a short form", "We use 128-dim embeddings.", "We use 256-dim embeddings.", "is 128, not 256"],
  ["a Greek letter", "Only $\\alpha=0.99$ is used.", "Only $\\alpha=0.9$ is used.", "alpha is 0.99, not 0.9"],
  [
    "the weight of a part of the loss",
    "We use a style loss weight of 0.1.",
    "We use a style loss weight of 0.3.",
    "style_loss_weight is 0.1",
  ],
])("%s", (_what, right, wrong, says) => {
  expect(messages(right)).toEqual([]);
  expect(messages(wrong)).toEqual([expect.stringContaining(says)]);
});

test("a letter of the code is a setting in the introduction too, but no longer where the results are told", () => {
  expect(messages("We study permutations ($k=6$).", "Introduction")).toEqual(["The code's k is 5, not 6."]);
  expect(messages("We study permutations ($k=5$).", "Introduction")).toEqual([]);
  expect(messages("A larger group ($k=6$) is out of reach.", "Results")).toEqual([]);
});

test("shares that are no split of data, and counts that are of nothing that is done, are left alone", () => {
  expect(messages("Of all epochs, 70\\% are short and 30\\% long.")).toEqual([]);
  expect(messages("Every 64 steps the lamp blinks.")).toEqual([]);
});

test("more variants than there are runs were not compared", () => {
  expect(messages("We isolate them by comparing three optimizer variants.", "Method")).toEqual([
    "The results hold 1 run, not three variants.",
  ]);
  expect(messages("There are three optimizer variants in use today.", "Method")).toEqual([]);
});
