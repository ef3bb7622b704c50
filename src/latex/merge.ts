import type { Problem } from "../research/problem";
import { BIBTEX_SOURCE } from "./bibtex-log";
import { CHKTEX_SOURCE, isStructural } from "./chktex";
import { LATEX_SOURCE } from "./compile-log";

/** Who knows best where it is and how to say it, first. */
const ORDER = [LATEX_SOURCE, BIBTEX_SOURCE, CHKTEX_SOURCE];
const OWN_STRUCTURE = /^(?:unclosed|mismatched)-/;
const TEX_STRUCTURE =
  /ended by|File ended while|Paragraph ended before|Missing \$|Missing [{}] inserted|Extra [}]|Too many }'s|Runaway|Display math should end/;

/**
 * The problems that several tools found, each once. Our own rules come first, then LaTeX, BibTeX and ChkTeX; the order
 * within one tool stays. Two are the same when rule and file agree, and the line or what they are about does too.
 */
export function mergeProblems(problems: readonly Problem[]): Problem[] {
  const kept: Problem[] = [];
  for (const problem of problems.toSorted((one, other) => ORDER.indexOf(one.source) - ORDER.indexOf(other.source))) {
    if (!kept.some((known) => tellsSame(known, problem))) kept.push(problem);
  }
  return kept;
}

function tellsSame(known: Problem, problem: Problem): boolean {
  if (known.file !== problem.file) return false;
  const sameLine = known.line === problem.line;
  if (OWN_STRUCTURE.test(known.rule)) {
    if (isStructural(problem.rule)) return true;
    if (problem.source === LATEX_SOURCE && TEX_STRUCTURE.test(problem.message)) return sameLine;
  }
  if (known.rule !== problem.rule) return false;
  if (known.source === problem.source)
    return sameLine && known.column === problem.column && known.message === problem.message;
  return sameLine || (subjectOf(known) !== "" && subjectOf(known) === subjectOf(problem));
}

function subjectOf({ message }: Problem): string {
  return /“([^”]+)”/.exec(message)?.[1] ?? "";
}
