import * as z from "zod";
import type { Problem } from "./problem";

/** What a model read in a sentence or a table, which is known again by its words, by where it stands and by what stands before it. */
export const LineRead = z.object({
  section: z.string(),
  before: z.string(),
  shown: z.string(),
  /** As the model wrote them, unchecked. */
  entries: z.array(z.unknown()),
});
export type LineRead = z.infer<typeof LineRead>;

/** What a model read in a whole paper. */
export const PaperReadings = z.object({ model: z.string(), lines: z.array(LineRead) });
export type PaperReadings = z.infer<typeof PaperReadings>;

/** What a paper claims that its runs do not say, by the rules and by the readings of a model together. Those that a model read have `reading`. */
export type ReadPaper = {
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
  /** Statements that were read and held against the data, and how many of them agree. */
  readonly judged: number;
  readonly supported: number;
  /** Statements that were read as something that the paper or the results do not have, and are passed over. */
  readonly unread: number;
  /** Statements of which the data tell nothing. */
  readonly uncheckable: number;
  /** Statements that the model doubts by words of the programs or the notes. */
  readonly doubted: number;
  readonly model: string;
  /** Whether it was the rehearsal model, which reads little. */
  readonly rehearsal: boolean;
  /** For whoever holds the text against the data again, after either has changed. */
  readonly lines: readonly LineRead[];
};

/** Words of a paper that were held against nothing, and why; the same as information for a list of problems. No finding. */
export type NotChecked = { readonly words: string; readonly why: string; readonly problem: Problem };

/** What reading a paper will take. What was read before and did not change is not paid again. */
export type ReadingPlan = {
  readonly lines: number;
  /** Of these, so many are to be read. */
  readonly toRead: number;
  readonly questions: number;
  /** Whether the last of these, as far as can be told now, holds what no query can ask against programs and notes. */
  readonly doubts: boolean;
  /** By estimate. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; undefined where the price of the model is not known. */
  readonly dollars: number | undefined;
  /** What the budget leaves for it, where there is one. */
  readonly left?: number;
  readonly model: string;
  readonly rehearsal: boolean;
};
