import { carryOver } from "./carry-over";
import type { MatchKind, Swap } from "./edit";
import type { FileKind } from "./file-kind";
import { findBlankLinesApart } from "./find-blank-lines";
import { type Normalisation, normalText } from "./normal-text";
import type { Place, Searched, Settle } from "./place";
import { indentOf, isBlank } from "./text-lines";
import { windows } from "./windows";

const MISSING: Place = { type: "missing" };

/** Whole lines: exact, normalised, with LaTeX escapes, shifted as a whole, and with blank lines counted loosely. `trimmed` is `swap` without blank edges. */
export function findBlock(
  { lines, keys }: Searched,
  swap: Swap,
  trimmed: Swap,
  { latex }: FileKind,
  settle: Settle,
): Place {
  const exact = exactly(lines, swap, settle);
  if (exact.type !== "missing" || !trimmed.search.length) return exact;
  const ways: readonly Normalisation[] = latex ? ["punctuation", "latex"] : ["punctuation"];
  for (const way of ways) {
    for (const candidate of trimmed.search.length === swap.search.length ? [swap] : [swap, trimmed]) {
      const found = normalised(lines, keys(way), candidate, way, settle);
      if (found.type !== "missing") return found;
    }
  }
  const way = latex ? "latex" : "punctuation";
  const found = shifted(lines, keys(way), trimmed, way, settle);
  return found.type === "missing" ? findBlankLinesApart(lines, keys(way), trimmed, way) : found;
}

function exactly(lines: readonly string[], { search, replace }: Swap, settle: Settle): Place {
  const starts = windows(lines, search);
  return one(starts, search.length, settle, (start) => found(start, start + search.length, replace, "exact"));
}

function normalised(
  lines: readonly string[],
  keys: readonly string[],
  { search, replace }: Swap,
  way: Normalisation,
  settle: Settle,
): Place {
  const starts = windows(
    keys,
    search.map((line) => normalText(line, way)),
  );
  return one(starts, search.length, settle, (start) => {
    const theirs = lines.slice(start, start + search.length);
    const match = way === "latex" ? "latex-escapes" : "normalised";
    return found(start, start + search.length, carryOver(theirs, search, replace, way), match);
  });
}

/** The whole search stands further left or right than in the file, by the same blanks or tabs on every line. */
function shifted(
  lines: readonly string[],
  keys: readonly string[],
  { search, replace }: Swap,
  way: Normalisation,
  settle: Settle,
): Place {
  const wanted = search.map((line) => normalText(line, way).trimStart());
  const moves = new Map<number, Shift>();
  for (const start of windows(
    keys.map((key) => key.trimStart()),
    wanted,
  )) {
    const move = shiftBetween(lines.slice(start, start + search.length), search);
    if (move) moves.set(start, move);
  }
  return one([...moves.keys()], search.length, settle, (start) => {
    const move = moves.get(start)!;
    const moved = replace.map((line) => moveLine(line, move));
    if (moved.some((line) => line === undefined)) return MISSING;
    const sought = search.map((line) => moveLine(line, move) ?? line);
    const theirs = lines.slice(start, start + search.length);
    return found(start, start + search.length, carryOver(theirs, sought, moved as string[], way), "indentation");
  });
}

type Shift = { readonly by: string; readonly to: "right" | "left" };

/** The indentation that turns each line of `search` into the file's, or undefined when it differs between lines or mixes blanks and tabs. */
function shiftBetween(theirs: readonly string[], search: readonly string[]): Shift | undefined {
  const pairs = search.flatMap((line, index) =>
    isBlank(line) ? [] : [[indentOf(theirs[index]!), indentOf(line)] as const],
  );
  const [own, sought] = pairs[0] ?? ["", ""];
  const to = own.length > sought.length ? "right" : "left";
  const by = to === "right" ? own.slice(0, own.length - sought.length) : sought.slice(0, sought.length - own.length);
  const everywhere = pairs.every(([own, sought]) => (to === "right" ? own === by + sought : sought === by + own));
  const text = pairs.flat().join("") + by;
  return everywhere && by && !(text.includes("\t") && text.includes(" ")) ? { by, to } : undefined;
}

/** The line moved by the shift; undefined when it cannot be, or when blanks and tabs would stand side by side. */
function moveLine(line: string, { by, to }: Shift): string | undefined {
  if (isBlank(line)) return line;
  const indent = indentOf(line);
  if (by.startsWith("\t") ? indent.includes(" ") : indent.includes("\t")) return undefined;
  if (to === "right") return by + line;
  return line.startsWith(by) ? line.slice(by.length) : undefined;
}

function one(starts: readonly number[], length: number, settle: Settle, place: (start: number) => Place): Place {
  if (!starts.length) return MISSING;
  const start = starts.length === 1 ? starts[0] : settle(starts, length);
  return start === undefined ? { type: "ambiguous", starts } : place(start);
}

function found(start: number, end: number, lines: readonly string[], match: MatchKind): Place {
  return { type: "found", start, end, lines, match };
}
