/**
 * How a claim compares with what is recorded. `supported` and `not-checkable` are told to nobody unasked; all others are findings.
 * `not-found`: nothing recorded gives it. `stale`: an earlier run gave it, and the run was made again since. `doubted`: a model holds it
 * for wrong by words of a program or of the notes, and the program only knows that these stand there.
 */
export type VerdictKind =
  | "supported"
  | "contradicted"
  | "wrong-direction"
  | "wrong-run"
  | "overclaimed"
  | "not-found"
  | "stale"
  | "doubted"
  | "not-checkable";

/** A number of the data: what a run measured. Without `dataset` it is the mean over the data sets; with `from` it is the change since that run. */
export type Origin = {
  readonly run: number;
  readonly metric: string;
  readonly dataset?: string;
  readonly from?: number;
};

/** One claim of a paper, judged. Offsets are those of the source. */
export type Verdict = {
  readonly kind: VerdictKind;
  /** What kind of claim it is: numbers that were measured, facts of code and machine, comparisons in words. */
  readonly about: "number" | "fact" | "comparison";
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Where the data say so. */
  readonly evidence?: string;
  /** What of the data it was held against, where that is known. */
  readonly origins?: readonly Origin[];
  /** What could stand in the place of the claim instead. */
  readonly correction?: string;
  /** What a model read it as, where it was a model that read it. The data were asked by the program. */
  readonly reading?: string;
  /** Where the rules and the model read it differently, and only one of them finds it wrong: how seriously it is told. */
  readonly disputed?: "warning" | "info";
  /** It agrees with one of several values, or nothing speaks against it: somebody who reads the code may know better. */
  readonly loosely?: true;
  /** The place that a doubt rests on: a path in the folder of results, and a 1-based line. */
  readonly shownIn?: { readonly file: string; readonly line: number };
  /** It is of what stands after ±, beside a value that is right. */
  readonly spread?: true;
  /** It is of numbers that stand beside each other and do not agree, whatever they are of. */
  readonly arithmetic?: true;
};

/** Whether an author wants to hear of it. */
export function isFinding({ kind }: Pick<Verdict, "kind">): boolean {
  return kind !== "supported" && kind !== "not-checkable";
}
