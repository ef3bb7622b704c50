import { alignLines } from "./align-lines";
import type { TextLines } from "./text-lines";

/**
 * The text with the lines `start` to `end` (0-based, end excluded) replaced. Lines that stay keep their end of line, new
 * ones take that of their neighbour, and a text without a final newline stays without one. Nothing else moves.
 */
export function spliceLines(text: TextLines, start: number, end: number, lines: readonly string[]): TextLines {
  const ends = endsFor(text, start, end, lines);
  const spliced = {
    bom: text.bom,
    lines: [...text.lines.slice(0, start), ...lines, ...text.lines.slice(end)],
    ends: [...text.ends.slice(0, start), ...ends, ...text.ends.slice(end)],
  };
  if (end === text.lines.length && text.ends.at(-1) === "") spliced.ends[spliced.ends.length - 1] = "";
  if (!spliced.lines.length) spliced.ends.length = 0;
  return spliced;
}

function endsFor(text: TextLines, start: number, end: number, lines: readonly string[]): string[] {
  const old = text.lines.slice(start, end);
  const kept = alignLines(old, lines);
  const paired = pairGaps(kept, old.length);
  let neighbour = text.ends[start] || text.ends[start - 1] || commonEnd(text);
  return lines.map((_, index) => {
    const from = kept[index]! >= 0 ? kept[index]! : paired[index]!;
    const own = from >= 0 ? text.ends[start + from] : undefined;
    if (own) neighbour = own;
    return neighbour;
  });
}

/** Between two kept lines, the n-th new line stands where the n-th old one stood: its index, or -1 when there were fewer. */
export function pairGaps(kept: readonly number[], oldLength: number): number[] {
  const paired = new Array<number>(kept.length).fill(-1);
  const limits = new Array<number>(kept.length).fill(oldLength);
  for (let index = kept.length - 2; index >= 0; index--)
    limits[index] = kept[index + 1]! >= 0 ? kept[index + 1]! : limits[index + 1]!;
  let next = 0;
  for (let index = 0; index < kept.length; index++) {
    if (kept[index]! >= 0) next = kept[index]! + 1;
    else if (next < limits[index]!) paired[index] = next++;
  }
  return paired;
}

/** The end of line that most lines have; a line feed for a text of one line. */
export function commonEnd({ ends }: TextLines): string {
  let carriage = 0;
  for (const end of ends) if (end === "\r\n") carriage++;
  return carriage * 2 > ends.length ? "\r\n" : "\n";
}
