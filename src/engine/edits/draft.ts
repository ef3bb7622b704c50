import { spliceLines } from "./splice-lines";
import { linesOf, type TextLines, textOf } from "./text-lines";

/** A file while the edits of one answer are applied to it, one after the other. Nothing of it changes: `withLines` gives the next draft. */
export type Draft = {
  readonly path: string;
  /** The text as given, undefined for a file that is not there. */
  readonly before: string | undefined;
  readonly text: TextLines;
  /** For each line of `text` the 1-based line of the given text that stands there or stood nearest; undefined while none moved. */
  readonly origins: readonly number[] | undefined;
};

export function draftOf(path: string, before: string | undefined): Draft {
  return { path, before, text: linesOf(before ?? ""), origins: undefined };
}

export function textOfDraft(draft: Draft): string {
  return textOf(draft.text);
}

/** The draft with the lines `start` to `end` (0-based, end excluded) replaced. */
export function withLines(draft: Draft, start: number, end: number, lines: readonly string[]): Draft {
  const origins = draft.text.lines.map((_, index) => givenLine(draft, index));
  const fresh = lines.map((_, index) => origins[Math.min(start + index, end - 1)] ?? origins[start] ?? 1);
  return {
    ...draft,
    text: spliceLines(draft.text, start, end, lines),
    origins: [...origins.slice(0, start), ...fresh, ...origins.slice(end)],
  };
}

/** The 1-based line of the given text for a 0-based line of the draft. */
export function givenLine({ origins }: Draft, index: number): number {
  return origins ? (origins[index] ?? index + 1) : index + 1;
}
