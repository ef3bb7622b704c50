import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const bib = (text: string) =>
  found("malformed-bib-entry", paperWith("\\cite{a}\\bibliography{r}"), { bibliographies: { "r.bib": text } });

test("what BibTeX cannot read is an error, where it stops", () => {
  expect(bib("@article{a,\n title = {T},\n author = {A}\n year = 2001\n}")).toEqual([
    "r.bib:4:2-13 error BibTeX cannot read the entry “a”: a comma is missing after “author”.",
  ]);
  expect(bib("@article{a\n title = {T}}")).toEqual([
    "r.bib:2:2-13 error BibTeX cannot read the entry “a”: a comma is missing after the key.",
  ]);
  expect(bib("@article{a, title {T}, year = 1}")).toEqual([
    "r.bib:1:13-32 error BibTeX cannot read the entry “a”: “=” is missing after a field's name.",
  ]);
  expect(bib("@misc{a, title = {T}, year = }")).toEqual([
    "r.bib:1:30-30 error BibTeX cannot read the entry “a”: the value of “year” is missing or not closed.",
  ]);
  expect(bib("@misc{a, title = {T}\n@misc{b, title = {U}}")).toEqual([
    "r.bib:1:1-8 error The entry “a” is never closed, so BibTeX loses it and what follows.",
  ]);
  expect(bib("@misc{, title = {T}}")).toEqual(["r.bib:1:1-7 error This @misc has no key, so nothing can cite it."]);
});

test("a reference without title, author or year is printed without; told loudly only when it is cited", () => {
  expect(bib("@article{a, title = {}, year = 2001}\n@book{b, title = {T}, editor = {E}}")).toEqual([
    "r.bib:1:1-11 warning The entry “a” has no author and no title, so the reference is printed without.",
    "r.bib:2:1-8 info The entry “b” has no year, so the reference is printed without.",
  ]);
});

test.each([
  '@article{a, title = {T {U}}, author = "A {\\"o} B", year = 2001,}',
  "@article(a, title = {T}, author = me # { and others}, year = 2001)",
  '@string{me = {M}} @preamble{"x"} @comment{y}',
  "@misc{a, title = {A page}, url = {http://x.org/a,b}}",
  "@inproceedings{a, title = {T}, author = {A}, crossref = {p}}",
  "@misc{a, __markedentry = {[me]}, title = {T}}",
  '@online{\n  a,\n  title = "T"\n  ,\n  date = {2020-01-01}\n}',
])("%j is right", (text) => {
  expect(bib(text)).toEqual([]);
});
