import { describe, expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

type Row = readonly [loss: number, kl: number, time: number];
const DATA: Record<string, readonly [dino: Row, moons: Row, line: Row]> = {
  Baseline: [
    [0.664, 0.989, 37.2],
    [0.615, 0.0895, 35.8],
    [0.802, 0.1603, 36.4],
  ],
  Cosine: [
    [0.652, 0.912, 37.6],
    [0.621, 0.0957, 36.1],
    [0.799, 0.1722, 36.6],
  ],
  "Cosine + Weights": [
    [0.648, 0.843, 39.8],
    [0.611, 0.0873, 38.2],
    [0.796, 0.1581, 38.9],
  ],
};
const library = studyOf({
  ...runsWith(DATA, ["dino", "moons", "line"], ([loss, kl, time]) => ({
    means: { eval_loss: loss, kl_divergence: kl, training_time: time },
  })),
  "run_0/env.json": JSON.stringify({ cuda: "12.4", torchCuda: "12.1" }),
});
const said = (text: string) => messagesOf(library, text);

describe("what is right as it is meant", () => {
  test.each([
    [
      "a range in words is no change",
      "All three models have a KL divergence on moons in the range from 0.087 to 0.096.",
    ],
    ["a denied direction", "On moons, Cosine is not better than the baseline in KL divergence (0.0957 versus 0.0895)."],
    ["a loss that is a drop", "On moons, Cosine has a KL divergence of 0.0957, a loss of 6.9\\%."],
    ["steps worth so much each", "On dino, the cosine is worth 0.077 in KL divergence, and the weights another 0.069."],
    ["a factor between data sets", "The KL divergence of the baseline on dino is about 11 times as large as on moons."],
    ["what something is added to", "The weights raise the training time on dino from 37.6 to 39.8 seconds for Cosine."],
    [
      "two names and two numbers in brackets",
      "On line, the Baseline and Cosine + Weights are practically equal in KL divergence (0.160 and 0.158).",
    ],
    ["a mean over some data sets", "Averaged over moons and line, the KL divergence of Cosine + Weights is 0.123."],
    ["the CUDA of the framework", "We use CUDA 12.1."],
    ["the CUDA of the driver", "We use CUDA 12.4."],
  ])("%s", (_, text) => expect(said(text)).toEqual([]));
});

describe("what is wrong in the same words", () => {
  test.each([
    ["a range in words", "The KL divergence on moons lies between 0.087 and 0.099.", "0.099 is not the largest"],
    [
      "a direction",
      "On moons, Cosine is better than the baseline in KL divergence (0.0957 versus 0.0895).",
      "does not fit",
    ],
    [
      "a mean over some data sets",
      "Averaged over moons and line, the KL divergence of Cosine + Weights is 0.143.",
      "0.143",
    ],
    ["a version", "We use CUDA 11.8.", "CUDA 12.1, 12.4, not 11.8"],
  ])("%s", (_, text, message) => expect(said(text).join("\n")).toContain(message));
});
