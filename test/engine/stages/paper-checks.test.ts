import { expect, test } from "vitest";
import { strangeEntries } from "../../../src/engine/stages/paper-checks";

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
  const before = paper(HO);
  expect(strangeEntries(before, paper(HO.replace("&", "\\&").replace("@misc", "@article")))).toEqual([]);
  expect(strangeEntries(before, paper(HO, "@misc{doe2024, title = {Invented}}"))).toEqual([
    "The bibliography's entry “doe2024” is new. Entries come from records alone: leave it out.",
  ]);
  expect(strangeEntries(before, paper(HO.replace("Denoising & Diffusion", "All Is Solved")))).toEqual([
    "The entry “ho2020” has another title. What a work is called stays as it is.",
  ]);
  const twice = paper(HO, HO.replace("Denoising & Diffusion", "Trees"));
  expect([strangeEntries(twice, twice), strangeEntries(twice, before)]).toEqual([[], []]);
});
