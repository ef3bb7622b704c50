import { pythonSyntaxProblem } from "../python/syntax";
import type { Hunk } from "../research/change";
import { bulleted, saysUnchanged, textAnswer } from "./answers";
import type { AnswerShape, Reading } from "./ask";
import { applyEdits } from "./edits/apply-edits";
import { ownLinesIn, type Region } from "./edits/region";

/** The model's answer to a request: other lines for the hunk, or the hunk as it is. `why` is what the researcher reads. */
export type Revision =
  | { readonly type: "revised"; readonly lines: string; readonly title: string; readonly why: string }
  | { readonly type: "left"; readonly why: string };

/** What the files must not become; each problem in words for the model. */
export type FileCheck = (after: Readonly<Record<string, string>>) => readonly string[];

/**
 * Edits of one file that stay within one hunk's lines, or a reason and the word UNCHANGED. What was wrong with the file before
 * the answer is not held against it: the cause may lie where it may not write.
 */
export function revisionAnswer(
  { path }: Pick<Hunk, "path">,
  region: Region,
  check: FileCheck = () => [],
): AnswerShape<Revision> {
  const text = region.before + region.own + region.after;
  const problemsOf = (file: string) => [...syntaxProblems(path, file), ...check({ [path]: file })];
  return textAnswer((answer) => {
    if (saysUnchanged(answer)) return reasonIn(answer);
    const { files, failures, noops, applied } = applyEdits(answer, { [path]: text });
    if (failures.length > 0) return refused(failures.map(({ message }) => `${path}: ${message}`));
    const after = files[path];
    if (after === undefined) return refused([...noops.map(({ message }) => message), NO_EDIT]);
    const lines = ownLinesIn(after, region);
    if (lines === undefined) return refused([outside(path, region, after)]);
    const known = new Set(problemsOf(text));
    const problems = problemsOf(after).filter((problem) => !known.has(problem));
    if (problems.length > 0) return refused(problems);
    const said = (field: "title" | "why") => [...new Set(applied.map((edit) => edit[field] ?? ""))].filter(Boolean);
    const [title = ""] = said("title");
    return { ok: true, value: { type: "revised", lines, title, why: said("why").join(" ") || title } };
  });
}

const NO_EDIT =
  "The answer changes nothing. Send SEARCH/REPLACE blocks, or say why the hunk should stay as it is and write the line UNCHANGED.";

/** The reason that stands beside the word UNCHANGED. */
function reasonIn(answer: string): Reading<Revision> {
  const why = answer
    .replace(/^\s*UNCHANGED\b[\s.:–-]*/, "")
    .replace(/^UNCHANGED\s*$/m, "")
    .trim();
  if (why !== "") return { ok: true, value: { type: "left", why } };
  return refused([
    "UNCHANGED stands without a reason. Tell the researcher, in one to three sentences, why the hunk should stay as it is.",
  ]);
}

function outside(path: string, region: Region, text: string): string {
  const place = placeOf(region);
  const { line, number } = touchedLine(region, text);
  return `${path}: the edit reaches line ${number} (“${line.trim()}”), and only ${place} may change. Every other line stays exactly as it is: the researcher decides about the other hunks on their own. Send an edit that changes ${place} alone; if what was asked cannot be done there, say so and write the line UNCHANGED.`;
}

function placeOf({ before, own }: Region): string {
  const start = linesOf(before).length + 1;
  const end = start + linesOf(own).length - 1;
  if (own === "") return `the place between line ${start - 1} and line ${start}`;
  return start === end ? `line ${start}` : `lines ${start} to ${end}`;
}

/** The first line before the region that is not as it was, else the last one after it. */
function touchedLine({ before, own, after }: Region, text: string): { readonly line: string; readonly number: number } {
  const [old, fresh] = [linesOf(before + own + after), linesOf(text)];
  const front = linesOf(before).findIndex((line, index) => line !== fresh[index]);
  if (front >= 0) return { line: old[front]!, number: front + 1 };
  let back = 1;
  while (back < linesOf(after).length && old.at(-back) === fresh.at(-back)) back++;
  return { line: old.at(-back) ?? "", number: old.length - back + 1 };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function syntaxProblems(path: string, text: string): string[] {
  const problem = path.endsWith(".py") ? pythonSyntaxProblem(text) : undefined;
  return problem ? [`${path} would not parse as Python: ${problem.message}`] : [];
}

function refused(problems: readonly string[]): Reading<Revision> {
  return { ok: false, problem: bulleted(problems) };
}
