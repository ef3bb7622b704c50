/** How an edit was written in an answer. */
export type EditFormat = "search-replace" | "whole-file" | "unified-diff";

/** One reading of a block: the lines looked for and the lines that take their place, both without ends of line. */
export type Swap = { readonly search: readonly string[]; readonly replace: readonly string[] };

/**
 * One edit as the model wrote it, not yet compared with any file. `readings` has more than one element only where a block
 * holds several lines that could be its divider; the longest search that the file really contains is meant. A whole file is
 * one reading with an empty search. `line` is the 1-based line, in the file as given, that the model says it means.
 */
export type Edit = {
  readonly format: EditFormat;
  readonly name: string | undefined;
  readonly readings: readonly Swap[];
  readonly line?: number;
  readonly title?: string;
  readonly why?: string;
};

export type FailureReason =
  | "truncated"
  | "no-edit"
  | "malformed"
  | "missing-path"
  | "bad-path"
  | "look-alike-path"
  | "not-editable"
  | "not-found"
  | "ambiguous"
  | "elided"
  | "file-exists"
  | "partial-file"
  | "mixed-formats"
  | "no-context"
  | "bad-input";

/** Why an edit was refused. `message` is written for the model that has to repair it; `lines` are 1-based, of the file as given. */
export type EditFailure = {
  readonly path: string;
  readonly reason: FailureReason;
  readonly message: string;
  readonly lines?: readonly number[];
};

export type EditNoop = { readonly path: string; readonly message: string };

/** How the place of an edit was found, from the strictest way to the loosest. */
export type MatchKind =
  | "exact"
  | "normalised"
  | "latex-escapes"
  | "indentation"
  | "blank-lines"
  | "part-of-line"
  | "whole-file"
  | "new-file";

/** One edit that took effect. `startLine` and `endLine` are 1-based in the text after that edit; `endLine` is below `startLine` when lines were only removed. */
export type AppliedEdit = {
  readonly path: string;
  readonly format: EditFormat;
  readonly match: MatchKind;
  readonly startLine: number;
  readonly endLine: number;
  readonly title?: string;
  readonly why?: string;
};

/** All or nothing: with any failure `files` and `applied` are empty. `files` holds the full text of the changed files only. */
export type EditResult = {
  readonly files: Record<string, string>;
  readonly failures: readonly EditFailure[];
  readonly noops: readonly EditNoop[];
  readonly applied: readonly AppliedEdit[];
};
