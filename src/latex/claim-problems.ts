import { type Library, libraryOf } from "../claims/case";
import { evidenceOf } from "../claims/evidence";
import { judgePapers } from "../claims/judge";
import type { ClaimSources } from "../claims/sources";
import { isFinding, type Verdict, type VerdictKind } from "../claims/verdict";
import type { Problem, Severity } from "../research/problem";
import { type LatexDocument, parseLatex, positionAt } from "./document";
import { LINT_SOURCE } from "./lint";
import { type PaperFiles, paperOf } from "./paper";
import { paperTextOf } from "./paper-text";

export type { Library as ClaimLibrary } from "../claims/case";

/** The evidence made ready to be looked up; worth keeping while the results stay what they are. */
export function claimLibrary(sources: ClaimSources): Library {
  return libraryOf(evidenceOf(sources));
}

/** What a paper claims that its runs, their code and their machines do not say, file by file in reading order. Never throws. */
export function claimProblems(text: string, files: PaperFiles, library: Library): Problem[] {
  const { parts } = paperOf(text, files);
  return problemsOf(parts, library).sort((one, other) => order(parts, one.file) - order(parts, other.file));
}

/** The same for a piece of a paper, such as one section. */
export function claimProblemsInPart(text: string, file: string, library: Library): Problem[] {
  return problemsOf([parseLatex(text, file)], library);
}

function problemsOf(documents: readonly LatexDocument[], library: Library): Problem[] {
  const judged = judgePapers(library, documents.map(paperTextOf));
  return judged.flatMap(({ verdicts }, index) =>
    verdicts.filter(isFinding).map((verdict) => problemOf(documents[index]!, verdict)),
  );
}

function order(documents: readonly LatexDocument[], file: string): number {
  return documents.findIndex((one) => one.file === file);
}

const SEVERITIES: Record<VerdictKind, Severity> = {
  supported: "info",
  "not-checkable": "info",
  contradicted: "error",
  "wrong-direction": "error",
  "wrong-run": "error",
  overclaimed: "warning",
  stale: "warning",
  "not-found": "warning",
};

function problemOf(document: LatexDocument, verdict: Verdict): Problem {
  const from = positionAt(document, verdict.start);
  const to = positionAt(document, Math.max(verdict.start, verdict.end));
  return {
    file: document.file,
    line: from.line,
    column: from.column,
    ...(to.line > from.line && { endLine: to.line }),
    endColumn: to.column,
    rule: ruleOf(verdict),
    severity: SEVERITIES[verdict.kind],
    source: LINT_SOURCE,
    message: verdict.message,
    ...(verdict.evidence && { evidence: verdict.evidence }),
    ...(verdict.correction && { correction: verdict.correction }),
  };
}

function ruleOf({ kind, about }: Verdict): string {
  if (kind === "not-found") return about === "fact" ? "unrecorded-fact" : "unsupported-number";
  return `claim-${kind}`;
}
