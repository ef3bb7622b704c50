import { meanOf } from "../metrics";

/** How two lists go together; each is undefined where one of the lists does not vary. */
export type Correlation = { readonly pearson: number; readonly spearman: number; readonly r2: number };

/** Ranks from 1, equal values sharing the mean of theirs (mid-ranks). */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let place = from; place <= to; place++) ranks[order[place]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/**
 * The area under the ROC curve: how likely a positive has a higher score than a negative, ties counting half (Mann–Whitney's U
 * by mid-ranks). Undefined without a positive or without a negative.
 */
export function areaUnderCurve(scores: readonly number[], positive: readonly boolean[]): number | undefined {
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const ranks = midRanks(scores);
  const sum = ranks.reduce((total, rank, index) => (positive[index] ? total + rank : total), 0);
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export function correlation(first: readonly number[], second: readonly number[]): Correlation | undefined {
  const pearson = pearsonOf(first, second);
  const spearman = pearsonOf(midRanks(first), midRanks(second));
  return pearson === undefined || spearman === undefined ? undefined : { pearson, spearman, r2: pearson ** 2 };
}

function pearsonOf(first: readonly number[], second: readonly number[]): number | undefined {
  if (first.length < 2) return undefined;
  const [a, b] = [meanOf(first), meanOf(second)];
  let [both, one, other] = [0, 0, 0];
  for (const [index, value] of first.entries()) {
    const [x, y] = [value - a, second[index]! - b];
    both += x * y;
    one += x * x;
    other += y * y;
  }
  return one === 0 || other === 0 ? undefined : both / Math.sqrt(one * other);
}
