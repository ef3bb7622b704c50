import type { LineRead } from "../../research/read-paper";
import type { PaperText } from "../paper-text";
import type { ReadLine } from "./judge-readings";
import { linesOf } from "./lines";

/** What was read in a line, with what it is known again by in a text that was changed since. */
export function lineRead({ line: { section, before, shown }, entries }: ReadLine): LineRead {
  return { section, before, shown, entries: [...entries] };
}

/** The lines of a paper that stand as they did when they were read, and where they stand now. One that was changed was not read. */
export function linesRead(papers: readonly PaperText[], read: readonly LineRead[]): ReadLine[] {
  const known = new Map(read.map((one) => [keyOf(one), one.entries]));
  return linesOf(papers).flatMap((line) => {
    const entries = known.get(keyOf(line));
    // Lines have other numbers once something stands before them.
    return entries ? [{ line, entries: entries.map((entry) => ({ ...(entry as object), line: line.id })) }] : [];
  });
}

function keyOf({ section, before, shown }: Omit<LineRead, "entries">): string {
  return JSON.stringify([section, before, shown]);
}
