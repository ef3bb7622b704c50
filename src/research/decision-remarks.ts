import type { Hunk } from "./change";

/**
 * What a person made of a proposal, in words for the next prompt; empty when all was taken as proposed. `proposed` are the hunks
 * as they were shown first, `accepted` those that are staged in the end; both count old lines in the same commit.
 */
export function remarksOn(proposed: readonly Hunk[], accepted: readonly Hunk[]): string {
  const untaken = proposed.filter((hunk) => !accepted.some((other) => isSame(hunk, other)));
  const foreign = accepted.filter((hunk) => !proposed.some((other) => isSame(hunk, other)));
  const edited = untaken.filter((hunk) => foreign.some((other) => touches(hunk, other)));
  const rejected = untaken.filter((hunk) => !edited.includes(hunk));
  const added = foreign.filter((hunk) => !edited.some((other) => touches(other, hunk)));
  return [
    ...rejected.map((hunk) => `Rejected in ${hunk.path}${titled(hunk)}:\n${lines(hunk)}`),
    ...edited.map((hunk) => {
      const instead = foreign.filter((other) => touches(hunk, other)).map(lines);
      return `Edited by hand in ${hunk.path}${titled(hunk)}. Proposed:\n${lines(hunk)}\nTaken instead:\n${instead.join("\n")}`;
    }),
    ...added.map((hunk) => `Added by hand in ${hunk.path}:\n${lines(hunk)}`),
  ].join("\n\n");
}

/**
 * Undecided hunks are counted from the index: their old lines moved back to where they are in the commit. `accepted` is what
 * stands in the index besides the commit.
 */
export function countedFromCommit(undecided: readonly Hunk[], accepted: readonly Hunk[]): Hunk[] {
  return undecided.map((hunk) => {
    const before = accepted.filter(
      (other) => other.path === hunk.path && other.newStart + other.newLines <= hunk.oldStart,
    );
    const shift = before.reduce((sum, { newLines, oldLines }) => sum + newLines - oldLines, 0);
    return { ...hunk, oldStart: hunk.oldStart - shift };
  });
}

function isSame(one: Hunk, other: Hunk): boolean {
  return (
    one.path === other.path &&
    one.oldStart === other.oldStart &&
    same(one.removed, other.removed) &&
    same(one.added, other.added)
  );
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

/** Whether both change the same old lines, or insert at the same place. */
function touches(one: Hunk, other: Hunk): boolean {
  const [a, b] = [one, other].map((hunk) => ({
    from: hunk.oldStart,
    to: hunk.oldStart + Math.max(0, hunk.oldLines - 1),
  }));
  return one.path === other.path && a!.from <= b!.to && b!.from <= a!.to;
}

function titled({ title }: Hunk): string {
  return title ? ` (“${title}”)` : "";
}

/** Twelve lines of a hunk are enough to recognise it. */
function lines({ removed, added }: Hunk): string {
  const all = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  return all.length <= 12 ? all.join("\n") : `${all.slice(0, 12).join("\n")}\n… and ${all.length - 12} more lines`;
}
