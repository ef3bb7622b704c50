import { sameProgram } from "../python/same-program";
import { pythonSyntaxProblem } from "../python/syntax";
import type { FileEdit, Intent } from "../research/change";
import { bulleted, saysUnchanged, textAnswer } from "./answers";
import type { AnswerShape } from "./ask";
import { applyEdits, type EditResult } from "./edits/apply-edits";

/** What an answer would make of the files, before anything is written. */
export type ProposedEdits = { readonly edits: readonly FileEdit[]; readonly hunks: Intent["hunks"] };

/**
 * Edits of `files`. An answer of which any part cannot be placed, that breaks Python's syntax, or that leaves every program
 * the same is refused with what to do about it. `check` may refuse more.
 */
export function editsAnswer(
  files: Readonly<Record<string, string>>,
  check: (after: Readonly<Record<string, string>>) => readonly string[] = () => [],
): AnswerShape<ProposedEdits> {
  return textAnswer((text) => {
    const result = applyEdits(text, files, { editable: Object.keys(files) });
    const problems = [
      ...result.failures.map(({ path, message }) => (path ? `${path}: ${message}` : message)),
      ...problemsWith(result, files),
    ];
    if (problems.length === 0) problems.push(...check({ ...files, ...result.files }));
    if (problems.length > 0) return { ok: false, problem: bulleted(problems) };
    return { ok: true, value: proposedEdits(result, files) };
  });
}

/** As `editsAnswer`, where the single word UNCHANGED proposes nothing. */
export function editsOrUnchanged(
  files: Readonly<Record<string, string>>,
  check?: (after: Readonly<Record<string, string>>) => readonly string[],
): AnswerShape<ProposedEdits> {
  const full = editsAnswer(files, check);
  return {
    read: (text, finish) =>
      saysUnchanged(text) ? { ok: true, value: { edits: [], hunks: [] } } : full.read(text, finish),
  };
}

function problemsWith(result: EditResult, files: Readonly<Record<string, string>>): string[] {
  if (result.failures.length > 0) return [];
  const changed = Object.entries(result.files);
  if (changed.length === 0) return ["The answer holds no edit that changes a file. Send SEARCH/REPLACE blocks."];
  const python = changed.filter(([path]) => path.endsWith(".py"));
  const broken = python.flatMap(([path, text]) => {
    const problem = pythonSyntaxProblem(text);
    return problem ? [`${path} would not parse as Python: line ${problem.line}: ${problem.message}`] : [];
  });
  const idle = python.length === changed.length && python.every(([path, text]) => sameProgram(files[path] ?? "", text));
  return idle
    ? [...broken, "The program would be the same as before: only comments or layout change. Nothing is worth running."]
    : broken;
}

function proposedEdits(result: EditResult, files: Readonly<Record<string, string>>): ProposedEdits {
  const edits = Object.entries(result.files).map(([path, after]) => ({ path, before: files[path] ?? null, after }));
  const hunks = result.applied.map(({ path, title, why }) => ({ path, title: title ?? "", why: why ?? "" }));
  return { edits, hunks };
}
