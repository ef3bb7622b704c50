import { interval95 } from "../research/statistics";
import { averageOver, type Evidence, type RunEvidence } from "./evidence";
import { type Printed, rounded, roundedWith } from "./rounded";
import type { Origin } from "./verdict";

/** A number of the data that a paper may state, as it would print it. */
export type NumberOffer = {
  readonly origin: Origin;
  readonly value: number;
  readonly printed: Printed;
  /** With half of its 95 % interval, where the seeds tell it. */
  readonly withInterval: Printed | undefined;
  readonly seeds: number;
  /** `test_mse (sine), Half bandwidth` */
  readonly title: string;
};

/** Everything that was measured, run by run, and the means over the data sets. */
export function numberOffers(evidence: Evidence): NumberOffer[] {
  return evidence.runs.flatMap((run) =>
    evidence.metrics.flatMap(({ key }) => [
      ...evidence.datasets.flatMap((dataset) => measured(run, key, dataset)),
      ...averaged(evidence, run, key),
    ]),
  );
}

/** The offers that fit the words before a place best come first; the order of the data decides the rest. */
export function byRelevance(offers: readonly NumberOffer[], before: string): NumberOffer[] {
  const words = new Set(wordsIn(before));
  const weight = new Map(
    offers.map((offer) => [offer, wordsIn(offer.title).filter((word) => words.has(word)).length] as const),
  );
  return offers.toSorted((one, other) => weight.get(other)! - weight.get(one)!);
}

/** Letters and digits, in small letters, as names of metrics and runs are made of. */
export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
}

export function runTitle(run: RunEvidence): string {
  return run.names.at(-1) ?? `run_${run.number}`;
}

function measured(run: RunEvidence, metric: string, dataset: string): NumberOffer[] {
  const found = run.value(dataset, metric);
  if (!found) return [];
  const perSeed = found.perSeed ?? [];
  const half = perSeed.length > 1 ? interval95(perSeed).half : undefined;
  return [
    {
      origin: { run: run.number, metric, dataset },
      value: found.mean,
      printed: rounded(found.mean, half ?? found.stderr),
      withInterval: half === undefined || half === 0 ? undefined : roundedWith(found.mean, half),
      seeds: perSeed.length,
      title: `${metric} (${dataset}), ${runTitle(run)}`,
    },
  ];
}

function averaged({ datasets }: Evidence, run: RunEvidence, metric: string): NumberOffer[] {
  const value = averageOver(run, metric, datasets);
  if (value === undefined) return [];
  const title = `${metric} (mean over data sets), ${runTitle(run)}`;
  return [
    { origin: { run: run.number, metric }, value, printed: rounded(value), withInterval: undefined, seeds: 0, title },
  ];
}
