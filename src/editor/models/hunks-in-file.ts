import type { Hunk } from "../../research/change";
import type { LineRange } from "./tree-node";

/** A place between the lines of files: what lies at it or after it comes next. */
export type Position = { readonly path: string; readonly line: number };

/**
 * The hunks that these lines touch, on the proposal's side or on the one it is compared with. Lines that were only removed lie
 * between two lines and are touched from both.
 */
export function touchedBy(hunks: readonly Hunk[], lines: LineRange, side: "old" | "new" = "new"): Hunk[] {
  return hunks.filter((hunk) => {
    const { from, to } = extent(hunk, side);
    return from <= lines.to && lines.from <= to;
  });
}

function extent({ oldStart, oldLines, newStart, newLines }: Hunk, side: "old" | "new"): LineRange {
  const [start, count] = side === "old" ? [oldStart, oldLines] : [newStart, newLines];
  return count === 0 ? { from: start, to: start + 1 } : { from: start, to: start + count - 1 };
}

/** The hunk to look at after this place, or before it, in the order of files and lines; round to the other end after the last. */
export function hunkFrom(hunks: readonly Hunk[], at: Position, way: "next" | "previous"): Hunk | undefined {
  const ordered = inOrder(hunks);
  const later = ordered.findIndex((hunk) => isAtOrAfter(hunk, at));
  if (way === "next") return ordered[Math.max(0, later)];
  return ordered.at((later === -1 ? ordered.length : later) - 1);
}

export function inOrder(hunks: readonly Hunk[]): Hunk[] {
  return [...hunks].sort(
    (one, other) => Number(one.path > other.path) - Number(one.path < other.path) || one.newStart - other.newStart,
  );
}

function isAtOrAfter({ path, newStart }: Hunk, at: Position): boolean {
  return path === at.path ? newStart >= at.line : path > at.path;
}

/**
 * What is accepted, with its lines counted in the file as it now stands: the index does not have what is undecided, so whatever
 * lies below an undecided hunk is moved by it.
 */
export function asItStands(accepted: readonly Hunk[], undecided: readonly Hunk[]): Hunk[] {
  return accepted.map((hunk) => {
    const above = undecided.filter(({ path, oldStart }) => path === hunk.path && oldStart < hunk.newStart);
    const shift = above.reduce((sum, { newLines, oldLines }) => sum + newLines - oldLines, 0);
    return { ...hunk, newStart: hunk.newStart + shift };
  });
}

/** Hunks as they were read now, with the title and reason of what they were before they were edited or accepted. */
export function titledAs(before: readonly Hunk[], now: readonly Hunk[]): Hunk[] {
  return now.map((hunk) => {
    if (hunk.title !== undefined) return hunk;
    const known =
      before.find(({ id }) => id === hunk.id) ?? before.find((old) => foundAgain([old], now).includes(hunk));
    return known?.title === undefined ? hunk : { ...hunk, title: known.title, why: known.why };
  });
}

/**
 * The hunks that these have become when their file was edited and saved: the same one, else those that change the same lines of
 * the index, which an edit does not move.
 */
export function foundAgain(before: readonly Hunk[], now: readonly Hunk[]): Hunk[] {
  const again = before.flatMap((hunk) => {
    const same = now.filter(({ id }) => id === hunk.id);
    const inFile = now.filter(({ path }) => path === hunk.path);
    return same.length > 0 ? same : touchedBy(inFile, extent(hunk, "old"), "old");
  });
  return [...new Set(again)];
}
