import { expect, test } from "vitest";
import { plannedCalls } from "../../../src/engine/estimate/planned-calls";
import { estimateReview } from "../../../src/engine/estimate/review-calls";
import { scenarioOf } from "../../../src/engine/estimate/scenario";
import { Parameters } from "../../../src/research/parameters";
import { experiment } from "../../fakes/study";

const kindsOfReview = (reviewWay: "form" | "aspects") => {
  const parameters = Parameters.parse({ reviewWay, reviewers: 2, reviewReflections: 1, improvementRounds: 0 });
  const scenario = scenarioOf("high", experiment.sizes, parameters, 2, false);
  return plannedCalls(experiment.sizes, parameters, scenario).filter(({ stage }) => stage === "review");
};

test("a review by aspects is planned with its questions and each referee's answers, the paper sent once", () => {
  expect(kindsOfReview("form").map(({ kind }) => kind)).toEqual([
    ...["referee", "referee", "meta-review", "review reflection"],
  ]);
  const calls = kindsOfReview("aspects");
  expect(calls.map(({ kind }) => kind)).toEqual([
    "review questions",
    ...["review answers", "referee", "review answers", "referee"],
    ...["meta-review", "review reflection"],
  ]);
  const [questions, ...others] = calls;
  expect(questions!.cached).toBe(0);
  expect(others.every(({ input, cached }) => cached / input > 0.3)).toBe(true);
});

test("what the review of one paper is expected to take counts the questions and answers of a review by aspects", () => {
  const rate = { name: "reader", price: undefined, maxOutputTokens: 8_000 };
  const rates = { scientist: rate, reviewer: rate };
  const calls = (reviewWay: "form" | "aspects") =>
    estimateReview(rates, Parameters.parse({ reviewWay, reviewers: 3, reviewReflections: 1 }), {
      ...{ text: 9_000, referee: 1_000 },
    }).calls.low;
  expect([calls("form"), calls("aspects")]).toEqual([5, 9]);
});
