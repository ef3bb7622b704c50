import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const PROGRAM = `
import torch
class Config:
    n_layer: int = 12
num_bpms = 16
n_styles = 4
num_timesteps = 100
style_loss_weight = 0.1
dropout = 0.5
warmup_iters = 100
max_tokens = 500
beta_schedule = "linear"
lines = 1
n_layer, embedding_dim, hidden_dim = 6, 128, 256
config = Config(n_layer=n_layer)
data = make_data(n=100000)
embedding = Embedding(embedding_dim, scale=25.0)
agent = Agent(gamma=0.9, epsilon=0.1)
loader = DataLoader(data, batch_size=256)
scheduler = CosineAnnealingLR(optimizer)
nn.utils.clip_grad_norm_(model.parameters(), 0.5)
kl = kldiv(real, sample, k=5)
`;
const library = studyOf({
  "run_0/final_info.json": JSON.stringify({
    dino: { means: { eval_loss: 0.663 } },
    moons: { means: { eval_loss: 0.614 } },
  }),
  "run_0.py": PROGRAM,
});
const messages = (sentence: string) => messagesOf(library, sentence, "Experimental Setup");

test.each([
  [
    "the words of a name",
    "We use a style loss weight of $0.1$.",
    "We use a style loss weight of $0.5$.",
    "style_loss_weight is 0.1",
  ],
  [
    "a name as it is written",
    "Coordinates are embedded ($\\mathrm{scale}=25$).",
    "Coordinates are embedded ($\\mathrm{scale}=10$).",
    "scale is 25",
  ],
  ["one letter", "The divergence is estimated ($k=5$).", "The divergence is estimated ($k=4$).", "k is 5"],
  ["initials", "The ring has 16 Beam Position Monitors.", "The ring has 32 Beam Position Monitors.", "num_bpms is 16"],
  ["what is counted", "There are 4 styles.", "There are 8 styles.", "n_styles is 4"],
  [
    "what a letter counts",
    "Here $K=4$ is the number of predefined styles.",
    "Here $K=8$ is the number of predefined styles.",
    "n_styles is 4",
  ],
  ["a value", "The agent has an epsilon value of 0.1.", "The agent has an epsilon value of 0.5.", "epsilon is 0.1"],
  [
    "a factor that multiplies nothing",
    "We use a discount factor of 0.9.",
    "We use a discount factor of 0.99.",
    "discount factor is 0.9",
  ],
  [
    "warm-up",
    "A warmup period of 100 iterations is used.",
    "A warmup period of 500 iterations is used.",
    "warm-up is 100",
  ],
  ["the batch rather than its samples", "Batch size: 256 samples.", "Batch size: 128 samples.", "batch size is 256"],
  [
    "the sizes of data sets",
    "Two datasets (100k samples each) are used.",
    "Two datasets (50k samples each) are used.",
    "100000",
  ],
  [
    "embeddings rather than hidden layers",
    "The embedding dimension is 128.",
    "The embedding dimension is 256.",
    "embedding dimension is 128",
  ],
  [
    "what is clipped",
    "We clip gradients (grad clip (0.5)).",
    "We clip gradients (grad clip (1.0)).",
    "gradient clipping is 0.5",
  ],
  ["defaults that never hold", "The transformer has 6 layers.", "The transformer has 12 layers.", "layers is 6"],
  [
    "steps of a schedule",
    "A linear noise schedule ($T=100$) is used.",
    "A linear noise schedule ($T=1000$) is used.",
    "diffusion steps is 100",
  ],
  [
    "frameworks",
    "All experiments use one GPU and PyTorch.",
    "All experiments use one GPU and TensorFlow.",
    "uses PyTorch, not TensorFlow",
  ],
])("%s", (_what, right, wrong, says) => {
  expect(messages(right)).toEqual([]);
  expect(messages(wrong)).toEqual([expect.stringContaining(says)]);
});

test("a name of one word is that word, one or many: “linear” is no `lines`", () => {
  expect(messages("The schedule is linear 0.002.")).toEqual(["No run and no line of the code has the number 0.002."]);
  expect(messages("We draw lines = 3.")).toEqual(["The code's lines is 1, not 3."]);
});
