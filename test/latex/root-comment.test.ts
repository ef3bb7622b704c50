import { expect, test } from "vitest";
import { rootNamedIn } from "../../src/latex/root-comment";

test.each([
  ["% !TEX root = ../main.tex\n\\section{A}", "../main.tex"],
  ["% !TEX root = main\r\n\\section{A}", "main.tex"],
  ["%!tex ROOT=main.v2", "main.v2.tex"],
  ['\n  % !TeX root = "my paper.tex"  \n', "my paper.tex"],
  ["% the root of the tree", undefined],
  ["", undefined],
])("%j names %j", (text, root) => {
  expect(rootNamedIn(text)).toBe(root);
});
