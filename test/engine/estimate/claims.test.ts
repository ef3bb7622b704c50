import { expect, test } from "vitest";
import { estimateRest } from "../../../src/engine/estimate/estimate-rest";
import { Parameters } from "../../../src/research/parameters";
import { nothingYet } from "../../../src/research/run-view";
import { experiment } from "../../fakes/study";

const price = { input: 1, cachedInput: 0.1, output: 4 };
const model = { name: "m", price, maxOutputTokens: 1000 };

/** What reading the claims adds to the questions about a paper with so many sections. */
function added(sections: number) {
  const paper = (readClaims: boolean) => {
    const parameters = Parameters.parse({ scale: "smoke", readClaims });
    const basis = { scientist: model, reviewer: model, parameters, limitSeconds: 60 };
    const sizes = { ...experiment.sizes, sections };
    return estimateRest({ ...basis, sizes }, nothingYet).stages.find(({ stage }) => stage === "paper")!.estimate;
  };
  const [read, without] = [paper(true), paper(false)];
  return { low: read.calls.low - without.calls.low, high: read.calls.high - without.calls.high };
}

test("the claims of a long paper are read in several questions, and more of them the longer it is", () => {
  const [short, long] = [added(1), added(9)];
  expect(short.low).toBe(1);
  expect(long.low).toBeGreaterThan(1);
  expect(long.high).toBeGreaterThan(long.low);
  expect(added(18).high).toBeGreaterThan(1.7 * long.high);
});
