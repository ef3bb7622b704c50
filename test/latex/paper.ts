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

/** Prose of some length, each sentence said once, so that a paper around it counts as written. */
export function written(words = 900): string {
  const sentences = Array.from(
    { length: Math.ceil(words / 12) },
    (_, index) => `Observation ${spelled(index)} concerns how the width of a layer changes what the network learns.`,
  );
  return sentences.join("\n");
}

function spelled(number: number): string {
  const names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  return [...String(number)].map((digit) => names[Number(digit)]).join("-");
}
