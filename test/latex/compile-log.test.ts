import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemsInBlg } from "../../src/latex/bibtex-log";
import { pagesIn, problemsInLog, wantsAnotherPass } from "../../src/latex/compile-log";
import { placedInSource } from "../../src/latex/place-in-source";
import type { Problem } from "../../src/research/problem";

const fixture = (name: string) => readFileSync(join(__dirname, "../fixtures/latex", name), "utf8");
const shown = (problems: readonly Problem[]) =>
  problems.map(
    ({ file, line, column, endColumn, severity, rule, message }) =>
      `${file}:${line}:${column}-${endColumn} ${severity} ${rule}: ${message}`,
  );

describe.each(["errors-wide.log", "errors-plain.log"])("%s", (name) => {
  test("every error is on its line, at what TeX stumbled over, once, whatever the style of the log", () => {
    const problems = problemsInLog(fixture(name), { root: "latex/main.tex" });
    expect(shown(placedInSource(problems, "latex/main.tex", fixture("errors-main.tex")))).toEqual([
      "latex/main.tex:6:14-25 error undefined-command: LaTeX knows no command \\foocommand.",
      "latex/sections/a.tex:2:1-16 error undefined-command: LaTeX knows no command \\undefinedinsub.",
      "latex/sections/a.tex:4:6-7 error latex-error: Missing } inserted.",
      "latex/main.tex:8:10-14 error undefined-reference: Nothing is labelled “nope”.",
      "latex/main.tex:8:26-33 error undefined-citation: The bibliography has no entry “missing”.",
      "latex/main.tex:9:16-17 error latex-error: Missing $ inserted.",
      "latex/main.tex:10:15-16 error latex-error: Missing $ inserted.",
      "latex/main.tex:11:7-8 error latex-error: Lonely \\item--perhaps a missing list environment.",
      "latex/main.tex:12:15-16 error latex-error: \\begin{document} ended by \\end{enumerate}.",
      "latex/main.tex:13:18-100 error missing-figure: There is no picture “this_is_a_very_long_file_name_which_does_not_exist_anywhere_on_the_disk_at_all.png”.",
      "latex/main.tex:15:27-28 error latex-error: Extra alignment tab has been changed to \\cr.",
      "latex/main.tex:16:11-12 error latex-error: Missing \\right. inserted.",
      "latex/main.tex:18:8-9 error latex-error: File ended while scanning use of \\textbf .",
    ]);
  });
});

const one = (log: string) => shown(problemsInLog(log, { root: "p.tex" }));

test("a missing package says what to install, and giving up is not a second error", () => {
  const log =
    "! LaTeX Error: File `nosuch.sty' not found.\n\nType X to quit or <RETURN> to proceed,\n\nEnter file name: \n./p.tex:3: Emergency stop.\n<read *> \n";
  const [problem, ...more] = problemsInLog(log, { root: "p.tex" });
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ rule: "missing-package", severity: "error" });
  expect(problem!.message).toContain("“tlmgr install nosuch” (TeX Live, MacTeX)");
});

test("giving up without a reason is the reason", () => {
  expect(one("./p.tex:7: Emergency stop.\n")).toEqual([
    "p.tex:7:1-1 error emergency-stop: TeX gave up here: no PDF was made.",
  ]);
});

test("lines that stick out are told when one can see it", () => {
  const log =
    "Overfull \\hbox (74.99634pt too wide) in paragraph at lines 99--101\n[]\\OT1/cmr/m/n/10 ! not an error\n\nOverfull \\hbox (9.9pt too wide) in paragraph at lines 1--1\n[]\n\nOverfull \\hbox (30.0pt too wide) detected at line 12\n";
  expect(one(log)).toEqual([
    "p.tex:99:1-1 info overfull-box: This sticks out of the margin by 26 mm (75 pt).",
    "p.tex:12:1-1 info overfull-box: This sticks out of the margin by 11 mm (30 pt).",
  ]);
});

test("warnings of packages go on over several lines, noise is left out", () => {
  const log = `LaTeX Warning: There were undefined references.
Package natbib Warning: Citation \`x' on page 1 undefined on input line 4.
Package caption Warning: Unsupported document class
(caption)                (or package) detected on input line 9.
Missing character: There is no 日 (U+65E5) in font cmr10!
LaTeX Font Warning: Size substitutions with differences
LaTeX Warning: Label(s) may have changed. Rerun to get cross-references right.
`;
  expect(one(log)).toEqual([
    "p.tex:4:1-1 error undefined-citation: The bibliography has no entry “x”.",
    "p.tex:9:1-1 info latex-warning: Unsupported document class (or package) detected.",
    "p.tex:1:1-1 warning missing-character: The font has no “日”; it is left out of the PDF.",
  ]);
  expect(wantsAnotherPass(log)).toBe(true);
});

test("pages are those that were written, also when the name is long and broken over lines", () => {
  expect(pagesIn("Output written on build/my\npaper.pdf (12 pages, 123 bytes).")).toBe(12);
  expect(pagesIn("Output written on a.pdf (1 page, 9 bytes).")).toBe(1);
  expect(pagesIn("!  ==> Fatal error occurred, no output PDF file produced!")).toBeUndefined();
});

