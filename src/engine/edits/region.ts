import type { Hunk } from "../../research/change";

/** A file cut in three: what stands before a hunk, the hunk's own lines, and what stands after it; together the file. */
export type Region = { readonly before: string; readonly own: string; readonly after: string };

/** Where a hunk's new lines stand in the file; undefined when they do not stand there. A hunk that only removes has no lines. */
export function regionOf(text: string, hunk: Pick<Hunk, "newStart" | "newLines" | "added">): Region | undefined {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const start = hunk.newLines === 0 ? hunk.newStart : hunk.newStart - 1;
  const own = lines.slice(start, start + hunk.newLines);
  const same = own.length === hunk.added.length && own.every((line, index) => bare(line) === bare(hunk.added[index]!));
  if (!same || start < 0 || start > lines.length) return undefined;
  return {
    before: lines.slice(0, start).join(""),
    own: own.join(""),
    after: lines.slice(start + hunk.newLines).join(""),
  };
}

/** What stands in the place of the region's own lines in another text of the file; undefined when more than that differs. */
export function ownLinesIn(text: string, { before, after }: Region): string | undefined {
  if (text.length < before.length + after.length) return undefined;
  return text.startsWith(before) && text.endsWith(after)
    ? text.slice(before.length, text.length - after.length)
    : undefined;
}

function bare(line: string): string {
  return line.replace(/\r?\n$/, "").replace(/\r$/, "");
}
