import { meanOf } from "../metrics";
import { bootstrapIntervals, type Interval } from "./bootstrap";
import { type Chance, chancesOf } from "./chance";
import { type Counts, countsOf, type RATES, type Rates, ratesOf } from "./confusion";
import { areaUnderCurve, type Correlation, correlation } from "./ranks";
import type { RatedPaper } from "./rated-paper";
import { type AtThreshold, atThreshold, type BestThreshold, bestThreshold, everyThreshold } from "./thresholds";

type Intervals = { readonly intervals: Readonly<Record<(typeof RATES)[number], Interval | null>> };
type WithInterval = { readonly value: number | null; readonly interval: Interval | null };

/** A reviewer measured against human decisions. Intervals are 95 % bootstrap intervals over papers; null is “cannot be said”. */
export type Calibration = {
  readonly papers: { readonly total: number; readonly accepted: number; readonly rejected: number };
  /** By the reviewer's own word; null where some papers have none. */
  readonly atDecision: ({ readonly counts: Counts } & Rates & Intervals) | null;
  readonly atThreshold: AtThreshold & Intervals;
  readonly thresholds: readonly AtThreshold[];
  /** Of the score, by mid-ranks: not of the decision, where it would equal the balanced accuracy. */
  readonly auc: WithInterval;
  readonly correlations: {
    /** The reviewer's score with the mean of the human ratings, over papers that have some. */
    readonly withHumanMean:
      | (Correlation & { readonly papers: number; readonly intervals: CorrelationIntervals })
      | null;
    /** One human with another, over all ordered pairs of ratings of the same paper. */
    readonly betweenHumans: (Correlation & { readonly pairs: number; readonly intervals: CorrelationIntervals }) | null;
  };
  /** Mean of the reviewer's score minus the mean human rating. */
  readonly bias: WithInterval;
  readonly bestThreshold: BestThreshold | null;
  /** What saying “reject” to everything is worth. */
  readonly alwaysReject: Rates;
  readonly chances: readonly Chance[] | null;
};

type CorrelationIntervals = Readonly<Record<keyof Correlation, Interval | null>>;

/** The NeurIPS form's “weak accept”, at which the original decided. */
export const DEFAULT_THRESHOLD = 6;

/** Everything that can be said of a reviewer by these papers; the same papers give the same figures, intervals included. */
export function calibrate(papers: readonly RatedPaper[], threshold = DEFAULT_THRESHOLD): Calibration {
  const accepted = papers.filter((paper) => paper.accepted).length;
  const none = papers.map(() => false);
  return {
    papers: { total: papers.length, accepted, rejected: papers.length - accepted },
    atDecision: decisionsOf(papers),
    atThreshold: {
      ...atThreshold(papers, threshold),
      intervals: bootstrapIntervals(papers, (sample) => ratesOf(atThreshold(sample, threshold).counts)),
    },
    thresholds: everyThreshold(papers),
    auc: figure(papers, aucOf),
    correlations: correlationsOf(papers),
    bias: figure(
      papers.filter(({ ratings }) => ratings.length > 0),
      (some) => (some.length === 0 ? undefined : meanOf(some.map((one) => one.overall - meanOf(one.ratings)))),
    ),
    bestThreshold: bestThreshold(papers) ?? null,
    alwaysReject: ratesOf(
      countsOf(
        papers.map((paper) => paper.accepted),
        none,
      ),
    ),
    chances: chancesOf(papers) ?? null,
  };
}

function decisionsOf(papers: readonly RatedPaper[]): Calibration["atDecision"] {
  if (papers.length === 0 || papers.some(({ saidAccept }) => saidAccept === undefined)) return null;
  const counts = (some: readonly RatedPaper[]) =>
    countsOf(
      some.map((paper) => paper.accepted),
      some.map(({ saidAccept }) => saidAccept === true),
    );
  const intervals = bootstrapIntervals(papers, (sample) => ratesOf(counts(sample)));
  return { counts: counts(papers), ...ratesOf(counts(papers)), intervals };
}

function aucOf(papers: readonly RatedPaper[]): number | undefined {
  return areaUnderCurve(
    papers.map(({ overall }) => overall),
    papers.map((paper) => paper.accepted),
  );
}

function correlationsOf(papers: readonly RatedPaper[]): Calibration["correlations"] {
  const rated = papers.filter(({ ratings }) => ratings.length > 0);
  const withMean = correlated(rated, (some) => [
    some.map(({ overall }) => overall),
    some.map(({ ratings }) => meanOf(ratings)),
  ]);
  const between = correlated(papers, pairsOf);
  return {
    withHumanMean: withMean && { ...withMean, papers: rated.length },
    betweenHumans: between && { ...between, pairs: pairsOf(papers)[0].length },
  };
}

type Lists = readonly [readonly number[], readonly number[]];

function correlated(papers: readonly RatedPaper[], lists: (some: readonly RatedPaper[]) => Lists) {
  const found = correlation(...lists(papers));
  if (!found) return null;
  const nothing = { pearson: undefined, spearman: undefined, r2: undefined };
  const intervals = bootstrapIntervals(papers, (sample) => correlation(...lists(sample)) ?? nothing);
  return { ...found, intervals };
}

/** Every ordered pair of two different referees of one paper. */
function pairsOf(papers: readonly RatedPaper[]): Lists {
  const [first, second]: [number[], number[]] = [[], []];
  for (const { ratings } of papers)
    for (const [one, rating] of ratings.entries())
      for (const [other, another] of ratings.entries())
        if (one !== other) {
          first.push(rating);
          second.push(another);
        }
  return [first, second];
}

function figure(papers: readonly RatedPaper[], of: (some: readonly RatedPaper[]) => number | undefined): WithInterval {
  return { value: of(papers) ?? null, interval: bootstrapIntervals(papers, (sample) => ({ value: of(sample) })).value };
}
