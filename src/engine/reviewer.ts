import type { StageEstimate } from "../research/estimate";
import type { Review } from "../research/review";
import type { Terms } from "./setup";

/** A review of a paper that belongs to no idea, as it is kept. */
export type KeptReview = {
  /** The name of the folder that holds it. */
  readonly key: string;
  /** Absolute path of the `.pdf` or `.tex` that was read; it may be gone by now, or be another text. */
  readonly paper: string;
  /** ISO time at which it was made. */
  readonly at: string;
  readonly review: Review;
};

/** Who would read a paper, what that may cost, and what it is expected to. */
export type ReviewTerms = Pick<Terms, "models" | "host" | "dollars" | "price"> & {
  readonly referees: number;
  readonly expected: StageEstimate;
  /** This very text was reviewed before, or a part of the review is there: what was paid for is not paid for again. */
  readonly begun: boolean;
};

/** Referees for any paper. What is asked is paid for once; a review that was interrupted goes on where it stopped. */
export interface Reviewer {
  terms(paper: string, signal: AbortSignal): Promise<ReviewTerms>;
  /** `begins` hears of each step, by its name. */
  review(paper: string, signal: AbortSignal, begins: (step: string) => void): Promise<KeptReview>;
  /** The oldest first; of one paper there may be several. */
  kept(): Promise<readonly KeptReview[]>;
}
