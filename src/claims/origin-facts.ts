import type { Environment } from "../research/environment";
import { interval95 } from "../research/statistics";
import { averageOver, type Evidence, type RunEvidence } from "./evidence";
import type { Origin } from "./verdict";

/** What is known of one number of the data. */
export type OriginFacts = {
  readonly run: number;
  readonly name: string;
  readonly metric: string;
  readonly dataset: string | undefined;
  readonly value: number;
  /** The values that a mean over data sets is of. */
  readonly parts: readonly { readonly dataset: string; readonly value: number }[];
  /** Half of the 95 % interval over the seeds, where there are some. */
  readonly half: number | undefined;
  /** The standard error that the run gave, where its seeds are not known. */
  readonly stderr: number | undefined;
  readonly seeds: number;
  readonly commit: string;
  readonly environment: Environment | undefined;
  /** The same of the run that it is a change from. */
  readonly from: OriginFacts | undefined;
};

/** Undefined where the data no longer have it. */
export function factsOf(evidence: Evidence, origin: Origin): OriginFacts | undefined {
  const run = evidence.runs.find(({ number }) => number === origin.run);
  const value = run && measuredValue(run, origin, evidence.datasets);
  if (!run || value === undefined) return undefined;
  const { metric, dataset } = origin;
  const measurement = dataset === undefined ? undefined : run.value(dataset, metric);
  const perSeed = measurement?.perSeed ?? [];
  return {
    run: run.number,
    name: run.names.at(-1) ?? `run_${run.number}`,
    metric,
    dataset,
    value,
    parts: dataset === undefined ? partsOf(run, metric, evidence.datasets) : [],
    half: perSeed.length > 1 ? interval95(perSeed).half : undefined,
    stderr: perSeed.length > 1 ? undefined : measurement?.stderr,
    seeds: perSeed.length,
    commit: run.commit,
    environment: run.environment,
    from: origin.from === undefined ? undefined : factsOf(evidence, before(origin, origin.from)),
  };
}

function before({ metric, dataset }: Origin, run: number): Origin {
  return { run, metric, ...(dataset !== undefined && { dataset }) };
}

function measuredValue(run: RunEvidence, { metric, dataset }: Origin, datasets: readonly string[]): number | undefined {
  return dataset === undefined ? averageOver(run, metric, datasets) : run.value(dataset, metric)?.mean;
}

function partsOf(run: RunEvidence, metric: string, datasets: readonly string[]): OriginFacts["parts"] {
  return datasets.flatMap((dataset) => {
    const value = run.value(dataset, metric)?.mean;
    return value === undefined ? [] : [{ dataset, value }];
  });
}
