import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("html-remnant", paperWith(body));

test("tags and entities in the prose are found", () => {
  expect(paper("a <b>bold</b> word&nbsp;here")).toEqual([
    "2:3-6 warning “<b>” is HTML; LaTeX has its own commands for that.",
    "2:10-14 warning “</b>” is HTML; LaTeX has its own commands for that.",
    "2:19-25 warning “&nbsp;” is HTML; LaTeX has its own commands for that.",
  ]);
  for (const text of ["x <br/> y", '<a href="u">', "<!-- note -->", "1 &lt; 2"]) expect(paper(text)).toHaveLength(1);
});

test.each(["$a<b>c$", "\\texttt{<b>}", "tokens <s> and <pad>", "\\verb|<b>|", "a & b \\\\", "R\\&D; x", "% <b>"])(
  "%j is right",
  (body) => {
    expect(paper(body)).toEqual([]);
  },
);
