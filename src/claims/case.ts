import { datasetFinder } from "./dataset-words";
import { everythingDerived } from "./derived";
import type { Evidence } from "./evidence";
import { headerMetricFinder, type MetricFinder, metricFinder } from "./metric-mentions";
import type { PaperText } from "./paper-text";
import { namesIn, type RunFinder, runFinder } from "./run-words";
import type { Finders } from "./sentence";

/** The evidence made ready to be looked up: what does not depend on the paper. */
export type Library = {
  readonly evidence: Evidence;
  readonly datasets: Finders["datasets"];
  readonly metrics: MetricFinder;
  readonly headerMetrics: MetricFinder;
  /** Sorted sizes of everything that follows from the data. */
  readonly derived: () => readonly number[];
};

/** One paper against one library. */
export type Case = Library & {
  readonly runs: RunFinder;
  readonly finders: Finders;
  readonly principal: string | undefined;
};

export function libraryOf(evidence: Evidence): Library {
  let derived: readonly number[] | undefined;
  return {
    evidence,
    datasets: datasetFinder(evidence.datasets),
    metrics: metricFinder(evidence.metrics),
    headerMetrics: headerMetricFinder(evidence.metrics),
    derived: () => (derived ??= everythingDerived(evidence)),
  };
}

export function caseOf(library: Library, papers: readonly PaperText[]): Case {
  const names = namesIn(
    papers.flatMap(({ elements }) =>
      elements.flatMap((one) => (one.type === "passage" ? [one.text] : (one.caption?.text ?? []))),
    ),
  );
  const runs = runFinder(library.evidence.runs, names);
  return {
    ...library,
    runs,
    principal: names.principal,
    finders: { datasets: library.datasets, metrics: library.metrics, runs: runs.find },
  };
}
