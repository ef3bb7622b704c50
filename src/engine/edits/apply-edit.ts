import { isInserted, standsAlready } from "./already-applied";
import { type Draft, givenLine, textOfDraft, withLines } from "./draft";
import type { AppliedEdit, Edit, EditFailure, EditNoop, FailureReason, MatchKind, Swap } from "./edit";
import { elidedLine } from "./elided";
import { ambiguous, notFound } from "./explain";
import { fileKind } from "./file-kind";
import { findPlace } from "./find-place";
import { lineKeys } from "./normal-text";
import type { Settle } from "./place";
import { isBlank } from "./text-lines";
import { partOfFile } from "./whole-file";
import { windows } from "./windows";

/** What became of one edit: the next draft, or the reason why nothing was done. */
export type Step =
  | { readonly type: "applied"; readonly draft: Draft; readonly edit: AppliedEdit }
  | { readonly type: "noop"; readonly noop: EditNoop }
  | { readonly type: "failed"; readonly failure: EditFailure };

/** Applies one edit to the draft of its file. `others` are all files of the request, to tell a wrong name from wrong text. */
export function applyEdit(draft: Draft, edit: Edit, others: Readonly<Record<string, string>>): Step {
  if (edit.format === "whole-file") return replaceFile(draft, edit);
  const swap = readingOf(draft, edit.readings);
  if (!swap) return failed(draft, "malformed", UNDIVIDED);
  if (swap.search.every(isBlank)) return createFile(draft, edit, swap);
  return swapLines(draft, edit, swap, others);
}

const UNDIVIDED =
  "The block holds several ======= lines, and wherever it is divided, the text above is not in the file. Nothing was changed. Copy the lines above the dividing ======= exactly.";

const NO_CONTEXT =
  "A hunk of the diff has no context, so its place is not sure. Give three unchanged lines around each change.";

/** The reading meant: the longest search that the file really has, where a block can be read in several ways. */
function readingOf(draft: Draft, readings: readonly Swap[]): Swap | undefined {
  if (readings.length === 1) return readings[0];
  const longestFirst = [...readings].sort((a, b) => b.search.length - a.search.length);
  if (!draft.text.lines.length) return longestFirst.find(({ search }) => search.every(isBlank));
  const plain = draft.text.lines.map((line) => line.trimEnd());
  return longestFirst.find(
    ({ search }) =>
      !search.every(isBlank) &&
      windows(
        plain,
        search.map((line) => line.trimEnd()),
      ).length,
  );
}

function swapLines(draft: Draft, edit: Edit, swap: Swap, others: Readonly<Record<string, string>>): Step {
  const { path, text } = draft;
  const scene = { path, lines: text.lines, given: (index: number) => givenLine(draft, index), others };
  if (draft.before === undefined && !text.lines.length)
    return failed(
      draft,
      "not-found",
      `${path} does not exist, so nothing can be searched in it. To make it, leave SEARCH empty.`,
    );
  if (sameLines(swap.search, swap.replace))
    return noop(draft, "SEARCH and REPLACE are the same: this block changes nothing.");
  const elided = elidedLine(swap.replace, swap.search);
  if (elided !== undefined) return failed(draft, "elided", leavesOut(elided));
  const kind = fileKind(path);
  const searched = { lines: text.lines, keys: lineKeys(text.lines) };
  const place = findPlace(searched, swap, kind, settleBy(draft, edit.line));
  if (place.type === "ambiguous") return { type: "failed", failure: ambiguous(scene, swap, place.starts) };
  if (place.type === "missing") {
    const at = standsAlready(searched, swap, kind);
    if (at === undefined) return { type: "failed", failure: notFound(scene, swap) };
    return noop(draft, `The change is already there, at line ${givenLine(draft, at)}.`);
  }
  if (sameLines(place.lines, text.lines.slice(place.start, place.end)))
    return noop(draft, `Lines ${place.start + 1} to ${place.end} already read so.`);
  if (isInserted(text.lines, swap, place, kind))
    return noop(draft, `What the block adds at line ${givenLine(draft, place.start)} is already there.`);
  return applied(
    withLines(draft, place.start, place.end, place.lines),
    edit,
    place.start,
    place.lines.length,
    place.match,
  );
}

/** A line number settles a choice when it is the first line of one candidate, or lies in one only. */
function settleBy(draft: Draft, line: number | undefined): Settle {
  return (starts, length) => {
    if (line === undefined) return undefined;
    const first = starts.filter((start) => givenLine(draft, start) === line);
    if (first.length === 1) return first[0];
    const around = starts.filter(
      (start) => givenLine(draft, start) <= line && line <= givenLine(draft, start + length - 1),
    );
    return around.length === 1 ? around[0] : undefined;
  };
}

function createFile(draft: Draft, edit: Edit, { replace }: Swap): Step {
  const { path, text } = draft;
  const elided = elidedLine(replace, []);
  if (elided !== undefined) return failed(draft, "elided", leavesOut(elided));
  if (replace.every(isBlank)) return failed(draft, "malformed", "SEARCH and REPLACE are both empty.");
  if (sameLines(text.lines, replace)) return noop(draft, `${path} already reads so.`);
  if (!text.lines.every(isBlank) && edit.format === "unified-diff") return failed(draft, "no-context", NO_CONTEXT);
  if (!text.lines.every(isBlank))
    return failed(
      draft,
      "file-exists",
      `SEARCH is empty, which makes a new file, but ${path} exists with ${text.lines.length} lines. To add to it, repeat in SEARCH the lines next to which the new ones belong, and in REPLACE give these lines together with the new ones.`,
    );
  return applied(withLines(draft, 0, text.lines.length, replace), edit, 0, replace.length, "new-file");
}

function replaceFile(draft: Draft, edit: Edit): Step {
  const { path, text } = draft;
  const lines = edit.readings[0]!.replace;
  if (sameLines(lines, text.lines)) return noop(draft, `${path} already reads so.`);
  const elided = elidedLine(lines, text.lines);
  if (elided !== undefined) return failed(draft, "elided", leavesOut(elided));
  const part = partOfFile(text.lines, lines);
  if (part)
    return failed(
      draft,
      "partial-file",
      `The fence below the name ${path} would replace the whole file, but ${part}. Send the complete file, or SEARCH/REPLACE blocks for the places that change.`,
    );
  return applied(
    withLines(draft, 0, text.lines.length, lines),
    edit,
    0,
    lines.length,
    draft.before === undefined ? "new-file" : "whole-file",
  );
}

function applied(draft: Draft, edit: Edit, start: number, count: number, match: MatchKind): Step {
  const { format, title, why } = edit;
  const where = { path: draft.path, format, match, startLine: start + 1, endLine: start + count };
  return {
    type: "applied",
    draft: closed(draft),
    edit: { ...where, ...(title ? { title } : {}), ...(why ? { why } : {}) },
  };
}

/** A new file ends with a newline. */
function closed(draft: Draft): Draft {
  if (draft.before || textOfDraft(draft).endsWith("\n") || !draft.text.ends.length) return draft;
  return { ...draft, text: { ...draft.text, ends: [...draft.text.ends.slice(0, -1), "\n"] } };
}

function sameLines(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((line, index) => line === second[index]);
}

function leavesOut(line: string): string {
  return `The new text leaves something out: “${line.trim()}”. It would be written to the file as it stands. Give every line in full, or use smaller blocks around the lines that change.`;
}

function failed({ path }: Draft, reason: FailureReason, message: string): Step {
  return { type: "failed", failure: { path, reason, message } };
}

function noop({ path }: Draft, message: string): Step {
  return { type: "noop", noop: { path, message } };
}
