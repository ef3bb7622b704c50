import { pathToFileURL } from "node:url";
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver-protocol";
import { mergeProblems } from "../latex/merge";
import type { Problem, Severity } from "../research/problem";

/** A problem that some tool found in an earlier text, with its line as it was. */
export type Remembered = { readonly problem: Problem; readonly lineText: string | undefined };

/** What changes nothing on the page is a hint: marked in the text, and not a row among the problems. */
const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Hint,
};
/** How far a line is followed when lines are put in or taken out above it. */
const REACH = 200;

/** What to show for one file: our own findings and what the tools said of lines that still stand, each trouble once. Tools name the file differently. */
export function diagnosticsFor(
  own: readonly Problem[],
  remembered: readonly Remembered[],
  lines: readonly string[],
): Diagnostic[] {
  const standing = remembered.flatMap((one) => whereItStands(one, lines) ?? []);
  const here = [...own, ...standing].map((problem) => ({ ...problem, file: "" }));
  return mergeProblems(here).map((problem) => diagnosticOf(problem, lines));
}

/** Keeps a problem together with its line, so that it goes when the line is corrected and moves when the line moves. */
export function remember(problem: Problem, lines: readonly string[]): Remembered {
  return { problem, lineText: lines[problem.line - 1] };
}

function whereItStands({ problem, lineText }: Remembered, lines: readonly string[]): Problem | undefined {
  const index = problem.line - 1;
  if (lineText === undefined || lines[index] === lineText) return problem;
  for (let distance = 1; distance <= REACH; distance++) {
    const moved = [index - distance, index + distance].find((one) => lines[one] === lineText);
    if (moved !== undefined && lineText.trim() !== "") return movedTo(problem, moved + 1);
  }
  return undefined;
}

function movedTo(problem: Problem, line: number): Problem {
  const { endLine, ...rest } = problem;
  return { ...rest, line, ...(endLine !== undefined && { endLine: endLine + line - problem.line }) };
}

function diagnosticOf(
  {
    line,
    column,
    endLine = line,
    endColumn,
    rule,
    severity,
    source,
    message,
    evidence,
    correction,
    corrected,
    shownIn,
  }: Problem,
  lines: readonly string[],
): Diagnostic {
  const whole = endLine === line && endColumn <= column;
  const content = lines[line - 1] ?? "";
  const start = whole ? content.length - content.trimStart().length : column - 1;
  return {
    range: {
      start: { line: line - 1, character: start },
      end: { line: endLine - 1, character: whole ? Math.max(content.trimEnd().length, start) : endColumn - 1 },
    },
    severity: SEVERITIES[severity],
    source,
    code: rule,
    // What the message tells already is not told twice.
    message: evidence === undefined || shownIn || message.includes(evidence) ? message : `${message}\n${evidence}`,
    ...(shownIn && { relatedInformation: [relatedTo(shownIn, evidence ?? message)] }),
    ...(correction !== undefined && { data: { correction, ...(corrected && { range: rangeOf(corrected) }) } }),
  };
}

/** The line of another file, which the editor jumps to. */
function relatedTo({ file, line }: NonNullable<Problem["shownIn"]>, message: string): DiagnosticRelatedInformation {
  const start = { line: line - 1, character: 0 };
  // The list names the file itself.
  return {
    location: { uri: pathToFileURL(file).href, range: { start, end: start } },
    message: message.replace(/^\S+: /, ""),
  };
}

function rangeOf({ line, column, endLine, endColumn }: NonNullable<Problem["corrected"]>): Range {
  return { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } };
}
