import { expect, test } from "vitest";
import { found, paperWith, written } from "../paper";

const rule = "uncited-reference";
const entries = (keys: string) =>
  keys
    .split(" ")
    .map((key) => `@misc{${key}, title = {T}}`)
    .join("\n");
const uncited = (body: string, keys = "a b") =>
  found(rule, paperWith(`${written()}\n${body}\\bibliography{r}`), { bibliographies: { "r.bib": entries(keys) } });

test("an entry that the text never cites", () => {
  expect(uncited("\\citep{a}")).toEqual(["r.bib:2:7-8 info The text cites “b” nowhere, so the PDF does not list it."]);
});

test("a key at the end of a long list is cited", () => {
  const keys = Array.from({ length: 40 }, (_, index) => `author${index}title${index}`).join(",");
  expect(uncited(`\\citep{${keys},a,b}`)).toEqual([]);
});

test("many are told once", () => {
  expect(uncited("\\citep{a}", "a b c d e f g")).toEqual([
    "r.bib:2:7-8 info The text cites “b” and 5 more of these references nowhere, so the PDF does not list them: c, d, e, f, g.",
  ]);
});

test("a list written by hand is printed whatever is cited", () => {
  const body = "\\cite{a}\\begin{thebibliography}{9}\\bibitem{a} A.\\bibitem[B]{b} B.\\end{thebibliography}";
  expect(found(rule, paperWith(`${written()}\n${body}`))).toEqual([
    expect.stringContaining("warning The text cites “b” nowhere, and the PDF lists it all the same."),
  ]);
});

test("not while the paper is only begun, nor when all are to be listed, nor for what another entry needs", () => {
  expect(found(rule, paperWith("\\cite{a}\\bibliography{r}"), { bibliographies: { "r.bib": entries("a b") } })).toEqual(
    [],
  );
  expect(uncited("\\cite{a}\\nocite{*}")).toEqual([]);
  expect(uncited("\\cite{a}\\nocite{b}")).toEqual([]);
  expect(
    found(rule, paperWith(`${written()}\\cite{a}\\bibliography{r}`), {
      bibliographies: { "r.bib": "@inproceedings{a, crossref = {b}}\n@proceedings{b, title = {P}}" },
    }),
  ).toEqual([]);
});
