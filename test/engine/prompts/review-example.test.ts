import { expect, test } from "vitest";
import { reviewExample } from "../../../src/engine/prompts/review-example";
import { lineOfQuote } from "../../../src/latex/find-quote";
import { filledFormOf, type Remark, remarksIn } from "../../../src/research/filled-form";
import { pointListsOf } from "../../../src/research/review-form";
import { ICLR, NEURIPS } from "../../../src/research/review-forms";

test.each([NEURIPS, ICLR])("the example of $name fills its form, and every quote of it is in its paper", (kind) => {
  const text = reviewExample(kind);
  const [paper, filled] = text.split(/^END DATA .*$/m);
  const form = filledFormOf(kind).parse(JSON.parse(filled!));
  const points: Remark[] = pointListsOf(kind).flatMap(({ name }) => remarksIn(form, name));
  const quotes = points.flatMap(({ places }) => places.map(({ quote }) => quote));
  expect(quotes).toHaveLength(6);
  expect(quotes.filter((quote) => lineOfQuote(paper!, quote) === undefined)).toEqual([]);
  expect(quotes.filter((quote) => quote.split(" ").length < 6 || quote.split(" ").length > 25)).toEqual([]);
});

test("a form of one's own is shown the example that it brings, or none", () => {
  const { example: _, ...own } = { ...NEURIPS, name: "own" };
  expect(reviewExample(own)).toBe("");
  const brought = { ...own, example: { paper: "A small paper.", review: { Summary: "Small." } } };
  expect(reviewExample(brought)).toMatch(/A small paper\.[\s\S]*\{"Summary":"Small\."\}$/);
});
