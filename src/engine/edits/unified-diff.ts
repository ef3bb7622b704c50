import type { Edit, Swap } from "./edit";
import { fenceIn } from "./fences";
import type { Heading } from "./heading";

/** The hunks of one file of a unified diff, or what is wrong with it. */
export type Diff =
  | { readonly type: "diff"; readonly edits: readonly Edit[]; readonly next: number }
  | { readonly type: "unfinished"; readonly name: string; readonly next: number }
  | { readonly type: "malformed"; readonly name: string; readonly message: string; readonly next: number };

const HUNK = /^@@+(?:\s+-(\d+)(?:,(\d+))?\s+\+(\d+)(?:,(\d+))?)?\s*(?:@@+.*|\.\.\..*)?$/;

/** Whether the three lines from `index` are the head of a file in a unified diff. */
export function isDiffHead(lines: readonly string[], index: number): boolean {
  return (
    /^--- \S/.test(lines[index]!) && /^\+\+\+ \S/.test(lines[index + 1] ?? "") && HUNK.test(lines[index + 2] ?? "")
  );
}

/** Reads the hunks of the file whose head is at `index`. Outside of a fence the counts of each hunk decide where it ends. */
export function readDiff(lines: readonly string[], index: number, fenced: boolean, heading: Heading): Diff {
  const before = pathIn(lines[index]!, "a/");
  const after = pathIn(lines[index + 1]!, "b/");
  const name = after === "/dev/null" ? before : after;
  const made: Edit[] = [];
  let at = index + 2;
  while (at < lines.length && HUNK.test(lines[at]!)) {
    const hunk = readHunk(lines, at, fenced);
    at = hunk.next;
    if (hunk.short)
      return at >= lines.length ? { type: "unfinished", name, next: at } : malformed(name, MISCOUNTED, at);
    made.push(editOf(hunk, name, heading));
  }
  if (after === "/dev/null") return malformed(name, "A diff deletes the file. Files are never deleted by an edit.", at);
  if (before !== "/dev/null" && before !== after)
    return malformed(name, `A diff renames ${before} to ${after}. Files are never renamed by an edit.`, at);
  return { type: "diff", edits: made, next: at };
}

const MISCOUNTED =
  "A hunk of the diff does not have as many lines as its head says, so its end is not sure. Put the diff into a ```diff fence, or send SEARCH/REPLACE blocks.";

function malformed(name: string, message: string, next: number): Diff {
  return { type: "malformed", name, message, next };
}

type Hunk = Swap & { readonly line: number | undefined; readonly short: boolean; readonly next: number };

/** The counts in a hunk's head are often wrong in answers, so within a fence the fence ends the hunk. */
function readHunk(lines: readonly string[], index: number, fenced: boolean): Hunk {
  const [, oldStart, oldCount = "1", newStart, newCount = "1"] = HUNK.exec(lines[index]!)!;
  const search: string[] = [];
  const replace: string[] = [];
  let at = index + 1;
  const complete = () => search.length === Number(oldCount) && replace.length === Number(newCount);
  for (; at < lines.length && (fenced || !complete()); at++) {
    const line = lines[at]!;
    if (HUNK.test(line) || isDiffHead(lines, at) || fenceIn(line)?.indent === "" || !/^(?:[ +-]|\\|\t|$)/.test(line))
      break;
    if (line.startsWith("\\")) continue;
    const text = /^[ +-]/.test(line) ? line.slice(1) : line;
    if (!line.startsWith("+")) search.push(text);
    if (!line.startsWith("-")) replace.push(text);
  }
  for (let end = at - 1; fenced && end > index && lines[end] === ""; end--) {
    search.pop();
    replace.pop();
  }
  const short = !fenced && (newStart === undefined || !complete());
  return { search, replace, line: oldStart ? Number(oldStart) : undefined, short, next: at };
}

function editOf(hunk: Hunk, name: string, { title, why }: Heading): Edit {
  return {
    format: "unified-diff",
    name,
    readings: [{ search: hunk.search, replace: hunk.replace }],
    ...(hunk.line ? { line: hunk.line } : {}),
    ...(title ? { title } : {}),
    ...(why ? { why } : {}),
  };
}

function pathIn(line: string, prefix: string): string {
  const path = line.slice(4).split("\t")[0]!.trim();
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
