import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const pages = (count: number | undefined, pageLimit: number) =>
  found("too-many-pages", paperWith("x"), { ...(count !== undefined && { pages: count }), conventions: { pageLimit } });

test("the PDF is longer than allowed", () => {
  expect(pages(10, 9)).toEqual(["1:24-40 error The PDF has 10 pages; 9 are allowed."]);
});

test("as long as allowed, without a limit, or not typeset yet", () => {
  expect([pages(9, 9), pages(99, 0), pages(undefined, 9)]).toEqual([[], [], []]);
});
