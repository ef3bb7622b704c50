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

/** What is said of a section of a paper about a study. */
export function messagesOf(library: Library, body: string, section = "Results"): string[] {
  const text = `\\documentclass{article}\\begin{document}\\section{${section}}${body}\\end{document}`;
  return claimProblemsInPart(text, "paper.tex", library).map(({ message }) => message);
}
