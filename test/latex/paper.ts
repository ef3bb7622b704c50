import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lintPaper } from "../../src/latex/lint";
import type { PaperFiles } from "../../src/latex/paper";

export const RIGHT_PAPER = readFileSync(join(__dirname, "../fixtures/latex/right-paper.tex"), "utf8");
export const RIGHT_PICTURES = new Set(["samples.png", "curves.png"]);

/** A whole paper around a body, which begins on line 2. */
export function paperWith(body: string): string {
  return `\\documentclass{article}\\begin{document}\n${body}\n\\end{document}\n`;
}

/** `line:column-end severity message` of one rule's findings. */
export function found(rule: string, text: string, files: Partial<PaperFiles> = {}): string[] {
  return lintPaper(text, { file: "paper.tex", ...files })
    .filter((problem) => problem.rule === rule)
    .map(
      ({ file, line, column, endLine, endColumn, severity, message }) =>
        `${file === "paper.tex" ? "" : `${file}:`}${line}:${column}-${endLine ? `${endLine}:` : ""}${endColumn} ${severity} ${message}`,
    );
}