test("BibTeX's errors and warnings, with the file they are in", () => {
  expect(shown(problemsInBlg(fixture("broken.blg"), { root: "p/main.tex" }))).toEqual([
    "p/main.tex:1:1-1 error missing-bibliography: There is no bibliography “none.bib”.",
    "p/r.bib:2:1-1 error duplicate-bib-key: The bibliography has an entry of this key already.",
    "p/r.bib:5:1-1 error bibtex-error: BibTeX stumbles here: Illegal end of database file.",
    "p/main.tex:1:1-1 info bibtex-warning: To sort, need author or key in a.",
    "p/main.tex:1:1-1 info bibtex-warning: Empty author in a.",
    "p/main.tex:1:1-1 info bibtex-warning: Empty journal in a.",
    "p/main.tex:1:1-1 info bibtex-warning: Empty year in a.",
  ]);
});

test("characters that pdfLaTeX cannot print are told once for each entry, at the entry, which is there all the same", () => {
  const source = "\\begin{document}∇ \\cite{a}\\cite{b}\\cite{c}\n\\bibliography{r}\\end{document}";
  const bib = "@misc{a, title={∇}}\n@misc{b, title={学习}}\n";
  const bbl = "\\begin{thebibliography}{1}\n\\bibitem{a}\n∇.\n\\bibitem{b}\n学习.\n\\end{thebibliography}\n";
  const unprintable = (place: string, character: string) =>
    `${place}: LaTeX Error: Unicode character ${character} (U+2207)\n               not set up for use with LaTeX.\n\n`;
  const log = [
    unprintable("./main.tex:1", "∇"),
    unprintable("/tmp/p/main.bbl:3", "∇"),
    unprintable("/tmp/p/main.bbl:5", "学"),
    unprintable("/tmp/p/main.bbl:5", "习"),
    ...["a", "c"].map((key) => `LaTeX Warning: Citation \`${key}' on page 1 undefined on input line 1.\n\n`),
  ].join("");
  const problems = problemsInLog(log, { root: "p/main.tex" });
  const advice = "Write it as a command of LaTeX (∇ is $\\nabla$), or in Latin letters.";
  expect(shown(placedInSource(problems, "p/main.tex", source, bbl, { "p/r.bib": bib }))).toEqual([
    `p/main.tex:1:1-43 error unprintable-character: pdfLaTeX cannot print “∇”. ${advice}`,
    `p/r.bib:1:7-8 error unprintable-character: In the references: pdfLaTeX cannot print “∇”. ${advice}`,
    `p/r.bib:2:7-8 error unprintable-character: In the references: pdfLaTeX cannot print “学习”. ${advice}`,
    "p/main.tex:1:41-42 error undefined-citation: The bibliography has no entry “c”.",
  ]);
});

test("what is wrong in a file that filecontents wrote is wrong in the source", () => {
  const source =
    "\\begin{filecontents}{r.bib}\n@misc{a, title={A & B}}\n@misc{a, title={C}}\n\\end{filecontents}\n\\begin{document}\\cite{a}\n\\bibliography{r}\\end{document}";
  const blg = "Repeated entry---line 6 of file r.bib\nWarning--empty year in a\n";
  const log = "/tmp/x y/p.bbl:4: Misplaced alignment tab character &.\nl.4 A &\n        B.\n";
  const bbl = "\\begin{thebibliography}{1}\n\n\\bibitem[X(1)]{a}\nA & B.\n\\end{thebibliography}\n";
  const problems = [...problemsInBlg(blg, { root: "p.tex" }), ...problemsInLog(log, { root: "p.tex" })];
  expect(shown(placedInSource(problems, "p.tex", source, bbl))).toEqual([
    "p.tex:3:1-20 error duplicate-bib-key: The bibliography has an entry of this key already.",
    "p.tex:2:7-8 info bibtex-warning: Empty year in a.",
    "p.tex:2:7-8 error latex-error: In the references: Misplaced alignment tab character &.",
  ]);
});

test("what sticks out of the margin in a table is the table, and a warning", () => {
  const text = "\\begin{table}\n\\centering\n\\begin{tabular}{cc}\na & b\n\\end{tabular}\n\\end{table}\n\nWords.\n";
  const wide = (lines: string) => `Overfull \\hbox (219.4pt too wide) in paragraph at lines ${lines}\n [][]\n`;
  const found = problemsInLog(`${wide("3--5")}\n${wide("8--9")}`, { root: "p.tex" });
  expect(
    placedInSource(found, "p.tex", text).map(
      ({ line, column, endColumn, rule, severity, message }) =>
        `${line}:${column}-${endColumn} ${severity} ${rule}: ${message}`,
    ),
  ).toEqual([
    "3:1-16 warning table-too-wide: This table sticks out of the margin by 77 mm (219 pt).",
    "8:1-7 info overfull-box: This sticks out of the margin by 77 mm (219 pt).",
  ]);
});
