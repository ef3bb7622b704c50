/**
 * A stretch of a paper as a reader sees it. `at[i]` is the offset in the source of the character `text[i]`, and one more stands
 * at the end, so that every place in the text has its place in the source.
 */
export type Prose = { readonly text: string; readonly at: readonly number[] };

/** Stands in the text where the paper cites a work, so that whose number it is can be told. */
export const CITATION = "\uE000";
/** Stands in the text where the paper refers to a section, a figure, a table or an equation. */
export const REFERENCE = "\uE001";

export type PassageKind = "title" | "abstract" | "heading" | "caption" | "paragraph" | "item";

/** Running text. `section` are the headings that it stands under, outermost first, `lead` what introduces it: a run-in heading, the name of an item's list. */
export type Passage = Prose & {
  readonly type: "passage";
  readonly kind: PassageKind;
  readonly section: string;
  readonly lead: string;
  /** How many lists an item stands in. */
  readonly depth?: number;
};

/** One cell; one that reaches over several columns or rows stands in each of them, with the same text. */
export type Cell = Prose & { readonly spanned: boolean; readonly bold?: boolean };

export type Table = {
  readonly type: "table";
  readonly section: string;
  readonly caption: Passage | undefined;
  readonly rows: readonly (readonly Cell[])[];
  /** Indices of the rows that a rule stands above. */
  readonly ruled: readonly number[];
};

/** What a paper says, in its order. `file` tells between the files that it takes in. */
export type PaperText = { readonly file: string; readonly elements: readonly (Passage | Table)[] };

/** The place in the source of a stretch of the text; never empty where the text is not. */
export function sourceSpan(
  { at }: Prose,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const last = Math.max(start, end - 1);
  return { start: at[start] ?? at.at(-1) ?? 0, end: (at[last] ?? at.at(-1) ?? 0) + (end > start ? 1 : 0) };
}

/** A part of it, with its places. */
export function sliceOf({ text, at }: Prose, start: number, end: number): Prose {
  return { text: text.slice(start, end), at: at.slice(start, end + 1) };
}
