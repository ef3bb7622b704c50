import { type Library, libraryOf } from "../claims/case";
import { evidenceOf } from "../claims/evidence";
import { judgePapers } from "../claims/judge";
import { materialsOf } from "../claims/materials";
import type { ClaimSources } from "../claims/sources";
import { isFinding, type Verdict, type VerdictKind } from "../claims/verdict";
import type { Problem, Severity } from "../research/problem";
import { type LatexDocument, parseLatex, positionAt } from "./document";
import { type PaperFiles, paperOf } from "./paper";
import { paperTextOf } from "./paper-text";
import { printedMacros } from "./printed-macros";
import { LINT_SOURCE } from "./rule";

export type { Library as ClaimLibrary } from "../claims/case";

/** The evidence made ready to be looked up; worth keeping while the results stay what they are. */
export function claimLibrary(sources: ClaimSources): Library {
  const evidence = evidenceOf(sources);
  return libraryOf(evidence, () => materialsOf(sources, evidence));
}

/** One file of a paper and every claim in it, judged, in order. Offsets are those of the file's text. */
export type JudgedPart = { readonly part: LatexDocument; readonly verdicts: readonly Verdict[] };

/** Every claim of a paper, supported ones too, file by file in reading order. Never throws. */
export function judgedParts(parts: readonly LatexDocument[], library: Library): JudgedPart[] {
  const macros = printedMacros(parts);
  const judged = judgePapers(
    library,
    parts.map((part) => paperTextOf(part, macros)),
  );
  return parts.map((part, index) => ({ part, verdicts: judged[index]?.verdicts ?? [] }));
}

/** What a paper claims that its runs, their code and their machines do not say, file by file in reading order. Never throws. */
export function claimProblems(text: string, files: PaperFiles, library: Library): Problem[] {
  return problemsIn(judgedParts(paperOf(text, files).parts, library));
}

/** The same for a piece of a paper, such as one section. */
export function claimProblemsInPart(text: string, file: string, library: Library): Problem[] {
  return problemsIn(judgedParts([parseLatex(text, file)], library));
}

/** The claims that an author wants to hear of. */
export function problemsIn(judged: readonly JudgedPart[]): Problem[] {
  return judged.flatMap(({ part, verdicts }) => verdicts.filter(isFinding).map((verdict) => problemOf(part, verdict)));
}

/** How many claims could be held against the results, and how many of them agree. */
export function countClaims(judged: readonly JudgedPart[]): { supported: number; checkable: number } {
  const kinds = judged.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind));
  return {
    supported: kinds.filter((kind) => kind === "supported").length,
    checkable: kinds.filter((kind) => kind !== "not-checkable" && kind !== "doubted").length,
  };
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
  doubted: "warning",
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
    severity: verdict.disputed ?? SEVERITIES[verdict.kind],
    source: LINT_SOURCE,
    message: verdict.message,
    ...(verdict.evidence && { evidence: verdict.evidence }),
    ...(verdict.correction && { correction: verdict.correction }),
    ...(verdict.reading && { reading: verdict.reading }),
    ...(verdict.shownIn && { shownIn: verdict.shownIn }),
  };
}

/** Whether a problem is about what a paper claims, not about its LaTeX. */
export function isAboutClaim({ rule }: Pick<Problem, "rule">): boolean {
  return rule === "unrecorded-fact" || rule === "unsupported-number" || rule.startsWith("claim-");
}

function ruleOf({ kind, about }: Verdict): string {
  if (kind === "not-found") return about === "fact" ? "unrecorded-fact" : "unsupported-number";
  return `claim-${kind}`;
}
