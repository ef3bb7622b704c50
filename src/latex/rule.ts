import type { Severity } from "../research/problem";
import type { LatexDocument } from "./document";
import type { LatexPaper } from "./paper";
import type { Span } from "./span";

/** What our own findings name as the tool that found them. */
export const LINT_SOURCE = "AI Scientist";

/** One thing that a careful co-author would point out. Severity is by effect on the PDF; a finding may have its own. */
export type Rule = {
  readonly id: string;
  readonly severity: Severity;
  check(paper: LatexPaper): readonly Finding[];
};

/** A place in one of the paper's files and a sentence about it. */
export type Finding = Span & {
  readonly source: Pick<LatexDocument, "file" | "lineStarts">;
  readonly message: string;
  readonly severity?: Severity;
  /** What stands right in the place of the span, where that is certain. */
  readonly correction?: string;
  /** What the correction takes the place of, if not of the span. */
  readonly corrected?: Span;
};
