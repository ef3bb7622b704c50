import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("hidden-text", paperWith(body));

test("a percent sign among words hides the rest of the line", () => {
  expect(paper("The method needs a small % of the labels.")).toEqual([
    "2:26-42 error This % starts a comment, so “% of the labels.” is not printed. Write \\%.",
  ]);
  expect(paper("We report the % improvement of each task")).toHaveLength(1);
});

test.each([
  "The method needs labels. % of course",
  "The method needs labels % TODO check this",
  "x % of",
  "\\centering % of the figure",
  "The method needs a small \\% of the labels.",
  "% of the whole line",
  "A row & of cells \\\\ % of a table",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
