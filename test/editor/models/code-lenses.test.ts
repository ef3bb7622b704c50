import { describe, expect, test } from "vitest";
import { codeLenses } from "../../../src/editor/models/code-lenses";
import { placeIn } from "../../../src/editor/models/hunk-place";
import { begun, hunk, l10n } from "../a-board";

const lines = ["import numpy", "", "rate = 0.2", "steps = 10", "", "rate = 0.2", "done()"];

describe("the small print above a hunk", () => {
  test("says what can be done there and why the model did it", () => {
    const idea = begun({ undecided: [hunk({ title: "Double the $(rate)", why: "It is too slow." })] });
    const drawn = codeLenses(l10n, idea, "experiment.py", lines).map(
      ({ line, title, command }) => `${line} ${title} → ${command}`,
    );
    expect(drawn.slice(0, 2)).toEqual(["2 $(check) Accept → acceptHunk", "2 $(discard) Reject → rejectHunk"]);
    expect(drawn.at(-1)).toBe("2 Why: Double the $\u200b(rate) → showHunk");
  });

  test("of an accepted hunk says so, where it now stands", () => {
    const added = hunk({
      id: "h2",
      oldStart: 1,
      oldLines: 0,
      newStart: 2,
      newLines: 3,
      removed: [],
      added: ["", "", ""],
    });
    const accepted = [hunk({ id: "h3", newStart: 3 })];
    const idea = begun({ undecided: [added], accepted });
    const found = codeLenses(l10n, idea, "experiment.py", lines).filter(({ title }) => title.includes("Accepted"));
    expect(found).toMatchObject([{ line: 5, subject: { hunks: ["h3"], line: 6 } }]);
  });

  test("is for the file at hand alone", () => {
    expect(codeLenses(l10n, begun({ undecided: [hunk()] }), "plot.py", lines)).toEqual([]);
  });
});

describe("the place of a hunk in a text with unsaved edits", () => {
  test("is where its lines are, nearest to where they were", () => {
    expect(placeIn(lines, hunk({ newStart: 3 }))).toBe(2);
    expect(placeIn(lines, hunk({ newStart: 5 }))).toBe(5);
    expect(placeIn(["new", "new", ...lines], hunk({ newStart: 3 }))).toBe(4);
  });

  test("is where it was when its own lines were edited, within the text", () => {
    expect(placeIn(lines, hunk({ newStart: 4 }))).toBe(2);
    expect(placeIn(lines, hunk({ newStart: 4, added: ["edited"] }))).toBe(3);
    expect(placeIn(["short"], hunk({ newStart: 4, added: ["edited"] }))).toBe(0);
  });

  test("of lines that are gone is the line that follows them", () => {
    expect(placeIn(lines, hunk({ newStart: 3, newLines: 0, added: [] }))).toBe(3);
    expect(placeIn(lines, hunk({ newStart: 7, newLines: 0, added: [] }))).toBe(6);
  });
});
