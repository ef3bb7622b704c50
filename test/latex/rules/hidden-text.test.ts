import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("hidden-text", paperWith(body));

test("a percent sign among words hides the rest of the line", () => {
  expect(paper("The method needs a small % of the labels.")).toEqual([
    "2:26-42 error This % starts a comment, so “% of the labels.” is not printed. Write \\%.",
  ]);
  expect(paper("We report the % improvement of each task")).toHaveLength(1);
  expect(paper("The error is lower by twenty-five % relative to the baseline.")).toHaveLength(1);
  expect(paper("This needs a considerable % of the labels.")).toHaveLength(1);
  expect(paper("We lost some of it, a larger %, so to speak.")).toHaveLength(1);
});

test.each([
  "The method needs labels. % of course",
  "The method needs labels % TODO check this",
  "x % of",
  "\\centering % of the figure",
  "The kernel is narrow % better: say how narrow",
  "We train a small network % of the usual kind, see Smith",
  "It is compared with the baseline % relative numbers are in the table",
  "They keep the property % accuracy needs a check",
  "The method needs a small \\% of the labels.",
  "% of the whole line",
  "A row & of cells \\\\ % of a table",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
