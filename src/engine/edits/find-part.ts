import { pythonSyntaxProblem } from "../../python/syntax";
import { carryOver } from "./carry-over";
import type { Swap } from "./edit";
import type { FileKind } from "./file-kind";
import { type Normalisation, normalLine, normalText } from "./normal-text";
import type { Place, Searched } from "./place";
import { indentOf, isBlank } from "./text-lines";

/** Shorter pieces of a line turn up by chance. */
const SHORTEST = 12;
const MISSING: Place = { type: "missing" };

/** One piece of text from column `from` of line `start` to column `to` (excluded) of line `last`. */
type Part = { readonly start: number; readonly last: number; readonly from: number; readonly to: number };

/** The search as a piece of one line, or from within one line to within another: papers have a paragraph on each line. */
export function findPart({ lines, keys }: Searched, swap: Swap, kind: FileKind): Place {
  const { search, replace } = swap;
  if (search.join(" ").trim().length < SHORTEST || (!kind.prose && !fitsIntoCode(swap))) return MISSING;
  const ways: readonly Normalisation[] = kind.latex ? ["punctuation", "latex"] : ["punctuation"];
  for (const way of ways) {
    const parts = partsEqualTo(lines, keys(way), search, way).filter((part) => atBoundaries(lines, part));
    if (parts.length > 1) return { type: "ambiguous", starts: [...new Set(parts.map(({ start }) => start))] };
    if (parts.length === 1) return placed(lines, parts[0]!, search, replace, way, kind);
  }
  return MISSING;
}

/** In code a piece of a line becomes another piece of a line, and a block may lack only the indentation of its first line. */
function fitsIntoCode({ search, replace }: Swap): boolean {
  if (!replace.length || isBlank(replace[0]!)) return false;
  if (search.length === 1) return replace.length === 1;
  return indentOf(replace[0]!) === indentOf(search[0]!);
}

function partsEqualTo(
  lines: readonly string[],
  keys: readonly string[],
  search: readonly string[],
  way: Normalisation,
): Part[] {
  const wanted = search.map((line) => normalText(line, way));
  wanted[0] = wanted[0]!.trimStart();
  const parts: Part[] = [];
  lines.forEach((line, start) => {
    const key = keys[start]!;
    if (wanted.length === 1) parts.push(...within(line, key, start, wanted[0]!, way));
    else if (key.endsWith(wanted[0]!)) {
      const part = across(lines, keys, start, wanted, way);
      if (part) parts.push(part);
    }
  });
  return parts;
}

function within(line: string, key: string, start: number, wanted: string, way: Normalisation): Part[] {
  const parts: Part[] = [];
  for (let column = key.indexOf(wanted); column >= 0; column = key.indexOf(wanted, column + 1)) {
    const { at } = normalLine(line, way);
    parts.push({ start, last: start, from: at[column]!, to: at[column + wanted.length]! });
  }
  return parts;
}

function across(
  lines: readonly string[],
  keys: readonly string[],
  start: number,
  wanted: readonly string[],
  way: Normalisation,
): Part | undefined {
  const last = start + wanted.length - 1;
  if (last >= lines.length) return undefined;
  for (let index = 1; index < wanted.length - 1; index++) if (keys[start + index] !== wanted[index]) return undefined;
  if (!keys[last]!.startsWith(wanted.at(-1)!)) return undefined;
  const first = normalLine(lines[start]!, way);
  const end = normalLine(lines[last]!, way);
  return { start, last, from: first.at[first.text.length - wanted[0]!.length]!, to: end.at[wanted.at(-1)!.length]! };
}

/** No word, number or LaTeX command is cut in two. */
function atBoundaries(lines: readonly string[], { start, last, from, to }: Part): boolean {
  return !joined(lines[start]!, from) && !joined(lines[last]!, to);
}

function joined(line: string, at: number): boolean {
  if (at === 0 || at >= line.length) return false;
  const around = line.slice(Math.max(0, at - 2), at + 2);
  const split = around.length - Math.min(2, line.length - at);
  const [before, after] = [around.slice(0, split), around.slice(split)];
  if (/[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(after)) return true;
  if (/(?:^|[^\\])\\$/.test(before)) return true;
  return (/\d$/.test(before) && /^[.,]\d/.test(after)) || (/[.,+-]$/.test(before) && /^\d/.test(after));
}

function placed(
  lines: readonly string[],
  { start, last, from, to }: Part,
  search: readonly string[],
  replace: readonly string[],
  way: Normalisation,
  kind: FileKind,
): Place {
  const [before, after] = [lines[start]!.slice(0, from), lines[last]!.slice(to)];
  if (!kind.prose && search.length > 1 && !keepsFrame(before, after, replace)) return MISSING;
  const theirs = search.map((_, index) => {
    const line = lines[start + index]!;
    return line.slice(index === 0 ? from : 0, index === search.length - 1 ? to : undefined);
  });
  const [sought, meant] = withoutCommonIndent(search, replace);
  const written = carryOver(theirs, sought, meant, way);
  const merged = [...written];
  merged[0] = before + (merged[0] ?? "");
  merged[merged.length - 1] = merged.at(-1)! + after;
  if (kind.python && breaks(lines.slice(start, last + 1), merged)) return MISSING;
  if (!written.length && isBlank(merged[0]!)) merged.length = 0;
  return { type: "found", start, end: last + 1, lines: merged, match: "part-of-line" };
}

/** The block lacks only the indentation of its first line, and no line of the replacement leaves that indentation. */
function keepsFrame(before: string, after: string, replace: readonly string[]): boolean {
  if (!isBlank(before) || !isBlank(after)) return false;
  return replace.slice(1).every((line) => isBlank(line) || line.startsWith(before));
}

function withoutCommonIndent(search: readonly string[], replace: readonly string[]): [string[], string[]] {
  const indent = indentOf(search[0]!);
  const cut = (line: string) => (line.startsWith(indent) ? line.slice(indent.length) : line);
  return [[cut(search[0]!), ...search.slice(1)], replace.length ? [cut(replace[0]!), ...replace.slice(1)] : []];
}

/** Whether lines that parsed by themselves no longer do, or, being part of something longer, now open or close other brackets. */
function breaks(before: readonly string[], after: readonly string[]): boolean {
  const [old, fresh] = [before.join("\n").trim(), after.join("\n").trim()];
  if (!pythonSyntaxProblem(old)) return pythonSyntaxProblem(fresh) !== undefined;
  return brackets(old) !== brackets(fresh);
}

/** How many brackets of each kind stay open at the end of a piece of code. */
function brackets(code: string): string {
  const count = (mark: string) => code.split(mark).length;
  return ["()", "[]", "{}"].map(([open, close]) => count(open!) - count(close!)).join(" ");
}
