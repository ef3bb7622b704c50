import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const BIB =
  "\\begin{filecontents}{r.bib}\n@misc{a2020,title={A}}\n@misc{\n b, title = {broken\n@misc{c, title={C}}\n\\end{filecontents}\n";

test("a key that no entry has is found at the key", () => {
  const text = BIB + paperWith("\\citep[see][]{a2020, nobody}\n\\citet{A2020}\\cite{b,c}\\bibliography{r}");
  expect(found("undefined-citation", text)).toEqual([
    "8:22-28 error The bibliography has no entry “nobody”.",
    "9:8-13 error The bibliography has no entry “A2020” (did you mean “a2020”?).",
  ]);
});

test("entries of .bib files and of thebibliography count", () => {
  const text = paperWith(
    "\\cite{x,y}\\bibliography{refs}\\begin{thebibliography}{9}\\bibitem[Y]{y} Y.\\end{thebibliography}",
  );
  expect(found("undefined-citation", text, { bibliographies: { "refs.bib": "@book{x, title={X}}" } })).toEqual([]);
  expect(found("undefined-citation", text, { bibliographies: { "refs.bib": "" } })).toEqual([
    "2:7-8 error The bibliography has no entry “x”.",
  ]);
});

test("while the .bib file is not known, nobody is blamed", () => {
  expect(found("undefined-citation", paperWith("\\cite{x}\\bibliography{refs}"))).toEqual([]);
});
