import type { MatchKind } from "./edit";
import type { LineKeys } from "./normal-text";

/** The lines to search in, with their comparable forms. */
export type Searched = { readonly lines: readonly string[]; readonly keys: LineKeys };

/** The only place of a search and the lines to stand there, or why there is not one. Indices are 0-based, `end` excluded. */
export type Place =
  | {
      readonly type: "found";
      readonly start: number;
      readonly end: number;
      readonly lines: readonly string[];
      readonly match: MatchKind;
    }
  | { readonly type: "ambiguous"; readonly starts: readonly number[] }
  | { readonly type: "missing" };

/** Chooses among several equal places by the line number that the model gave; undefined when that does not settle it. */
export type Settle = (starts: readonly number[], length: number) => number | undefined;
