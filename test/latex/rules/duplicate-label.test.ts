import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the second label is found; an error if somebody refers to it", () => {
  const text = paperWith("\\label{a}\\label{b}\n\\label{a}\\label{b}\\ref{a} % \\label{a}");
  expect(found("duplicate-label", text)).toEqual([
    "3:8-9 error The label “a” is already on line 2; references find only the last.",
    "3:17-18 warning The label “b” is already on line 2; references find only the last.",
  ]);
});
