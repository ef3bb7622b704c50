import { expect, test } from "vitest";
import { latestRows } from "../../../src/engine/stages/review-material";

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
