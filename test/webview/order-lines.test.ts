import { expect, test } from "vitest";
import { nextSort, orderedLines } from "../../src/webview/campaign/order-lines";
import type { IdeaLine } from "../../src/webview/contract/campaign";

const line = (key: string, score?: number): IdeaLine => {
  const fact = { text: "", title: "" };
  return {
    ...{ key, slug: key, title: key, state: "ended", stateText: "", reason: "", stages: [], slot: "", actions: [] },
    ...{
      novel: fact,
      cost: fact,
      time: fact,
      gpu: fact,
      score: score === undefined ? fact : { ...fact, value: score },
    },
  };
};
const lines = [line("b", 4), line("a"), line("c", 6)];
const keys = (sort: { by: string; down: boolean }) => orderedLines(lines, sort).map(({ key }) => key);

test("ideas stand in their own order, or by a column; what has no value comes last either way", () => {
  expect(keys({ by: "", down: false })).toEqual(["b", "a", "c"]);
  expect(keys({ by: "score", down: true })).toEqual(["c", "b", "a"]);
  expect(keys({ by: "score", down: false })).toEqual(["b", "c", "a"]);
  expect(keys({ by: "idea", down: false })).toEqual(["a", "b", "c"]);
});

test("a click sorts, the second the other way round, the third as it was; scores begin with the best", () => {
  const first = nextSort({ by: "", down: false }, "score");
  const second = nextSort(first, "score");
  expect([first, second, nextSort(second, "score")]).toEqual([
    { by: "score", down: true },
    { by: "score", down: false },
    { by: "", down: false },
  ]);
});
