import { seededRandom } from "./random";
import type { RatedPaper } from "./rated-paper";

export type Interval = readonly [low: number, high: number];

/** How often the papers are drawn anew. */
export const ROUNDS = 2000;

/**
 * 95 % percentile intervals of several figures over papers, by a bootstrap that is stratified by decision: accepted papers are drawn from
 * the accepted, rejected ones from the rejected, so that their numbers stay (Efron & Tibshirani 1993, ch. 13). A figure that
 * is undefined for one round in ten or more has no interval.
 */
export function bootstrapIntervals<Name extends string>(
  papers: readonly RatedPaper[],
  figures: (sample: readonly RatedPaper[]) => Readonly<Record<Name, number | null | undefined>>,
  rounds = ROUNDS,
): Record<Name, Interval | null> {
  const strata = [true, false].map((accepted) => papers.filter((paper) => paper.accepted === accepted));
  const random = seededRandom(1);
  const found = new Map<Name, number[]>((Object.keys(figures(papers)) as Name[]).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const sample = strata.flatMap((stratum) => stratum.map(() => stratum[Math.floor(random() * stratum.length)]!));
    const values = figures(sample);
    for (const [name, list] of found) {
      const value = values[name];
      if (typeof value === "number") list.push(value);
    }
  }
  const interval = (values: number[]): Interval | null => (values.length > 0.9 * rounds ? percentiles(values) : null);
  return Object.fromEntries([...found].map(([name, values]) => [name, interval(values)])) as Record<
    Name,
    Interval | null
  >;
}

function percentiles(values: number[]): Interval {
  values.sort((a, b) => a - b);
  return [quantile(values, 0.025), quantile(values, 0.975)];
}

/** Linear between the two values around it; `sorted` is not empty. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (place - below) * (above - sorted[below]!);
}
