import { expect, test } from "vitest";
import { regrouping } from "../../src/claims/regrouping";
import { readFinalInfo } from "../../src/research/metrics";

function read(finalInfo: unknown) {
  const { measurements } = readFinalInfo(JSON.stringify(finalInfo));
  return measurements.flatMap((one) => regrouping(measurements)(one) ?? []);
}

test("data sets that are nested in the means of one name are data sets", () => {
  const means = { urban: { attack_rate: 0.87, rmse: 142.6 }, rural: { attack_rate: 0.7, rmse: 61.3 } };
  expect(read({ seir: { means } })).toEqual([
    { dataset: "urban", metric: "attack_rate", mean: 0.87 },
    { dataset: "urban", metric: "rmse", mean: 142.6 },
    { dataset: "rural", metric: "attack_rate", mean: 0.7 },
    { dataset: "rural", metric: "rmse", mean: 61.3 },
  ]);
});

test("so are those that each metric is nested by", () => {
  expect(read({ vision: { means: { accuracy: { cifar10: 92.4, svhn: 95.3 } } } })).toEqual([
    { dataset: "cifar10", metric: "accuracy", mean: 92.4 },
    { dataset: "svhn", metric: "accuracy", mean: 95.3 },
  ]);
});

test("bare numbers are metrics of the whole when that is what they are called", () => {
  expect(read({ style_loss: 0.002, ssim: 0.41 })).toEqual([
    { dataset: "results", metric: "style_loss", mean: 0.002 },
    { dataset: "results", metric: "ssim", mean: 0.41 },
  ]);
});

test("what is nested beside plain metrics of one data set of several is a metric of it", () => {
  const means = { val_loss_mean: 1.49, style_scores: { mean_consistency: 0.97 } };
  expect(
    read({ shakespeare: { means }, text8: { means } }).map(({ dataset, metric }) => `${dataset} ${metric}`),
  ).toEqual([
    "shakespeare val_loss",
    "shakespeare style_scores_mean_consistency",
    "text8 val_loss",
    "text8 style_scores_mean_consistency",
  ]);
});

test("a mean with its deviation is one number", () => {
  expect(read({ cifar10: { accuracy: { mean: 0.92, stderr: 0.01 } } })).toEqual([
    { dataset: "cifar10", metric: "accuracy", mean: 0.92, stderr: 0.01 },
  ]);
});

test("the usual shape stays as it is", () => {
  const means = { kl_divergence_mean: 0.9, eval_loss_mean: 0.6 };
  expect(read({ dino: { means }, moons: { means } }).map(({ dataset, metric }) => `${dataset} ${metric}`)).toEqual([
    "dino kl_divergence",
    "dino eval_loss",
    "moons kl_divergence",
    "moons eval_loss",
  ]);
});

test("a list of some numbers is a value for each seed, a long one is a curve", () => {
  const curve = Array.from({ length: 200 }, (_, step) => step);
  expect(read({ cartpole: { mean_return: [400, 410, 420], losses: curve } })).toEqual([
    {
      dataset: "cartpole",
      metric: "mean_return",
      mean: 410,
      stderr: expect.closeTo(5.77, 2),
      perSeed: [400, 410, 420],
    },
  ]);
});
