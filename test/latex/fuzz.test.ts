import { expect, test } from "vitest";
import { symbolsOf } from "../../src/language-server/symbols";
import { bodyProblems } from "../../src/latex/body-problems";
import { lintPaper } from "../../src/latex/lint";
import { sectionsOf } from "../../src/latex/sections";
import type { Problem } from "../../src/research/problem";
import { workOf } from "../work-of";
import { mutated, numbersFrom } from "./mutations";
import { RIGHT_PAPER, RIGHT_PICTURES } from "./paper";

/** Everything that may be asked of a paper, so that no rule rests. */
const STRICT = { minReferences: 15, pageLimit: 8, anonymous: true, writtenWithAi: true };
/** What would take a reader forever that looks around at every step. */
const HOSTILE = [
  "\\begin{figure}\\caption{c}\\label{a}\\end{figure}",
  "\\begin{figure}\\label{a}",
  "\\begin{tabular}{c}a&b\\\\\\end{tabular}",
  "\\begin{a}\\end{b}",
  "{\\begin{a}",
  "\\section{x}",
  "\\subsection{x}\n",
  "\\caption{",
  "\\url{",
  "\\iffalse",
  "[a](http://",
  "<b>",
  "a_b ",
];

test("2,000 broken papers: none throws, every place exists, each is read within 50 ms", () => {
  const random = numbersFrom(20_241_101);
  const times: number[] = [];
  for (let round = 0; round < 2000; round++) {
    const text = mutated(RIGHT_PAPER, random);
    let problems: readonly Problem[] = [];
    times.push(
      workOf(() => {
        problems = lintPaper(text, { file: "paper.tex", files: RIGHT_PICTURES, conventions: STRICT, pages: 9 });
      }),
    );
    const lines = text.split(/\r\n|\r|\n/);
    for (const { line, column, endLine, endColumn } of problems) {
      expect(column - 1).toBeLessThanOrEqual(lines[line - 1]!.length);
      expect(endColumn - 1).toBeLessThanOrEqual(lines[(endLine ?? line) - 1]!.length);
    }
    if (round % 20 === 0) for (const { start, end } of sectionsOf(text)) expect(start).toBeLessThanOrEqual(end);
    if (round % 20 === 0) bodyProblems(text);
  }
  times.sort((one, other) => one - other);
  expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(50);
});

test.each([
  "{",
  "$",
  "\\begin{a}",
  "}",
  "%",
  "\\",
  "12% \\cite{x}\n",
  "\\def\\a{",
  "\\[",
  "[",
  "@a{",
  "(((",
  ...HOSTILE,
])("20,000 times %j is read in linear time", (shard) => {
  const text = `\\begin{document}${shard.repeat(20_000)}`;
  const files = { file: "paper.tex", files: new Set<string>(), conventions: STRICT };
  expect(workOf(() => void lintPaper(text, files))).toBeLessThan(2000);
  expect(workOf(() => void symbolsOf(text))).toBeLessThan(2000);
});
