import { distance } from "fastest-levenshtein";
import type { Swap } from "./edit";
import type { FileKind } from "./file-kind";
import { type Normalisation, normalText } from "./normal-text";
import type { Place, Searched } from "./place";
import { isBlank } from "./text-lines";
import { windows } from "./windows";

type Found = Extract<Place, { type: "found" }>;

/**
 * Whether an insertion has been made before: the new lines hold all the old ones, and what they add stands around them
 * already. Adding only blank lines is never "made before".
 */
export function isInserted(lines: readonly string[], swap: Swap, found: Found, kind: FileKind): boolean {
  const old = lines.slice(found.start, found.end);
  if (found.match === "part-of-line") return isInsertedWithinLine(old, swap, kind);
  if (found.lines.length === old.length) return false;
  return windows(found.lines, old).some((offset) => {
    const added = [...found.lines.slice(0, offset), ...found.lines.slice(offset + old.length)];
    const from = found.start - offset;
    if (from < 0 || added.every(isBlank)) return false;
    return found.lines.every((line, index) => lines[from + index]?.trimEnd() === line.trimEnd());
  });
}

function isInsertedWithinLine(old: readonly string[], { search, replace }: Swap, { latex }: FileKind): boolean {
  const plain = (lines: readonly string[]) =>
    lines.map((line) => normalText(line, latex ? "latex" : "punctuation")).join("\n");
  const [sought, meant] = [plain(search).trim(), plain(replace).trim()];
  return meant !== sought && meant.includes(sought) && plain(old).includes(meant);
}

/**
 * The 0-based line where the replacement of a search that was not found already stands, or undefined. It has to stand there
 * once and whole; one line alone must also be a likely descendant of what was searched.
 */
export function standsAlready({ keys }: Searched, { search, replace }: Swap, kind: FileKind): number | undefined {
  const way: Normalisation = kind.latex ? "latex" : "punctuation";
  const meant = trimmedBlanks(replace.map((line) => normalText(line, way)));
  const spoken = meant.filter((line) => !isBlank(line));
  if (spoken.join("").trim().length < 6) return undefined;
  const old = new Set(search.map((line) => normalText(line, way)));
  const adds = spoken.some((line) => !old.has(line));
  if (spoken.length === 1 && !(adds && alike(spoken[0]!, search))) return undefined;
  const starts = windows(keys(way), meant);
  return starts.length === 1 ? starts[0] : undefined;
}

function alike(line: string, search: readonly string[]): boolean {
  const meant = line.trim();
  return search.some((other) => {
    const longest = Math.max(meant.length, other.trim().length);
    return distance(meant, other.trim()) <= longest * 0.4;
  });
}

function trimmedBlanks(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}
