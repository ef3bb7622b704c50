import { describe, expect, test } from "vitest";
import { asItStands, foundAgain, hunkFrom, titledAs, touchedBy } from "../../../src/editor/models/hunks-in-file";
import { linesOfChange } from "../../../src/editor/models/lines-of-change";
import { hunk } from "../a-board";

const changed = hunk({ id: "changed", oldStart: 3, oldLines: 2, newStart: 3, newLines: 3 });
const removed = hunk({ id: "removed", oldStart: 10, oldLines: 4, newStart: 10, newLines: 0 });
const other = hunk({ id: "other", path: "plot.py" });
const ids = (hunks: readonly { id: string }[]) => hunks.map(({ id }) => id);

describe("the hunks at some lines", () => {
  test("are those that the lines touch, to the last line and no further", () => {
    expect(ids(touchedBy([changed, removed], { from: 5, to: 5 }))).toEqual(["changed"]);
    expect(touchedBy([changed, removed], { from: 6, to: 9 })).toEqual([]);
    expect(ids(touchedBy([changed, removed], { from: 1, to: 40 }))).toEqual(["changed", "removed"]);
  });

  test("lines that are gone are touched from the line above and the line below", () => {
    const at = (line: number) => ids(touchedBy([removed], { from: line, to: line }));
    expect([9, 10, 11, 12].map(at)).toEqual([[], ["removed"], ["removed"], []]);
  });

  test("the left side of a diff counts the lines that were there before", () => {
    expect(ids(touchedBy([changed, removed], { from: 13, to: 13 }, "old"))).toEqual(["removed"]);
  });
});

describe("going from hunk to hunk", () => {
  const all = [other, removed, changed];
  test("goes through a file, then to the next file, and round to the first", () => {
    const from = (path: string, line: number) => hunkFrom(all, { path, line }, "next")?.id;
    expect([
      from("experiment.py", 1),
      from("experiment.py", 4),
      from("experiment.py", 11),
      from("plot.py", 4),
      from("", 0),
    ]).toEqual(["changed", "removed", "other", "changed", "changed"]);
  });

  test("and back", () => {
    const from = (path: string, line: number) => hunkFrom(all, { path, line }, "previous")?.id;
    expect([from("plot.py", 3), from("experiment.py", 10), from("experiment.py", 3)]).toEqual([
      "removed",
      "changed",
      "other",
    ]);
    expect(hunkFrom([], { path: "a", line: 1 }, "previous")).toBeUndefined();
    expect(hunkFrom([], { path: "a", line: 1 }, "next")).toBeUndefined();
  });
});

test("accepted lines are counted in the file as it stands, below what is undecided", () => {
  const accepted = [hunk({ id: "above", newStart: 2 }), hunk({ id: "below", newStart: 30 })];
  expect(asItStands(accepted, [changed, removed, other]).map(({ newStart }) => newStart)).toEqual([2, 27]);
});

test("a hunk that was edited and saved is found again by the lines that it replaces", () => {
  const edited = { ...changed, id: "edited", newLines: 1, added: ["rate = 0.3"] };
  expect(ids(foundAgain([changed], [edited, removed, other]))).toEqual(["edited"]);
  expect(ids(foundAgain([removed], [edited, removed]))).toEqual(["removed"]);
  expect(foundAgain([changed], [removed])).toEqual([]);
});

test("a hunk that was edited, and then accepted, keeps its title", () => {
  const proposal = { ...changed, title: "Wider", why: "It is narrow." };
  const edited = { ...changed, id: "edited", added: ["rate = 0.3"] };
  const [titled, ...others] = titledAs([proposal, other], [edited, removed]);
  expect([titled?.title, titled?.why, others.map(({ title }) => title)]).toEqual([
    "Wider",
    "It is narrow.",
    [undefined],
  ]);
  expect(titledAs([titled!], [{ ...edited, newStart: 30 }])[0]?.title).toBe("Wider");
});

describe("what git's peek hands over", () => {
  const changes = [
    { originalStartLineNumber: 2, originalEndLineNumber: 2, modifiedStartLineNumber: 2, modifiedEndLineNumber: 4 },
    { originalStartLineNumber: 9, originalEndLineNumber: 12, modifiedStartLineNumber: 10, modifiedEndLineNumber: 0 },
  ];
  test("is the lines of the change that is shown", () => {
    expect(linesOfChange(changes, 0)).toEqual({ from: 2, to: 4 });
    expect(linesOfChange(changes, 1)).toEqual({ from: 10, to: 10 });
  });

  test("and nothing where it is something else", () => {
    for (const [first, second] of [
      [changes, 7],
      [changes, "0"],
      [undefined, 0],
      [[null], 0],
      [[{}], 0],
    ] as const)
      expect(linesOfChange(first, second)).toBeUndefined();
  });
});
