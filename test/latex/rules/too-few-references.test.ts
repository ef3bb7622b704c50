import { expect, test } from "vitest";
import { found, paperWith, written } from "../paper";

const counted = (body: string, minReferences = 3) =>
  found("too-few-references", paperWith(`${body}\\bibliography{r}`), {
    bibliographies: { "r.bib": "@misc{a, title = {T}}" },
    conventions: { minReferences },
  });

test("a finished paper that cites too little, said where its references are", () => {
  expect(counted(`${written()}\n\\cite{a,a}`)).toEqual([
    expect.stringMatching(/:11-27 warning The paper cites 1 reference; at least 3 are wanted\.$/),
  ]);
  expect(counted(`${written()}\\cite{a}\\citep{b}\\nocite{c}`)).toEqual([]);
});

test("a draft is left in peace: without any reference, short, or with something still to be written", () => {
  expect(counted(written())).toEqual([]);
  expect(counted("\\cite{a}")).toEqual([]);
  expect(counted(`${written()}\\cite{a}\n% PLACEHOLDER: Results\n`)).toEqual([]);
  expect(counted(`${written()}\\cite{a}`, 0)).toEqual([]);
});
