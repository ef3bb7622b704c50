import type { Library } from "../../src/claims/case";
import { claimSources, type ResultTexts } from "../../src/claims/results-folder";
import { claimLibrary, claimProblemsInPart } from "../../src/latex/claim-problems";

/** What is known of a study of which these texts lie in its folder. */
export function studyOf(texts: ResultTexts): Library {
  return claimLibrary(claimSources(texts)!);
}

/** `labels` of a program that draws runs that have these names, the baseline first. */
export function labelsOf(names: readonly string[]): string {
  return `labels = {${names.map((name, run) => `"run_${run}": "${name}"`).join(", ")}}\n`;
}

/** A study of runs by their names, the baseline first, each with a row for each data set; `entry` is what `final_info.json` has of a row. */
export function runsWith<Row>(
  data: Readonly<Record<string, readonly Row[]>>,
  sets: readonly string[],
  entry: (row: Row) => object,
): ResultTexts {
  const infos = Object.values(data).map((rows, run) => [
    `run_${run}/final_info.json`,
    JSON.stringify(Object.fromEntries(rows.map((row, at) => [sets[at], entry(row)]))),
  ]);
  return { ...Object.fromEntries(infos), "plot.py": labelsOf(Object.keys(data)) };
}

/** What is said of a section of a paper about a study. */
export function messagesOf(library: Library, body: string, section = "Results"): string[] {
  const text = `\\documentclass{article}\\begin{document}\\section{${section}}${body}\\end{document}`;
  return claimProblemsInPart(text, "paper.tex", library).map(({ message }) => message);
}
