import { expect, test } from "vitest";
import { mergeProblems } from "../../src/latex/merge";
import type { Problem } from "../../src/research/problem";

const said = (source: string, rule: string, line: number, message: string, file = "paper.tex"): Problem => ({
  ...{ file, line, column: 1, endColumn: 2, rule, severity: "error", source, message },
});
const kept = (...problems: Problem[]) => mergeProblems(problems).map(({ source, rule }) => `${source}: ${rule}`);

test("the same rule on the same line, or about the same thing, is told once, by who knows best", () => {
  const own = said("AI Scientist", "undefined-reference", 3, "Nothing is labelled “a”.");
  expect(kept(said("LaTeX", "undefined-reference", 7, "Nothing is labelled “a”."), own)).toEqual([
    "AI Scientist: undefined-reference",
  ]);
  expect(
    kept(said("LaTeX", "table-too-wide", 3, "By 4 mm."), said("AI Scientist", "table-too-wide", 3, "By 5.")),
  ).toEqual(["AI Scientist: table-too-wide"]);
  expect(kept(own, said("LaTeX", "undefined-reference", 7, "Nothing is labelled “b”."))).toHaveLength(2);
  expect(kept(own, { ...own, column: 9 }, own)).toHaveLength(2);
});

test("where TeX stumbles over a sign that we have named, it need not say so", () => {
  const own = said("AI Scientist", "unescaped-character", 5, "_ begins an index.");
  expect(kept(own, said("LaTeX", "latex-error", 5, "Missing $ inserted."))).toHaveLength(1);
  expect(kept(own, said("LaTeX", "latex-error", 6, "Missing $ inserted."))).toHaveLength(2);
  expect(kept(own, said("LaTeX", "latex-error", 5, "Undefined tab position."))).toHaveLength(2);
});

test("where BibTeX stumbles over an entry that we have read, it need not say so", () => {
  const own = said("AI Scientist", "malformed-bib-entry", 2, "BibTeX cannot read the entry “a”: a comma.", "r.bib");
  const warned: Problem = { ...own, severity: "warning", message: "The entry “b” has no year." };
  expect(kept(own, said("BibTeX", "bibtex-error", 4, "BibTeX stumbles here.", "r.bib"))).toHaveLength(1);
  expect(kept(own, said("BibTeX", "bibtex-error", 4, "BibTeX stumbles here.", "other.bib"))).toHaveLength(2);
  expect(kept(warned, said("BibTeX", "bibtex-warning", 1, "Empty year in b."))).toHaveLength(1);
  expect(kept(warned, said("BibTeX", "bibtex-warning", 1, "Empty year in c."))).toHaveLength(2);
});

test("what does not close is ours to tell", () => {
  const own = said("AI Scientist", "unclosed-brace", 4, "This { is never closed.");
  expect(kept(own, said("ChkTeX", "chktex-15", 9, "No match found."))).toEqual(["AI Scientist: unclosed-brace"]);
  expect(kept(own, said("LaTeX", "latex-error", 4, "Missing } inserted."))).toHaveLength(1);
  expect(kept(own, said("ChkTeX", "chktex-12", 4, "Interword spacing."))).toHaveLength(2);
});
