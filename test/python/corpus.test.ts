import { describe, expect, test } from "vitest";
import { pythonConcerns } from "../../src/python/concerns";
import { BENIGN } from "./corpus/benign";
import { PLANTED } from "./corpus/planted";
import { BASES, edited } from "./corpus/projects";

describe("edits that research is made of have no concern", () => {
  test.each(Object.entries(BENIGN))("%s", (_, edit) => {
    expect(pythonConcerns([edited(edit)], BASES[edit[0]].policy)).toEqual([]);
  });

  test("and there are many of them", () => {
    expect(Object.keys(BENIGN).length).toBeGreaterThanOrEqual(60);
  });
});

describe.each(Object.entries(PLANTED))(
  "what is planted for %s is found on lines that the edit added",
  (rule, edits) => {
    test.each(Object.entries(edits))("%s", (_, edit) => {
      const change = edited(edit);
      const found = pythonConcerns([change], BASES[edit[0]].policy).filter((one) => one.rule === rule);
      expect(found).not.toEqual([]);
      const old = new Set(change.before.split("\n"));
      const lines = change.after.split("\n");
      const isNew = found.some(({ line, endLine = line }) =>
        lines.slice(line - 1, endLine).some((one) => !old.has(one)),
      );
      expect(isNew || rule === "evaluator").toBe(true);
    });
  },
);

test("there are many planted ones", () => {
  expect(Object.values(PLANTED).flatMap((edits) => Object.keys(edits)).length).toBeGreaterThanOrEqual(60);
});
