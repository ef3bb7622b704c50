import { expect, test } from "vitest";
import { kindOf } from "../../../src/engine/estimate/call-kind";
import { estimateRest } from "../../../src/engine/estimate/estimate-rest";
import { Parameters } from "../../../src/research/parameters";
import { nothingYet } from "../../../src/research/run-view";
import { experiment } from "../../fakes/study";

const price = { input: 1, cachedInput: 0.1, output: 4 };
const rate = (pictures?: boolean) => ({
  name: "m",
  price,
  maxOutputTokens: 1000,
  ...(pictures === undefined ? {} : { pictures }),
});
const plots = (scientist: boolean | undefined, reviewer: boolean | undefined) => {
  const models = { scientist: rate(scientist), reviewer: rate(reviewer) };
  const basis = {
    ...models,
    sizes: experiment.sizes,
    parameters: Parameters.parse({ scale: "smoke" }),
    limitSeconds: 60,
  };
  return estimateRest(basis, nothingYet).stages.find(({ stage }) => stage === "plots")!.estimate;
};

test("looks at figures are part of what is estimated, where one of the models is known to see", () => {
  const [blind, sighted] = [plots(false, undefined), plots(true, false)];
  expect(sighted.calls.low - blind.calls.low).toBe(2);
  expect(sighted.calls.high - blind.calls.high).toBeGreaterThanOrEqual(8);
  expect(sighted.dollars!.low).toBeGreaterThan(blind.dollars!.low);
  // A picture is not free: each look costs more than its words.
  expect(sighted.input.low - blind.input.low).toBeGreaterThan(2 * 1600);
  expect(plots(undefined, true)).toEqual(sighted);
});

test("what is asked about a figure is one of the questions that are planned for", () => {
  expect(kindOf("plots: look at kl.png (0123456789)")).toBe("look");
  expect(kindOf("plots, after a look: change, answer 2")).toBe("plots");
  expect(kindOf("plots: descriptions after a look")).toBe("figures");
});
