import { concernsIn } from "../../engine/concerns";
import type { Policy } from "../../python/policy";
import { pythonSyntaxProblem } from "../../python/syntax";
import type { Hunk } from "../../research/change";
import { isNearest } from "../../research/concern";
import type { Problem } from "../../research/problem";
import { touchedBy } from "./hunks-in-file";

/** A file with undecided hunks: as it stands, unsaved edits included, and as it would be without them. */
export type PendingFile = { readonly path: string; readonly before: string; readonly after: string };

export const OWN_SOURCE = "AI Scientist";

/** What was found in a file, for the text that it was found in. */
export type LookedAt = PendingFile & { readonly problems: readonly Problem[] };

/**
 * What we have to say about each file of a proposal: where it does not parse, and what it adds that a reader must see. Files
 * that are as they were when they were `known` are not read again, unless something was found: code may have moved between them.
 */
export function lookedAt(files: readonly PendingFile[], policy: Policy, known: readonly LookedAt[] = []): LookedAt[] {
  const each = files.map(
    (file) => known.find((one) => isSame(one, file)) ?? { ...file, problems: ownProblems(file, [file], policy) },
  );
  const found = each.filter(({ problems }) => problems.length > 0);
  if (found.length === 0 || files.length === 1) return each;
  return each.map((file) => (found.includes(file) ? { ...file, problems: ownProblems(file, files, policy) } : file));
}

function isSame(one: PendingFile, other: PendingFile): boolean {
  return one.path === other.path && one.before === other.before && one.after === other.after;
}

/** The problems of one file of the change that `files` are. */
function ownProblems(file: PendingFile, files: readonly PendingFile[], policy: Policy): Problem[] {
  const changes = files.map((one) => ({ ...one, before: one.before === "" ? null : one.before }));
  const concerns = concernsIn(changes, policy).filter(({ path }) => path === file.path);
  return [
    ...brokenSyntax(file),
    ...concerns.map(({ line, endLine = line, rule, message }) =>
      problemAt(file, { line, endLine, rule, message, severity: "warning" }),
    ),
  ];
}

/** The first line that is no Python, unless the file was no Python before. */
function brokenSyntax(file: PendingFile): Problem[] {
  const found = file.path.endsWith(".py") ? pythonSyntaxProblem(file.after) : undefined;
  if (!found || pythonSyntaxProblem(file.before)) return [];
  const { line, message } = found;
  return [problemAt(file, { line, endLine: line, rule: "syntax", message, severity: "error" })];
}

type Said = Pick<Problem, "line" | "rule" | "message" | "severity"> & { readonly endLine: number };

/** From the first letter of the first line to the end of the last. */
function problemAt({ path, after }: PendingFile, { line, endLine, ...said }: Said): Problem {
  const lines = after.split(/\r?\n/);
  const last = Math.min(Math.max(line, endLine), lines.length);
  const first = Math.min(line, last);
  const column = (/\S/.exec(lines[first - 1] ?? "")?.index ?? 0) + 1;
  const endColumn = (lines[last - 1] ?? "").trimEnd().length + 1;
  const place = {
    file: path,
    line: first,
    column,
    endColumn: last === first ? Math.max(column, endColumn) : endColumn,
  };
  return { ...said, ...place, source: OWN_SOURCE, ...(last > first && { endLine: last }) };
}

/** What makes two problems the same one, wherever they stand. */
export function keyOf({ source, rule, message }: Pick<Problem, "source" | "rule" | "message">): string {
  return JSON.stringify([source, rule, message]);
}

/**
 * What other extensions say about lines of undecided hunks and did not say before: not in `known`, and not about lines of the
 * file that no hunk touches either.
 */
export function newProblems(
  told: readonly Problem[],
  known: ReadonlySet<string>,
  undecided: readonly Hunk[],
): Problem[] {
  const others = told.filter(({ source }) => source !== OWN_SOURCE);
  const touches = ({ file, line, endLine = line }: Problem) =>
    touchedBy(
      undecided.filter(({ path, newLines }) => path === file && newLines > 0),
      { from: line, to: endLine },
    ).length > 0;
  const elsewhere = new Set(others.filter((problem) => !touches(problem)).map(keyOf));
  return others.filter((problem) => touches(problem) && !known.has(keyOf(problem)) && !elsewhere.has(keyOf(problem)));
}

/** The problems that are shown with a hunk, the worst first. */
export function problemsOfHunk(hunk: Hunk, problems: readonly Problem[], undecided: readonly Hunk[]): Problem[] {
  const mine = problems.filter(({ file }) => file === hunk.path);
  if (mine.length === 0) return [];
  const inFile = undecided.filter(({ path }) => path === hunk.path);
  const order = ["error", "warning", "info"];
  return mine
    .filter((problem) => isNearest(hunk, problem, inFile))
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity) || one.line - other.line);
}
