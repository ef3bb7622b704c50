import type { Hunk } from "./change";

/**
 * The text as it would be without these hunks of it, as they were counted in it. Undefined when one is not there as it says:
 * then the text is another one. A missing line break at the end is not told from one that is there.
 */
export function withoutHunks(text: string, hunks: readonly Hunk[]): string | undefined {
  const lines = text.split("\n");
  const upwards = [...hunks].sort((one, other) => other.newStart - one.newStart);
  for (const { newStart, newLines, added, removed } of upwards) {
    const start = newLines === 0 ? newStart : newStart - 1;
    if (added.some((line, index) => lines[start + index] !== line)) return undefined;
    lines.splice(start, newLines, ...removed);
  }
  return lines.join("\n");
}
