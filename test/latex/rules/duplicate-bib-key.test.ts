import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the second entry is found in filecontents, whatever the case of its key", () => {
  const bib =
    "\\begin{filecontents*}{r.bib}\n@misc{a,title={A}}\n@comment{a}\n@string{a = {x}}\n@book{A , title={B}}\n\\end{filecontents*}\n";
  expect(found("duplicate-bib-key", bib + paperWith("\\bibliography{r}"))).toEqual([
    "5:7-8 error The bibliography has “A” already, on line 2.",
  ]);
});

test("and in .bib files, where problems carry the name of the file", () => {
  const bibliographies = { "r.bib": "@misc{a,}\n", "s.bib": "\n@misc{a,}", "unused.bib": "@misc{a,}" };
  expect(found("duplicate-bib-key", paperWith("\\bibliography{r, s}"), { bibliographies })).toEqual([
    "s.bib:2:7-8 error The bibliography has “a” already, on line 1 of r.bib.",
  ]);
});
