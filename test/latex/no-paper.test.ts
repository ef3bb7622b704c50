import { expect, test } from "vitest";
import { whyNoPaper } from "../../src/latex/no-paper";

test.each([
  ["", "is empty: nothing stands in it."],
  ["% Only a comment.\n\n", "is empty: nothing stands in it."],
  ["\u0000\u0001ELF", "is no text: it holds bytes that no LaTeX source has."],
  ["12\\% of it", undefined],
  ["\\section{One}", undefined],
])("%j", (text, why) => {
  expect(whyNoPaper(text)).toBe(why);
});
