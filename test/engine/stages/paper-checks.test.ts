import { expect, test } from "vitest";
import { bibEntriesIn } from "../../../src/engine/prompts/write-paper";
import { revisionOfPaper, strangeEntries } from "../../../src/engine/stages/paper-checks";
import { paper as context, findings } from "../../fakes/study";

const paper = (...entries: string[]) => `\\documentclass{article}
\\begin{filecontents}{references.bib}
${entries.join("\n")}
\\end{filecontents}
\\begin{document}
Text.
\\end{document}
`;
const HO = "@misc{ho2020, title = {Denoising & Diffusion}, author = {Ho, Jonathan}, year = {2020}}";

test("an edit brings no entry in and makes none that of another work; to mend one is fine", () => {
  const before = bibEntriesIn(paper(HO));
  expect(strangeEntries(before, paper(HO.replace("&", "\\&").replace("@misc", "@article")))).toEqual([]);
  expect(strangeEntries(before, paper(HO, "@misc{doe2024, title = {Invented}}"))).toEqual([
    "The bibliography's entry “doe2024” (“Invented”) is new. Entries come from records alone: leave it out.",
  ]);
  expect(strangeEntries(before, paper(HO.replace("Denoising & Diffusion", "All Is Solved")))).toEqual([
    "The entry “ho2020” has another title, “All Is Solved”. What a work is called stays as it is.",
  ]);
  const twice = paper(HO, HO.replace("Denoising & Diffusion", "Trees"));
  expect([strangeEntries(bibEntriesIn(twice), twice), strangeEntries(bibEntriesIn(twice), paper(HO))]).toEqual([
    [],
    [],
  ]);
});

test("what is asked for of a hunk brings no entry in either", () => {
  const { check } = revisionOfPaper({ ...context, findings, bibliography: bibEntriesIn(paper(HO)) });
  const said = (text: string) => check!({ "latex/template.tex": text }).filter((one) => one.includes("doe2024"));
  expect(said(paper(HO))).toEqual([]);
  expect(said(paper(HO, "@misc{doe2024, title = {Invented}}"))).toEqual([expect.stringContaining("is new")]);
});
