import { expect, test } from "vitest";
import { latestRows, sharedOut } from "../../../src/engine/stages/review-material";

const table = ["| run | verdict |", "| --- | --- |", ...["A", "B", "C"].map((run) => `| ${run} | better |`)].join("\n");

test("referees see all rows where there is room, and the latest runs' where there is not", () => {
  expect(latestRows(table, 1000)).toBe(table);
  expect(latestRows(table, 18).split("\n")).toEqual([
    "(Those of earlier runs are left out.)",
    "",
    "| run | verdict |",
    "| --- | --- |",
    "| C | better |",
  ]);
});

test("what the runs changed in the code shares the room: the first run's change is often the method itself", () => {
  expect(sharedOut([100, 200], 1000)).toEqual([100, 200]);
  expect(sharedOut([3000, 400, 3000], 2400)).toEqual([1000, 400, 1000]);
  expect(sharedOut([3000, 3000], -1)).toEqual([0, 0]);
});
