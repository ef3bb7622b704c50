import { type Counts, countsOf, type Rates, ratesOf } from "./confusion";
import { seededRandom, shuffled } from "./random";
import type { RatedPaper } from "./rated-paper";

/** What a reviewer is worth who accepts from `threshold` on. */
export type AtThreshold = { readonly threshold: number; readonly counts: Counts } & Rates;

/** The threshold to use, and what one chosen in this way is worth on papers that it was not chosen on. */
export type BestThreshold = {
  /** The one with the highest balanced accuracy on all papers. */
  readonly threshold: number;
  /** On the papers left out, mean over all repeats; null where no fold could be judged. */
  readonly balancedAccuracy: number | null;
  /** On the papers that it was chosen on: too good by construction, to be compared with the other. */
  readonly balancedAccuracyInSample: number | null;
  readonly folds: number;
  readonly repeats: number;
};

export function atThreshold(papers: readonly RatedPaper[], threshold: number): AtThreshold {
  const counts = countsOf(
    papers.map(({ accepted }) => accepted),
    papers.map(({ overall }) => overall >= threshold),
  );
  return { threshold, counts, ...ratesOf(counts) };
}

/** Every score that was given, as a threshold, ascending: between two of them nothing changes. */
export function everyThreshold(papers: readonly RatedPaper[]): AtThreshold[] {
  const scores = [...new Set(papers.map(({ overall }) => overall))].sort((a, b) => a - b);
  return scores.map((score) => atThreshold(papers, score));
}

const FOLDS = 10;
const REPEATS = 20;

/**
 * Stratified ten-fold cross-validation, repeated with other folds: in each fold the threshold is chosen on the other nine tenths and
 * judged on the tenth. The folds of one repeat are counted together, so that a small fold weighs as much as its papers.
 */
export function bestThreshold(papers: readonly RatedPaper[]): BestThreshold | undefined {
  const best = chosenOn(papers);
  if (best === undefined) return undefined;
  const rarer = Math.min(...[true, false].map((one) => papers.filter(({ accepted }) => accepted === one).length));
  const folds = Math.min(FOLDS, rarer);
  const random = seededRandom(2);
  const found: number[] = [];
  for (let repeat = 0; folds >= 2 && repeat < REPEATS; repeat++) {
    const { balancedAccuracy } = leftOut(papers, foldsOf(papers, folds, random));
    if (balancedAccuracy !== null) found.push(balancedAccuracy);
  }
  return {
    threshold: best.threshold,
    balancedAccuracy: found.length > 0 ? found.reduce((sum, one) => sum + one, 0) / found.length : null,
    balancedAccuracyInSample: best.balancedAccuracy,
    folds: folds >= 2 ? folds : 0,
    repeats: found.length,
  };
}

/** The highest balanced accuracy; of equal ones the stricter threshold. */
function chosenOn(papers: readonly RatedPaper[]): AtThreshold | undefined {
  let best: AtThreshold | undefined;
  for (const one of everyThreshold(papers)) {
    if (one.balancedAccuracy !== null && one.balancedAccuracy >= (best?.balancedAccuracy ?? 0)) best = one;
  }
  return best;
}

/** The fold of each paper; each fold has its share of the accepted and of the rejected ones. */
function foldsOf(papers: readonly RatedPaper[], folds: number, random: () => number): number[] {
  const fold = new Array<number>(papers.length);
  for (const decision of [true, false]) {
    const places = papers.flatMap(({ accepted }, place) => (accepted === decision ? [place] : []));
    for (const [turn, place] of shuffled(places, random).entries()) fold[place] = turn % folds;
  }
  return fold;
}

function leftOut(papers: readonly RatedPaper[], fold: readonly number[]): Rates {
  const said = new Array<boolean>(papers.length).fill(false);
  for (const one of new Set(fold)) {
    const chosen = chosenOn(papers.filter((_, place) => fold[place] !== one));
    for (const [place, { overall }] of papers.entries())
      if (fold[place] === one) said[place] = chosen !== undefined && overall >= chosen.threshold;
  }
  const accepted = papers.map((paper) => paper.accepted);
  return ratesOf(countsOf(accepted, said));
}
