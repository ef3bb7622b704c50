import type { Swap } from "./edit";
import { fenceIn } from "./fences";
import { fileNameIn } from "./file-names";
import type { Heading } from "./heading";
import { indentOf, isBlank } from "./text-lines";

const HEAD = /^\s*<{5,9} ?SEARCH\b>?(.*)$/i;
const FOOT = /^\s*>{5,9} ?REPLACE\b.*$/i;
const DIVIDER = /^\s*={7}\s*$/;
const LOOSE_DIVIDER = /^\s*={5,9}\s*$/;

/** A SEARCH/REPLACE block: its readings and the index of the line behind it, or what is wrong with it. */
export type Block =
  | { readonly type: "block"; readonly readings: readonly Swap[]; readonly hint: Heading; readonly next: number }
  | { readonly type: "unfinished"; readonly next: number }
  | { readonly type: "malformed"; readonly message: string; readonly next: number };

export function isSearchHead(line: string): boolean {
  return HEAD.test(line);
}

export function isReplaceFoot(line: string): boolean {
  return FOOT.test(line);
}

/** Reads the block whose first line, `<<<<<<< SEARCH`, is at `index`. */
export function readBlock(lines: readonly string[], index: number, known: readonly string[]): Block {
  let foot = index + 1;
  while (foot < lines.length && !FOOT.test(lines[foot]!) && !HEAD.test(lines[foot]!)) foot++;
  if (foot === lines.length) return { type: "unfinished", next: foot };
  if (HEAD.test(lines[foot]!)) {
    const message =
      "A second <<<<<<< SEARCH begins before the first block has its >>>>>>> REPLACE. Close each block before the next.";
    return { type: "malformed", message, next: foot };
  }
  const body = dedented(lines.slice(index + 1, foot), indentOf(lines[index]!));
  const readings = readingsOf(body);
  if (!readings.length) {
    const message =
      "A block has no ======= line between SEARCH and REPLACE. Write the old lines above it and the new ones below.";
    return { type: "malformed", message, next: foot + 1 };
  }
  return { type: "block", readings, hint: hintIn(HEAD.exec(lines[index]!)![1]!, known), next: foot + 1 };
}

/** Every way to cut the block at a divider: one, unless the text itself holds lines of equals signs. */
function readingsOf(body: readonly string[]): Swap[] {
  const exact = body.flatMap((line, index) => (DIVIDER.test(line) ? [index] : []));
  const dividers = exact.length ? exact : body.flatMap((line, index) => (LOOSE_DIVIDER.test(line) ? [index] : []));
  return dividers.map((at) => ({ search: withoutNumberLine(body.slice(0, at)), replace: body.slice(at + 1) }));
}

/** Blocks inside a list are indented as a whole; that indentation is the list's, not the file's. */
function dedented(body: readonly string[], indent: string): readonly string[] {
  if (indent === "" || !body.every((line) => line.startsWith(indent) || isBlank(line))) return body;
  return body.map((line) => line.slice(indent.length));
}

/** What may follow the word SEARCH: a line number (`line 12`, `:12`), or the file. */
function hintIn(rest: string, known: readonly string[]): Heading {
  const number = /^\s*[:(@#]*\s*(?:lines?\s*:?\s*)?(\d+)\s*(?:[-–]\s*\d+)?\s*\)?\s*$/i.exec(rest);
  if (number) return { line: Number(number[1]) };
  const named = rest.trim() ? fileNameIn(rest.replace(/^\s*:/, ""), known) : undefined;
  return named ?? {};
}

/** Some models write `:start_line:12` and a rule as the first lines of the search. */
function withoutNumberLine(search: readonly string[]): readonly string[] {
  if (!/^\s*:start_line:\s*\d+\s*$/.test(search[0] ?? "")) return search;
  return search.slice(/^\s*-{5,}\s*$/.test(search[1] ?? "") ? 2 : 1);
}

/** Whether a block holds fence lines itself, so that a fence around it cannot be told from its content. */
export function holdsFence(readings: readonly Swap[]): boolean {
  return readings.some(({ search, replace }) => [...search, ...replace].some((line) => fenceIn(line)));
}
