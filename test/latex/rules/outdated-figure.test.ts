import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const MINUTE = 60_000;
const paper = paperWith("\\includegraphics{old}\\includegraphics{new.png}\\includegraphics{other}");
const drawn = (results: number) =>
  found("outdated-figure", paper, {
    files: new Set(["old.png", "new.png"]),
    dates: { results, pictures: { "old.png": 10 * MINUTE, "new.png": 30 * MINUTE } },
  });

test("a picture that was drawn before the last run was measured", () => {
  expect(drawn(20 * MINUTE)).toEqual([
    "2:18-21 warning “old” is older than the results: a run was measured after it was drawn. Draw it again.",
  ]);
});

test("files that came together, and files whose age nobody knows, are of one age", () => {
  expect(drawn(10.5 * MINUTE)).toEqual([]);
  expect(found("outdated-figure", paper, { files: new Set(["old.png"]) })).toEqual([]);
});
