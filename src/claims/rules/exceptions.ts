import { shortly } from "../candidates";
import type { Case } from "../case";
import { type Comparison, holds } from "../comparison";
import { nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { Relation, Way } from "../relation";

/** A run in one metric, and the data sets on which it does not do what is said of it. */
type Failure = { readonly run: RunEvidence; readonly metric: MetricEvidence; readonly sets: readonly string[] };

/**
 * What speaks against “on all”; undefined when nothing does, or when nothing can be said. Where the words leave open which run is
 * meant, or in what, one that does it everywhere is enough.
 */
export function failingSets(
  one: Case,
  { runs, references, lesser, metrics, measured, definite }: Comparison,
  relation: Relation,
  datasets: readonly string[],
): string | undefined {
  const inPart = lesser.some((one) =>
    runs.some((run) =>
      metrics.some((metric) => datasets.every((set) => everyReference(relation, run, [one], metric, set))),
    ),
  );
  if (inPart) return undefined;
  const principal = runs.filter(({ number }) => String(number) === one.principal);
  const candidates = !definite && principal.length > 0 ? principal : runs;
  const failures: Failure[] = [];
  for (const run of candidates)
    for (const metric of metrics) {
      const answers = datasets.map((dataset) => everyReference(relation, run, references, metric, dataset));
      if (answers.every((answer) => answer === undefined)) continue;
      const ties = (dataset: string) => !measured && answers.includes(true) && isTie(run, references, metric, dataset);
      const sets = datasets.filter((dataset, index) => answers[index] === false && !ties(dataset));
      if (sets.length === 0) return undefined;
      failures.push({ run, metric, sets });
    }
  const [mildest] = failures.sort((one, other) => one.sets.length - other.sets.length);
  return mildest && said(mildest, references, relation.way);
}

/** Nobody is ahead where all are at the limit: what leads elsewhere leads consistently. */
function isTie(
  run: RunEvidence,
  references: readonly RunEvidence[],
  { key }: MetricEvidence,
  dataset: string,
): boolean {
  const own = run.value(dataset, key)?.mean;
  return references.every((reference) => reference.value(dataset, key)?.mean === own);
}

/** “All variants”: every run but the baseline has to do it, on all of the data sets or, where none is spoken of, on some. */
export function failingRun(
  one: Case,
  comparison: Comparison,
  relation: Relation,
  datasets: readonly string[],
  everywhere: boolean,
): string | undefined {
  for (const run of one.evidence.runs.filter(({ number }) => number !== 0)) {
    const own = { ...comparison, runs: [run], definite: true };
    const failing = everywhere
      ? failingSets(one, own, relation, datasets)
      : failingEverywhere(own, run, relation, datasets);
    if (failing !== undefined) return failing;
  }
  return undefined;
}

function failingEverywhere(
  { references, metrics }: Comparison,
  run: RunEvidence,
  relation: Relation,
  datasets: readonly string[],
): string | undefined {
  const answers = metrics.map((metric) => ({
    metric,
    told: datasets.map((dataset) => everyReference(relation, run, references, metric, dataset)),
  }));
  const [first] = answers.filter(({ told }) => told.includes(false));
  if (!first || answers.some(({ told }) => told.includes(true))) return undefined;
  const sets = datasets.filter((_, index) => first.told[index] === false);
  return said({ run, metric: first.metric, sets }, references, relation.way);
}

function said(failure: Failure, references: readonly RunEvidence[], way: Way): string {
  const sets = failure.sets.map((dataset) => valuesOn(dataset, failure, references, way));
  return `${nameOf(failure.run)} is not, on ${sets.join(", ")}.`;
}

/** Whether a run differs from all that it is compared with in the way that the words say. */
export function everyReference(
  relation: Relation,
  run: RunEvidence,
  references: readonly RunEvidence[],
  metric: MetricEvidence,
  dataset: string,
): boolean | undefined {
  const answers = references
    .map((reference) => holds(relation.way, run, reference, metric, dataset))
    .filter((answer) => answer !== undefined);
  return answers.length === 0 ? undefined : answers.every(Boolean);
}

/** “dino (kl_divergence 0.989 → 0.862)”, with the reference that speaks against it where there are several. */
export function valuesOn(
  dataset: string,
  { run, metric }: Pick<Failure, "run" | "metric">,
  references: readonly RunEvidence[],
  way?: Way,
): string {
  const others = references.filter((reference) => reference !== run);
  const from = others.find((one) => way && holds(way, run, one, metric, dataset) === false) ?? others[0];
  const name = others.length > 1 && from ? ` in ${nameOf(from)}` : "";
  const value = shortly(from?.value(dataset, metric.key)?.mean ?? Number.NaN);
  return `${dataset} (${metric.key} ${value}${name} → ${shortly(run.value(dataset, metric.key)!.mean)})`;
}
