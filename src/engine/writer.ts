import type { PaperAnswer } from "../research/paper-answer";
import type { PassageKind, PassageProposal } from "../research/passage";
import type { ReadingPlan, ReadPaper } from "../research/read-paper";

/** A passage of a file as the editor has it, saved or not. */
export type Passage = {
  /** Absolute path. */
  readonly file: string;
  /** The whole file, and where in it the passage is. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

export type PassageWish = {
  readonly kind: PassageKind;
  readonly language?: string;
  /** What a check found, or what the researcher adds. */
  readonly detail?: string;
};

/** A proposal to look at, or the model's reason to leave the passage as it is. */
export type PassageAnswer =
  | { readonly type: "proposed"; readonly proposal: PassageProposal }
  | { readonly type: "unchanged"; readonly why: string };

/** A paper on disk; `results` is the folder that its claims are held against, the nearest with runs unless said; `shownAs` is how problems name it. */
export type ReadingWish = { readonly paper: string; readonly results?: string | undefined; readonly shownAs?: string };

/** The scientist as a co-author of any paper in a folder. What is asked is paid for once, and what was proposed is kept until it is decided. */
export interface Writer {
  edit(passage: Passage, wish: PassageWish, signal: AbortSignal): Promise<PassageAnswer>;
  /** Markdown. */
  explain(passage: Passage, signal: AbortSignal): Promise<string>;
  /** About a `.tex` file with what it takes in, or a `.pdf`. */
  ask(paper: string, question: string, signal: AbortSignal): Promise<PaperAnswer>;
  /** What it would take to read the claims of a `.tex` file now. Asks nothing. */
  planReading(wish: ReadingWish): Promise<ReadingPlan>;
  /** The claims of a `.tex` file, read by the model and held against its results by the program. */
  readClaims(
    wish: ReadingWish,
    onProgress: (done: number, of: number) => void,
    signal: AbortSignal,
  ): Promise<ReadPaper>;
  /** The same by what was read before, with the text and the results as they are now. Asks nothing; undefined where nothing was read. */
  claimsAsRead(wish: ReadingWish): Promise<ReadPaper | undefined>;
  proposals(): Promise<readonly PassageProposal[]>;
  /** What is left to be decided of a proposal; nothing when it is over. The others stay. */
  keep(id: string, left: PassageProposal | undefined): Promise<void>;
}
