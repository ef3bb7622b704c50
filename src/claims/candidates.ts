import { type Measurement, sampleDeviation } from "../research/metrics";
import { interval95 } from "../research/statistics";
import { isTime } from "./agreement";
import { seedsCoded } from "./coded-seeds";
import { averageOver, type Evidence, nameOf, type RunEvidence } from "./evidence";
import { once } from "./memory";
import type { MetricEvidence } from "./metric-words";
import type { Origin } from "./verdict";

/** A number that the data hold or that follows from them, with what it is. */
export type Candidate = {
  readonly value: number;
  readonly run: RunEvidence;
  readonly metric: MetricEvidence;
  /** Undefined for a mean over data sets. */
  readonly dataset: string | undefined;
  /** What a paper may print after ± beside it. */
  readonly spreads: () => readonly number[];
  /** The sum over data sets rather than the mean. */
  readonly summed?: boolean;
};

/** What to look at. An empty list stands for everything. */
export type Selection = {
  readonly runs: readonly string[];
  readonly datasets: readonly string[];
  readonly metrics: readonly string[];
};

/** The measured means. */
export function measuredIn(evidence: Evidence, selection: Selection): Candidate[] {
  const datasets = selection.datasets.length > 0 ? selection.datasets : evidence.datasets;
  const seeds = once(() => seedsCoded(evidence.code).filter((count) => count > 1));
  return runsIn(evidence, selection).flatMap((run) =>
    metricsIn(evidence, selection).flatMap((metric) =>
      datasets.flatMap((dataset) => {
        const measurement = run.value(dataset, metric.key);
        return measurement
          ? [{ value: measurement.mean, run, metric, dataset, spreads: () => spreadsOf(measurement, seeds()) }]
          : [];
      }),
    ),
  );
}

/** The means over the data sets, those selected or all. */
export function averagesIn(evidence: Evidence, selection: Selection): Candidate[] {
  const datasets = selection.datasets.length > 1 ? selection.datasets : evidence.datasets;
  return runsIn(evidence, selection).flatMap((run) =>
    metricsIn(evidence, selection).flatMap((metric) => {
      const value = averageOver(run, metric.key, datasets);
      if (value === undefined) return [];
      const means = () => datasets.map((dataset) => run.value(dataset, metric.key)!.mean);
      return [{ value, run, metric, dataset: undefined, spreads: () => deviations(means()) }];
    }),
  );
}

/** The sums of times over the data sets: “147 s in total”. */
export function totalsIn(evidence: Evidence, selection: Selection): Candidate[] {
  const datasets = selection.datasets.length > 1 ? selection.datasets : evidence.datasets;
  return averagesIn(evidence, selection)
    .filter(({ metric }) => isTime(metric))
    .map((mean) => ({ ...mean, value: mean.value * datasets.length, summed: true, spreads: () => [] }));
}

export function runsIn({ runs }: Evidence, { runs: ids }: Pick<Selection, "runs">): readonly RunEvidence[] {
  return ids.length === 0 ? runs : runs.filter(({ number }) => ids.includes(String(number)));
}

export function metricsIn(
  { metrics }: Evidence,
  { metrics: keys }: Pick<Selection, "metrics">,
): readonly MetricEvidence[] {
  return keys.length === 0 ? metrics : metrics.filter(({ key }) => keys.includes(key));
}

/** Standard errors, standard deviations and half intervals over seeds, in the ways that people compute them. */
export function spreadsOf({ perSeed = [], stderr }: Measurement, seeds: readonly number[] = []): number[] {
  if (perSeed.length >= 2) return [...(stderr === undefined ? [] : [stderr]), ...deviations(perSeed)];
  if (stderr === undefined || stderr === 0) return stderr === undefined ? [] : [0];
  const counts = seeds.length > 0 ? seeds : USUAL_SEEDS;
  return [1, 1.96, 2, ...counts.map(Math.sqrt)].map((factor) => factor * stderr);
}

/** Where only the standard error is recorded and nothing says over how many seeds, it may be over so many. */
const USUAL_SEEDS = [3, 5, 10];

function deviations(values: readonly number[]): number[] {
  const count = values.length;
  if (count < 2) return [];
  const sample = sampleDeviation(values);
  const population = sample * Math.sqrt((count - 1) / count);
  const range = Math.max(...values) - Math.min(...values);
  return [
    sample,
    population,
    sample / Math.sqrt(count),
    population / Math.sqrt(count),
    population / count,
    (1.96 * sample) / Math.sqrt(count),
    interval95(values).half,
    range / 2,
  ];
}

/** “run_4: kl_divergence on dino is 0.8623” */
export function describe({ value, run, metric, dataset, summed }: Candidate): string {
  const where = dataset !== undefined ? `on ${dataset}` : `${summed ? "summed" : "averaged"} over the data sets`;
  return `${nameOf(run)} (run_${run.number}): ${metric.key} ${where} is ${shortly(value)}`;
}

/** What a verdict rests on, in words and as places in the data. */
export function restsOn(candidates: readonly Candidate[]): { evidence: string; origins: Origin[] } {
  const origins = candidates.map(
    ({ run, metric, dataset }): Origin => ({
      run: run.number,
      metric: metric.key,
      ...(dataset !== undefined && { dataset }),
    }),
  );
  return { evidence: candidates.map(describe).join("; "), origins };
}

/** Five significant digits. */
export function shortly(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e6 || (size < 1e-4 && size > 0) ? value.toExponential(4) : String(Number(value.toPrecision(5)));
}
