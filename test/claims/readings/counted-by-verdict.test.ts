import { expect, test } from "vitest";
import { judgeReading } from "../../../src/claims/readings/judge-reading";
import { ClaimQuery } from "../../../src/research/claim-reading";
import { studyOf } from "../a-study";

/** On a, b and c the error is clearly lower in run 1; on d it is lower by what seeds differ. */
const SEEDS = {
  0: { a: [0.5, 0.51, 0.52], b: [0.6, 0.61, 0.62], c: [0.7, 0.71, 0.72], d: [0.8, 0.86, 0.83] },
  1: { a: [0.3, 0.31, 0.32], b: [0.4, 0.41, 0.42], c: [0.5, 0.51, 0.52], d: [0.79, 0.85, 0.84] },
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const finalInfo = (run: 0 | 1) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(SEEDS[run]).map(([set, error]) => [
        set,
        { means: { error: mean(error) }, final_info_dict: { error } },
      ]),
    ),
  );
const { evidence } = studyOf({ "run_0/final_info.json": finalInfo(0), "run_1/final_info.json": finalInfo(1) });

function come(asked: object) {
  const text = "It is better there.";
  const query = ClaimQuery.parse({ kind: "comparison", runs: [1], metric: "error", way: "better", ...asked });
  return judgeReading(evidence, query, text, { start: 0, end: text.length })?.judgement;
}

test("“on three of four” may leave out where the difference is no clear one, and may count it", () => {
  expect(come({ on: "all", ofSets: 3 })).toMatchObject({ type: "holds" });
  expect(come({ on: "all", ofSets: 4 })).toMatchObject({ type: "holds" });
  expect(come({ on: ["a", "b", "c"], only: true })).toMatchObject({ type: "holds" });
  expect(come({ on: "all" })).toMatchObject({ type: "holds" });
});

test("“on two of four” leaves out no data set where the difference is more than its errors", () => {
  expect(come({ on: ["a", "b"], only: true })).toMatchObject({ type: "fails" });
  expect(come({ on: ["d"], ofRuns: "none" })).toMatchObject({ type: "holds" });
});

test("what speaks against a count is where it is so, if it is so too often, and else where it is not", () => {
  const tooFew = come({ on: "all", ofSets: 2 });
  expect(tooFew).toMatchObject({ type: "fails", evidence: expect.stringContaining("on a goes from 0.51") });
  const none = come({ on: "all", ofSets: 1, way: "worse" });
  expect(none).toMatchObject({ type: "fails", evidence: expect.stringContaining("on a goes from 0.51") });
});
