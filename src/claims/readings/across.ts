import type { Change } from "../derived";
import type { Evidence, RunEvidence } from "../evidence";
import { metricNamed, type Scope, valuesOf } from "./quantities";

/** What the same run measured on some data sets against what it measured on others, by the one that it is compared with. */
export function acrossSets(evidence: Evidence, run: RunEvidence, scope: Scope, others: readonly string[]): Change[][] {
  return others.map((other) => {
    const [before] = valuesOf(evidence, run, { ...scope, sets: [other], take: "each" });
    if (!before) return [];
    return valuesOf(evidence, run, scope)
      .filter(({ dataset }) => dataset === undefined || dataset !== other)
      .map(({ metric, dataset, value }) => ({
        run,
        reference: run,
        metric,
        dataset,
        value,
        from: before.value,
        against: `on ${other}`,
      }));
  });
}

/** What the same run measured by one metric against what it measured by another, data set by data set. */
export function acrossMetrics(evidence: Evidence, run: RunEvidence, scope: Scope, other: string): Change[] {
  const before = valuesOf(evidence, run, { ...scope, metric: metricNamed(evidence, other) });
  return valuesOf(evidence, run, scope).flatMap(({ metric, dataset, value }) => {
    const from = before.find((one) => one.dataset === dataset);
    return from ? [{ run, reference: run, metric, dataset, value, from: from.value, against: other }] : [];
  });
}
