import { expect, test } from "vitest";
import { withoutRunningLines } from "../../../src/adapters/paper-reader/running-lines";
import { placeFinder } from "../../../src/latex/place-of-quote";

/** A page that begins and ends in the middle of a sentence. */
const text = (n: number) => `part ${word(n)} of the text\nwhich goes on from ${word(n)} with`;
const word = (n: number) => ["one", "two", "three", "four", "five"][n - 1];

test("what many pages begin or end with is left out, and a quote over the end of a page is found", () => {
  const pages = [1, 2, 3, 4, 5].map((n) => `Published as a conference paper\n${text(n)}\n${n}`);
  expect(placeFinder({ pages })("goes on from two with part three")).toBeUndefined();
  const read = withoutRunningLines(pages);
  expect(read).toEqual([1, 2, 3, 4, 5].map(text));
  expect(placeFinder({ pages: read })("goes on from two with part three")).toEqual({ page: 2 });
});

test("left and right pages have heads of their own, with numbers in them that need not begin at one; the first page has its title", () => {
  const head = (page: number) => (page % 2 === 0 ? `${page} Writer and Reader` : `On Squirrels, page ${page} of 139`);
  const pages = [132, 133, 134, 135, 136, 137, 138].map((page, at) =>
    at === 0 ? `On Squirrels\nAda Writer\n${text(1)}` : `${head(page)}\n${text(1 + (at % 5))}`,
  );
  expect(withoutRunningLines(pages)).toEqual([pages[0], ...[2, 3, 4, 5, 1, 2].map(text)]);
});

test("a page that is one endless line is no head of a page", () => {
  const line = "1 ".repeat(200_000);
  expect(withoutRunningLines([line, line, line])).toEqual([line, line, line]);
});

test("rows of a table, a sentence that is repeated inside, and pages of few lines stay", () => {
  const rows = [0, 1, 2, 3].map((at) => `${text(1 + at)}\n${at} 0.${at} 1${at * at}.5\n0.5 ${7 * at * at}`);
  expect(withoutRunningLines(rows)).toEqual(rows);
  const repeated = [1, 2, 3, 4].map((n) => `${text(n)}\nThe same here.\n${text(n)} and\nmore ${"x".repeat(n)}`);
  expect(withoutRunningLines(repeated)).toEqual(repeated);
  expect(withoutRunningLines(["Same", "Same"])).toEqual(["Same", "Same"]);
  expect(withoutRunningLines(["", "", ""])).toEqual(["", "", ""]);
});
