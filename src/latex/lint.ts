import type { Problem } from "../research/problem";
import { positionAt } from "./document";
import { figureFaults } from "./figure-faults";
import { type LatexPaper, type PaperFiles, paperOf } from "./paper";
import { type Finding, LINT_SOURCE, type Rule } from "./rule";
import { rules } from "./rules";
import { referenceDiffers } from "./rules/reference-differs";
import { retractedReference } from "./rules/retracted-reference";
import { unresolvedReference } from "./rules/unresolved-reference";
import type { Span } from "./span";

const ABOUT_CITATIONS = [unresolvedReference, referenceDiffers, retractedReference];
/** Findings of one rule that anybody would still read. */
const MOST_OF_A_RULE = 500;

/** What a careful co-author would point out in a paper and in the files it takes in, in reading order. Never throws. */
export function lintPaper(text: string, context: PaperFiles): Problem[] {
  return lintParsed(paperOf(text, context));
}

/** The same for a paper that was parsed already. */
export function lintParsed(paper: LatexPaper): Problem[] {
  return problemsBy([...rules, ...figureFaults], paper);
}

function problemsBy(all: readonly Rule[], paper: LatexPaper): Problem[] {
  const files = [...paper.parts, ...paper.bibliographies].map(({ file }) => file);
  const ignored = new Set(paper.conventions?.ignoredRules);
  return all
    .filter(({ id }) => !ignored.has(id))
    .flatMap((rule) =>
      rule
        .check(paper)
        .slice(0, MOST_OF_A_RULE)
        .map((finding) => problemOf(rule, finding)),
    )
    .sort(
      (one, other) =>
        files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line || one.column - other.column,
    );
}

/** What was found out about the references of a paper when they were looked up, and nothing else. */
export function citationProblems(paper: LatexPaper): Problem[] {
  return problemsBy(ABOUT_CITATIONS, paper);
}

/** By file, each where it first comes, then by place. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return problems.toSorted(
    (one, other) =>
      files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line || one.column - other.column,
  );
}

function problemOf(rule: Rule, finding: Finding): Problem {
  const { source, start, end, message, severity, correction, corrected } = finding;
  const { line, column, endLine, endColumn } = placeOf(source, { start, end });
  return {
    file: source.file,
    line,
    column,
    ...(endLine > line && { endLine }),
    endColumn,
    rule: rule.id,
    severity: severity ?? rule.severity,
    source: LINT_SOURCE,
    message,
    ...(correction !== undefined && { correction }),
    ...(corrected && { corrected: placeOf(source, corrected) }),
  };
}

function placeOf(source: Finding["source"], { start, end }: Span) {
  const from = positionAt(source, start);
  const to = positionAt(source, Math.max(start, end));
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
