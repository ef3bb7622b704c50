import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintPaper } from "../../src/latex/lint";
import { replaceAbstract, replaceSection, replaceTitle, sectionsOf } from "../../src/latex/sections";
import { describeProblem } from "../../src/research/problem";
import { RIGHT_PAPER, RIGHT_PICTURES } from "./paper";

const TEMPLATE = readFileSync(join(__dirname, "../../templates/2d_diffusion/latex/template.tex"), "utf8");

describe("no false alarms", () => {
  test("on a right paper with every trap we know", () => {
    const problems = lintPaper(RIGHT_PAPER, { file: "paper.tex", files: RIGHT_PICTURES });
    expect(problems.map(describeProblem)).toEqual([]);
  });

  test("with Windows line ends", () => {
    const problems = lintPaper(RIGHT_PAPER.replaceAll("\n", "\r\n"), { file: "paper.tex", files: RIGHT_PICTURES });
    expect(problems.map(describeProblem)).toEqual([]);
  });

  test("on our own template but for what is still to be written", () => {
    const problems = lintPaper(TEMPLATE, { file: "template.tex", files: new Set() });
    expect([...new Set(problems.map(({ rule }) => rule))]).toEqual(["placeholder-left"]);
    expect(problems.map(({ message }) => message)).toContain("Still to be written: Introduction.");
  });

  test("on our own template once it is filled", () => {
    const headings = sectionsOf(TEMPLATE).map(({ title }) => title);
    const filled = headings.reduce(
      (text, title) => replaceSection(text, title, "We say it \\citep{ho2020denoising}."),
      TEMPLATE,
    );
    const paper = replaceAbstract(replaceTitle(filled, "On Width"), "Short.");
    expect(lintPaper(paper, { file: "template.tex", files: new Set() })).toEqual([]);
  });
});

test("problems come in reading order, the source first, then what it takes in", () => {
  const text = "\\documentclass{article}\n\\begin{document}\n\\input{parts/a}\n\\ref{x} \\ref{late}\n\\end{document}";
  const problems = lintPaper(text, {
    file: "latex/paper.tex",
    inputs: { "parts/a.tex": "\\label{late} \\ref{y}\n\\input{parts/b.tex}", "parts/b.tex": "TODO" },
  });
  expect(problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
    "latex/paper.tex:4 undefined-reference",
    "latex/parts/a.tex:1 undefined-reference",
    "latex/parts/b.tex:1 placeholder-left",
  ]);
});

test("a fragment, or a paper with unknown parts, is not blamed for what may stand elsewhere", () => {
  expect(lintPaper("See \\ref{a} and \\cite{b}.", { file: "part.tex" })).toEqual([]);
  expect(
    lintPaper("\\begin{document}\\input{a}\\ref{x}\\cite{y}\\bibliography{r}\\end{document}", { file: "p.tex" }),
  ).toEqual([]);
});

test("of one rule no more is told than anybody would read", () => {
  const text = `\\documentclass{article}\\begin{document}\n${"a_b ".repeat(2000)}\n\\end{document}`;
  expect(lintPaper(text, { file: "p.tex" })).toHaveLength(500);
});
