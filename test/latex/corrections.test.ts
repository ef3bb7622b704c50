import { expect, test } from "vitest";
import { lineStartsOf } from "../../src/latex/document";
import { lintPaper } from "../../src/latex/lint";
import type { PaperFiles } from "../../src/latex/paper";
import type { Problem } from "../../src/research/problem";
import { paperWith } from "./paper";

/** The text with what a problem offers written in. */
function corrected(text: string, { correction, corrected, ...problem }: Problem): string {
  const starts = lineStartsOf(text);
  const { line, column, endLine = line, endColumn } = corrected ?? problem;
  const offset = (of: number, at: number) => starts[of - 1]! + at - 1;
  return text.slice(0, offset(line, column)) + correction + text.slice(offset(endLine, endColumn));
}

const bibliography = "@misc{smith2020, title = {T}, year = {2020}}\n";
const figure = (key: string) => `\\begin{figure}\\caption{C}\\label{${key}}\\end{figure}`;

test.each<readonly [rule: string, wrong: string, right: string]>([
  ["unescaped-percent-after-number", "It is 12.8% lower than the rest.", "It is 12.8\\% lower than the rest."],
  ["hidden-text", "It needs a small % of the labels.", "It needs a small \\% of the labels."],
  ["unescaped-character", "é𝒳 The\tval_loss falls.", "é𝒳 The\tval\\_loss falls."],
  ["unescaped-character", "R&D is number #1.", "R\\&D is number \\#1."],
  ["html-remnant", "1 &lt; 2&nbsp;&mdash; R&amp;D", "1 $<$ 2~--- R\\&D"],
  ["html-remnant", "a<br/>b", "a\\\\b"],
  ["html-remnant", "a <b>bold</b> word", "a \\textbf{bold} word"],
  ["markdown-remnant", "a **bold** word", "a \\textbf{bold} word"],
  ["missing-tie", `Figure \\ref{f} ${figure("f")}`, `Figure~\\ref{f} ${figure("f")}`],
  ["undefined-reference", `\\ref{fig:Loss} ${figure("fig:loss")}`, `\\ref{fig:loss} ${figure("fig:loss")}`],
  ["undefined-citation", "\\cite{Smith_2020}\\bibliography{r}", "\\cite{smith2020}\\bibliography{r}"],
  ["reference-of-wrong-kind", `Table~\\ref{f} ${figure("f")}`, `Figure~\\ref{f} ${figure("f")}`],
  [
    "label-before-caption",
    "\\begin{figure}\n  \\label{f}\n  \\caption{C}\n\\end{figure}\\ref{f}",
    "\\begin{figure}\n  \\caption{C}\n  \\label{f}\n\\end{figure}\\ref{f}",
  ],
  [
    "duplicate-label",
    "\\section{A}x\\label{a}\\section{B}y\\label{a}\\ref{a-2}",
    "\\section{A}x\\label{a}\\section{B}y\\label{a-2}\\ref{a-2}",
  ],
  [
    "duplicate-bib-key",
    `\\begin{filecontents}{r.bib}\n${bibliography}${bibliography}\\end{filecontents}`,
    `\\begin{filecontents}{r.bib}\n${bibliography}\\end{filecontents}`,
  ],
])("%s: %j becomes %j, and nothing else appears", (rule, wrong, right) => {
  const files: PaperFiles = { file: "paper.tex", bibliographies: { "r.bib": bibliography } };
  let text = paperWith(wrong);
  const before = lintPaper(text, files);
  const wanted = () => lintPaper(text, files).find((one) => one.rule === rule);
  expect(wanted()).toHaveProperty("correction");
  for (let problem = wanted(); problem; problem = wanted()) text = corrected(text, problem);
  expect(text).toBe(paperWith(right));
  const known = new Set(before.map((problem) => problem.rule));
  expect(lintPaper(text, files).filter((problem) => !known.has(problem.rule))).toEqual([]);
});

test.each([
  ["\\ref{sec:Loss}", `${figure("fig:loss")}${figure("tab:loss")}`],
  ["x_1 is the first", ""],
  ["10^5 steps", ""],
])("%j has no certain correction", (wrong, more) => {
  const problems = lintPaper(paperWith(`${wrong}\n${more}`), { file: "paper.tex" });
  expect(problems.filter(({ line, correction }) => line === 2 && correction !== undefined)).toEqual([]);
  expect(problems.some(({ line }) => line === 2)).toBe(true);
});
