import type { Hunk } from "../../research/change";

/**
 * The 0-based line at which a hunk begins in a text that may have unsaved edits: where its lines are found nearest to their
 * place on disk, else that place. For lines that were only removed, the line that now follows.
 */
export function placeIn(lines: readonly string[], { newStart, newLines, added }: Hunk): number {
  const last = Math.max(0, lines.length - 1);
  if (newLines === 0) return Math.min(newStart, last);
  const expected = newStart - 1;
  for (let distance = 0; distance < lines.length; distance++) {
    for (const at of [expected - distance, expected + distance]) if (isAt(lines, added, at)) return at;
  }
  return Math.min(expected, last);
}

function isAt(lines: readonly string[], wanted: readonly string[], at: number): boolean {
  return at >= 0 && wanted.every((line, index) => lines[at + index] === withoutReturn(line));
}

/** An editor knows the end of a line apart from its text. */
function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
