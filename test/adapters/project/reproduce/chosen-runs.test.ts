import { expect, test } from "vitest";
import { chosenAmong } from "../../../../src/adapters/project/reproduce/chosen-runs";
import { measuredRun } from "../../../fakes/study";

test("the runs that the paper prints are made again, all where none is known, and it is said which and why", () => {
  const runs = [0, 1, 2].map((number) => measuredRun(number, ["Baseline", "Cosine", "Wide"][number]!, [1, 2, 3]));
  const chosen = (cited: number[]) => {
    const { runs: some, why } = chosenAmong(runs, cited);
    return [some.map(({ number }) => number), why];
  };
  expect(chosen([0, 2])).toEqual([[0, 2], "Runs 0, 2: the paper prints their numbers. Left out are 1 (Cosine)."]);
  expect(chosen([0, 1, 2])).toEqual([[0, 1, 2], "All measured runs: the paper prints numbers of each."]);
  const unknown = "All measured runs: of none is it known that the paper prints its numbers.";
  expect(chosen([])).toEqual([[0, 1, 2], unknown]);
  // One that does not count any more, or is a repeat, is not among them.
  expect(chosen([7])).toEqual([[0, 1, 2], unknown]);
});
