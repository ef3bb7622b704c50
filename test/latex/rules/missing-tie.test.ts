import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("missing-tie", paperWith(body));

test("an ordinary space before a number", () => {
  expect(paper("See Figure \\ref{a} and Eq. \\eqref{b}.")).toEqual([
    "2:11-12 info A line may end between the word and its number. Write ~ instead of the space.",
    "2:27-28 info A line may end between the word and its number. Write ~ instead of the space.",
  ]);
});

test.each(["Figure~\\ref{a}", "in \\ref{a}", "Figure\\ \\ref{a}", "% Figure \\ref{a}", "Configuration \\ref{a}"])(
  "%j is right",
  (body) => {
    expect(paper(body)).toEqual([]);
  },
);
