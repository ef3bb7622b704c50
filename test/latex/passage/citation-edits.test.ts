import { describe, expect, test } from "vitest";
import { beyondCitations } from "../../../src/latex/passage/citation-edits";

const PAPER = `\\documentclass{article}
\\begin{filecontents}{references.bib}
@misc{ho2020, title = {Denoising}}
\\end{filecontents}
\\begin{document}
\\section{Introduction}
Diffusion models denoise data \\citep{ho2020}. A cosine schedule is common. We reach $1.55$ on dino.

\\section{Related Work}
% Say more here.
Schedules were studied before.
\\end{document}
`;

const placed = (from: string, to: string) => beyondCitations(PAPER, PAPER.replace(from, to));

describe("an edit places citations and does nothing else", () => {
  test("behind the words that it supports, beside another, in a sentence worded anew, or in one that is new", () => {
    expect(placed("schedule is common.", "schedule is common \\citep{nichol2021}.")).toEqual([]);
    expect(placed("\\citep{ho2020}", "\\citep{ho2020, song2020}")).toEqual([]);
    expect(placed("A cosine schedule is common.", "Since \\citet{nichol2021}, cosine schedules are common.")).toEqual(
      [],
    );
    expect(placed("studied before.", "studied before. \\citet{nichol2021} propose the cosine.")).toEqual([]);
  });

  test("a sentence without a new citation neither changes, nor comes, nor goes", () => {
    expect(placed("is common.", "is popular.")).toEqual([
      "The sentence “A cosine schedule is common.” changes without a new citation in it. Leave it as it is.",
    ]);
    expect(placed("before.", "before. More is to be done.")).toEqual([
      "The new sentence “More is to be done.” cites nothing new. Leave it out.",
    ]);
    expect(placed("A cosine schedule is common. ", "")).toEqual([
      "The sentence “A cosine schedule is common.” is gone. No sentence may go.",
    ]);
  });

  test("numbers, formulas, comments, headings and the bibliography stay, also beside a new citation", () => {
    const problems = (from: string, to: string) => placed(from, to).join("\n");
    expect(problems("$1.55$ on dino.", "$1.50$ on dino \\citep{x}.")).toContain("The formula “$1.55$” is missing.");
    expect(problems("is common.", "wins by 12 points \\citep{x}.")).toContain("The number “12” is new. Leave it out.");
    expect(problems("% Say more here.", "\\citet{x} was first.")).toContain(
      "The comment “% Say more here.” is missing.",
    );
    expect(problems("\\section{Related Work}", "\\section{Related \\citep{x}}")).toBe(
      "A heading changes. Headings stay as they are.",
    );
    expect(problems("{Denoising}}", "{Denoising}}\n@misc{x, title = {Invented}}")).toContain("verbatim text");
  });

  test("a number comes in where a title has it in a name", () => {
    const after = PAPER.replace("studied before.", "studied before, as for GPT-2 \\citep{x}.");
    expect(beyondCitations(PAPER, after, ["Fine-Tuning GPT-2"])).toEqual([]);
    expect(beyondCitations(PAPER, after, ["Fine-Tuning GPT-3"]).join()).toContain("2” is new. Leave it out.");
  });

  test("numbers do not change places, within a sentence that gets a citation either", () => {
    const before = PAPER.replace("is common.", "has 10 steps and 20 widths.");
    const swapped = before.replace("10 steps and 20 widths.", "20 steps and 10 widths \\citep{x}.");
    expect(beyondCitations(before, swapped)).toEqual([
      "Two things of one kind (number) change places. They stay in their order.",
    ]);
    const named = before.replace("has 10 steps", "has, as GPT-2 \\citep{x}, 10 steps");
    expect(beyondCitations(before, named, ["GPT-2"])).toEqual([]);
  });

  test("a citation that is there stays", () => {
    expect(placed("\\citep{ho2020}", "\\citep{song2020}")).toEqual([
      "The citation of “ho2020” is missing. Citations that are there stay.",
    ]);
  });
});
