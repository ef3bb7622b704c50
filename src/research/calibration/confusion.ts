/** Papers by what the humans decided and what the reviewer said. “Positive” is accepted. */
export type Counts = {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
};

/** Rates over the counts; null where there is nothing to divide by. */
export type Rates = {
  readonly accuracy: number | null;
  readonly balancedAccuracy: number | null;
  readonly f1: number | null;
  /** Rejected papers that the reviewer accepts. */
  readonly falsePositiveRate: number | null;
  /** Accepted papers that the reviewer rejects. */
  readonly falseNegativeRate: number | null;
};

export const RATES = ["accuracy", "balancedAccuracy", "f1", "falsePositiveRate", "falseNegativeRate"] as const;

export function countsOf(accepted: readonly boolean[], said: readonly boolean[]): Counts {
  const count = (human: boolean, reviewer: boolean) =>
    accepted.filter((one, index) => one === human && said[index] === reviewer).length;
  return {
    truePositives: count(true, true),
    falsePositives: count(false, true),
    trueNegatives: count(false, false),
    falseNegatives: count(true, false),
  };
}

export function ratesOf(counts: Counts): Rates {
  const { truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn } = counts;
  const falsePositiveRate = share(fp, fp + tn);
  const falseNegativeRate = share(fn, fn + tp);
  return {
    accuracy: share(tp + tn, tp + fp + tn + fn),
    balancedAccuracy:
      falsePositiveRate === null || falseNegativeRate === null ? null : 1 - (falsePositiveRate + falseNegativeRate) / 2,
    f1: share(2 * tp, 2 * tp + fp + fn),
    falsePositiveRate,
    falseNegativeRate,
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
