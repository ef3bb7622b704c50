import type { Swap } from "./edit";
import type { FileKind } from "./file-kind";
import { findBlock } from "./find-block";
import { findPart } from "./find-part";
import type { Place, Searched, Settle } from "./place";
import { isBlank } from "./text-lines";

/**
 * Looks for `search` from the strictest reading to the loosest and stops at the first that finds anything: what is found
 * twice is never settled by a looser rule. Numbers and words have to be equal in every reading.
 */
export function findPlace(text: Searched, swap: Swap, kind: FileKind, settle: Settle): Place {
  const trimmed = withoutBlankEdges(swap);
  const found = findBlock(text, swap, trimmed, kind, settle);
  if (found.type !== "missing") return found;
  const part = findPart(text, trimmed, kind);
  if (part.type !== "missing") return part;
  const halved = kind.latex ? withSingleBackslashes(swap) : undefined;
  return halved ? findPlace(text, halved, kind, settle) : part;
}

/** Blank lines at the edges that search and replacement share say nothing about the place. */
function withoutBlankEdges({ search, replace }: Swap): Swap {
  let [head, tail, from, to] = [0, search.length, 0, replace.length];
  while (head < tail && isBlank(search[head]!)) {
    head++;
    if (from < to && isBlank(replace[from]!)) from++;
  }
  while (tail > head && isBlank(search[tail - 1]!)) {
    tail--;
    if (to > from && isBlank(replace[to - 1]!)) to--;
  }
  return { search: search.slice(head, tail), replace: replace.slice(from, to) };
}

/** Some models send LaTeX as if it stood in a JSON string; then every run of backslashes has even length. */
function withSingleBackslashes({ search, replace }: Swap): Swap | undefined {
  const runs = [...search, ...replace].flatMap((line) => line.match(/\\+/g) ?? []);
  if (!search.some((line) => line.includes("\\\\")) || runs.some((run) => run.length % 2)) return undefined;
  const halve = (line: string) => line.replace(/\\\\/g, () => "\\");
  return { search: search.map(halve), replace: replace.map(halve) };
}
