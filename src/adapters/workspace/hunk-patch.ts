import type { RawHunk } from "./unified-diff";

/**
 * A patch of these hunks alone, for `git apply --unidiff-zero` on the old side: the index. The places are where each hunk goes
 * once the ones before it are in, so that git never has to search. `hunks` in the order of the diff.
 */
export function patchForward(hunks: readonly RawHunk[]): string {
  return patch(hunks, (hunk, shift) => {
    const at = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    return [hunk.oldStart, at + shift];
  });
}

/** The same for `git apply -R` on the new side: the worktree. */
export function patchBackward(hunks: readonly RawHunk[]): string {
  return patch(hunks, (hunk, shift) => {
    const at = hunk.newLines === 0 ? hunk.newStart + 1 : hunk.newStart;
    return [at - shift, hunk.newStart];
  });
}

function patch(hunks: readonly RawHunk[], place: (hunk: RawHunk, shift: number) => readonly [number, number]): string {
  const lines: string[] = [];
  let path: string | undefined;
  let shift = 0;
  for (const hunk of hunks) {
    if (hunk.path !== path) lines.push(...hunk.header);
    if (hunk.path !== path) shift = 0;
    path = hunk.path;
    const [oldAt, newAt] = hunk.kind === "changed" ? place(hunk, shift) : [hunk.oldStart, hunk.newStart];
    if (hunk.body.length > 0) lines.push(`@@ -${oldAt},${hunk.oldLines} +${newAt},${hunk.newLines} @@`, ...hunk.body);
    shift += hunk.newLines - hunk.oldLines;
  }
  return lines.map((line) => `${line}\n`).join("");
}
