import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const CODE = `
import torch, math
class Net(torch.nn.Module):
    def __init__(self):
        self.act = torch.nn.ReLU()
n_layer = 4
batch_size = 512
lamb = 2.0
restart_cycles = 2
num_timesteps = 100
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=lambda s: min(s / 50, 1))
`;
const library = studyOf({
  ...Object.fromEntries(
    [0, 1].flatMap((run) => [
      [`run_${run}/final_info.json`, JSON.stringify({ waves: { means: { val_loss: 1.5 - run / 10 } } })],
      [
        `run_${run}/env.json`,
        JSON.stringify({ cuda: "12.4", freezeSha256: "ab12", trainableParameters: run === 0 ? 2_000_000 : 7_200_000 }),
      ],
    ]),
  ),
  "experiment.py": CODE,
  "plot.py": labelsOf(["Baseline", "Slow gradients (lambda=5)"]),
});
const setup = (body: string) => messagesOf(library, body, "Experimental Setup");

test("the sums and hosts of a record support no setting", () => {
  expect(setup("We train with a batch size of 512.")).toEqual([]);
  expect(setup("We train with a batch size of 256.")).toEqual([expect.stringContaining("512")]);
});

test("parameters are counted in millions, and as multiples of each other", () => {
  expect(setup("The model has 7.2 million parameters.")).toEqual([]);
  expect(setup("The model has 12.4 million parameters.")).toEqual([expect.stringContaining("not 12.4 million")]);
  expect(setup("It has 3.6 times as many parameters as the baseline.")).toEqual([]);
  expect(setup("It has 5.2 times as many parameters as the baseline.")).toHaveLength(1);
});

test("a schedule may be told by what the rate does", () => {
  expect(setup("The learning rate is increased linearly and then kept.")).toEqual([]);
  expect(setup("The learning rate is increased during 50 steps and decayed with a cosine afterwards.")).toEqual([
    expect.stringContaining("cosine"),
  ]);
});

test("what is used “as the activation” is held against the code", () => {
  expect(setup("The feed-forward layers have the ReLU as activation.")).toEqual([]);
  expect(setup("The feed-forward layers have the GELU as activation.")).toEqual([expect.stringContaining("ReLU")]);
});

test("layers in a word with a hyphen are counted anywhere, and so is what ends a name of the code", () => {
  expect(messagesOf(library, "We study a four-layer transformer.", "Results")).toEqual([]);
  expect(messagesOf(library, "We study a six-layer transformer.", "Results")).toHaveLength(1);
  expect(setup("The schedule restarts in two cycles of equal length.")).toEqual([]);
  expect(setup("The schedule restarts in four cycles of equal length.")).toEqual([
    expect.stringContaining("restart_cycles is 2"),
  ]);
  expect(setup("The diffusion process has 100 steps.")).toEqual([]);
  expect(setup("The diffusion process has 1,000 steps.")).toEqual([expect.stringContaining("100")]);
});

test("a weight may be given by the name of a run", () => {
  expect(setup("We compare $\\lambda = 2$ and $\\lambda = 5$ with $\\lambda = 0$.")).toEqual([]);
  expect(setup("We set $\\lambda = 10$.")).toEqual([expect.stringContaining("2")]);
});
