import { expect, test } from "vitest";
import { chktexArguments, problemsInChktex } from "../../src/latex/chktex";
import { lintPaper } from "../../src/latex/lint";
import { mergeProblems } from "../../src/latex/merge";
import type { Problem } from "../../src/research/problem";

const marks = (problems: readonly Problem[]) =>
  problems.map(({ line, column, endColumn, rule, severity }) => `${line}:${column}-${endColumn} ${severity} ${rule}`);

test("columns are bytes and become UTF-16 units; severity is by what the reader of the PDF sees", () => {
  const text = '日𝒳 a "x" ...\n';
  const output =
    "1:11:1:Warning:18:Use either `` or '' as an alternative to `\"'.\n1:15:3:Warning:11:You should use \\ldots to achieve an ellipsis.\n1:1:3:Warning:38:A: b: c\n";
  expect(marks(problemsInChktex(output, { file: "p.tex", text }))).toEqual([
    "1:7-8 info chktex-18",
    "1:11-14 info chktex-11",
    "1:1-2 warning chktex-38",
  ]);
});

test("what it says about pairing counts only where something is really open", () => {
  const output =
    "1:1:1:Warning:9:`]' expected, found `)'.\n1:1:0:Warning:17:Number of `(' doesn't match the number of `)'!\n";
  expect(problemsInChktex(output, { file: "p.tex", text: "in [0, 1)" })).toEqual([]);
  expect(marks(problemsInChktex(output, { file: "p.tex", text: "{ open" }))).toEqual([
    "1:1-2 error chktex-9",
    "1:1-2 error chktex-17",
  ]);
});

test("it is asked in a form that can be read whatever the file's name is", () => {
  expect(chktexArguments()).toEqual([
    "-q",
    "-v0",
    "-I0",
    "-n1",
    "-n2",
    "-n6",
    "-n8",
    "-n13",
    "-n24",
    "-n36",
    "-n44",
    "-f",
    "%l:%c:%d:%k:%n:%m\n",
  ]);
});

test("a trouble that several tools found is told once, by whoever knows the place best", () => {
  const problem = (source: string, rule: string, line: number, message: string): Problem => ({
    file: "p.tex",
    line,
    column: 1,
    endColumn: 2,
    rule,
    severity: "error",
    source,
    message,
  });
  const own = lintPaper("\\begin{document}\n{ open\n\\ref{x}\n\\end{document}", { file: "p.tex" });
  const merged = mergeProblems([
    problem("ChkTeX", "chktex-15", 4, "No match found for `{'."),
    problem("LaTeX", "latex-error", 2, "Missing } inserted."),
    problem("LaTeX", "latex-error", 9, "Missing } inserted."),
    problem("LaTeX", "undefined-reference", 4, "Nothing is labelled “x”."),
    ...own,
    problem("LaTeX", "undefined-reference", 7, "Nothing is labelled “y”."),
    problem("ChkTeX", "chktex-38", 2, "Spaces."),
  ]);
  expect(merged.map(({ source, rule, line }) => `${source} ${rule} ${line}`)).toEqual([
    "AI Scientist unclosed-brace 2",
    "AI Scientist undefined-reference 3",
    "LaTeX latex-error 9",
    "LaTeX undefined-reference 7",
    "ChkTeX chktex-38 2",
  ]);
});
