import type { Comparison } from "../research/comparisons";
import { contrast, intervalOf, pairedInterval95 } from "../research/statistics";
import { averagesIn, type Candidate, measuredIn, type Selection, shortly } from "./candidates";
import { type Evidence, nameOf, type RunEvidence } from "./evidence";
import type { MetricEvidence } from "./metric-words";
import type { Origin } from "./verdict";

/** One run against another in one metric: on a data set, or on the mean over them. */
export type Change = {
  readonly run: RunEvidence;
  readonly reference: RunEvidence;
  readonly metric: MetricEvidence;
  readonly dataset: string | undefined;
  readonly value: number;
  readonly from: number;
  /** Where a run is compared with itself: what it is compared with, “on moons” or a metric. */
  readonly against?: string;
};

/** Every change from a reference to a run in what is selected; `averaged` takes the mean over data sets as well. */
export function changesIn(
  evidence: Evidence,
  selection: Selection,
  references: readonly string[],
  averaged: boolean,
): Change[] {
  const all = (runs: readonly string[]) => [
    ...measuredIn(evidence, { ...selection, runs }),
    ...(averaged ? averagesIn(evidence, { ...selection, runs }) : []),
  ];
  const froms = new Map<string, Candidate[]>();
  for (const one of all(references)) froms.set(keyOf(one), [...(froms.get(keyOf(one)) ?? []), one]);
  return all(selection.runs).flatMap((one) =>
    (froms.get(keyOf(one)) ?? [])
      .filter(({ run }) => run !== one.run)
      .map((from) => ({
        run: one.run,
        reference: from.run,
        metric: one.metric,
        dataset: one.dataset,
        value: one.value,
        from: from.value,
      })),
  );
}

/** Every change from one data set to another of the same run. */
export function changesAcross(evidence: Evidence, selection: Selection): Change[] {
  const all = measuredIn(evidence, selection);
  return all.flatMap((from) =>
    all
      .filter(({ run, metric, dataset }) => run === from.run && metric === from.metric && dataset !== from.dataset)
      .map(({ run, metric, dataset, value }) => ({
        run,
        reference: run,
        metric,
        dataset,
        value,
        from: from.value,
      })),
  );
}

function keyOf({ metric, dataset }: Candidate): string {
  return `${metric.key}\n${dataset ?? ""}`;
}

/** The change in percent of where it comes from, also as it comes out of values that were rounded before. */
export function percentsOf({ value, from }: Pick<Change, "value" | "from">): number[] {
  const percent = (to: number, base: number) => (base === 0 ? [] : [(100 * (to - base)) / Math.abs(base)]);
  const rounded = [1, 2, 3, 4].flatMap((places) => percent(roundedTo(value, places), roundedTo(from, places)));
  return [
    ...percent(value, from),
    ...rounded.filter((one) => Math.abs(one - (percent(value, from)[0] ?? 0)) < Math.max(1, Math.abs(one) * 0.08)),
  ];
}

/** To so many places after the point for small values, to so many significant digits for large ones. */
function roundedTo(value: number, places: number): number {
  return Math.abs(value) >= 100 ? Number(value.toPrecision(places + 2)) : Number(value.toFixed(places));
}

/** All that follows from the data in two steps, sorted: for numbers of which nothing tells what they are. */
export function everythingDerived(evidence: Evidence): readonly number[] {
  const values: number[] = [];
  for (const metric of evidence.metrics)
    for (const dataset of evidence.datasets) values.push(...derivedIn(evidence.runs, metric.key, dataset));
  values.push(...evidence.compared.flatMap(({ comparison }) => toldOf(comparison)));
  values.push(
    ...averagesIn(evidence, { runs: [], datasets: [], metrics: [] }).flatMap(({ value, spreads }) => [
      value,
      ...spreads(),
    ]),
  );
  return values
    .filter(Number.isFinite)
    .map(Math.abs)
    .sort((one, other) => one - other);
}

/** What the table of comparisons says of a difference. */
function toldOf({ low, high, p, corrected }: Comparison): number[] {
  const ps = [p, corrected?.p].filter((one) => one !== undefined);
  return [...ps, ...withHalf(low, high), ...withHalf(corrected?.low, corrected?.high)];
}

function derivedIn(runs: readonly RunEvidence[], metric: string, dataset: string): number[] {
  const single: number[] = [];
  const differences: { mean: number; perSeed: readonly number[] }[] = [];
  for (const [index, run] of runs.entries()) {
    const one = run.value(dataset, metric);
    if (!one) continue;
    single.push(one.mean, ...(one.perSeed ?? []));
    for (const earlier of runs.slice(0, index)) {
      const other = earlier.value(dataset, metric);
      if (!other) continue;
      const unpaired = contrast(one, other, { sameSeeds: false });
      const { difference } = unpaired;
      const paired = pairedInterval95(one.perSeed ?? [], other.perSeed ?? []) ?? [];
      single.push(
        difference,
        ...withHalf(...(intervalOf(unpaired) ?? [])),
        ...withHalf(...paired),
        one.mean / other.mean,
        other.mean / one.mean,
      );
      const perSeed =
        one.perSeed && other.perSeed?.length === one.perSeed.length
          ? one.perSeed.map((value, seed) => value - other.perSeed![seed]!)
          : [];
      differences.push({ mean: difference, perSeed });
    }
  }
  return [...single, ...secondDifferences(differences)];
}

/** Differences of differences, as interactions are, with half of their interval paired by seed. */
function secondDifferences(differences: readonly { mean: number; perSeed: readonly number[] }[]): number[] {
  return differences.flatMap((one, index) =>
    differences.slice(0, index).flatMap((other) => {
      const half = one.perSeed.length > 1 ? pairedInterval95(one.perSeed, other.perSeed) : undefined;
      return [one.mean - other.mean, ...(half ? withHalf(...half) : [])];
    }),
  );
}

/** Both bounds of an interval and half of its width; nothing where there is no interval. */
function withHalf(low?: number, high?: number): number[] {
  return low === undefined || high === undefined ? [] : [low, high, (high - low) / 2];
}

/** What a verdict rests on, in words and as places in the data. */
export function restsOnChange(change: Change): { evidence: string; origins: Origin[] } {
  const { run, reference, metric, dataset } = change;
  const place = { metric: metric.key, ...(dataset !== undefined && { dataset }) };
  return { evidence: describeChange(change), origins: [{ run: run.number, from: reference.number, ...place }] };
}

/** “kl_divergence on dino goes from 0.98913 to 0.86226 (−12.8%) in “Weight Visualization”” */
export function describeChange({ run, reference, metric, dataset, value, from, against }: Change): string {
  const percent =
    from === 0
      ? ""
      : ` (${value >= from ? "+" : "−"}${shortly(Number(Math.abs((100 * (value - from)) / from).toFixed(1)))}%)`;
  const place = dataset === undefined ? "averaged over the data sets" : `on ${dataset}`;
  if (against !== undefined)
    return `${metric.key} ${place} is ${shortly(value)} in ${nameOf(run)}, ${against} ${shortly(from)}${percent}`;
  return `${metric.key} ${place} goes from ${shortly(from)} in ${nameOf(reference)} to ${shortly(value)} in ${nameOf(run)}${percent}`;
}
