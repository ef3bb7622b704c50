import { countsSteps } from "../counted-metrics";
import type { Evidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";

/** Whether a metric is how many steps it took to get to a mark. */
export function countsToMark(metric: Pick<MetricEvidence, "heads" | "key">): boolean {
  return countsSteps(metric) || COUNTED.test(metric.key);
}

const COUNTED = /^(?:num_|n_)?(?:updates?|iterations?|iters?|episodes?|epochs?|steps?)_/i;

/**
 * The number of steps after which a run that never got to the mark was ended: programs write it down in the place of those that it
 * would have needed. It is a number of the code, and nothing that was measured is more. Undefined where none is known.
 */
export function whereEnded({ runs, datasets, code }: Evidence, metric: MetricEvidence): number | undefined {
  if (!countsToMark(metric)) return undefined;
  const values = runs.flatMap((run) =>
    datasets.flatMap((set) => {
      const measured = run.value(set, metric.key);
      return measured ? (measured.perSeed ?? [measured.mean]) : [];
    }),
  );
  const most = Math.max(...values);
  const budgets = [...code.named].flatMap(([name, numbers]) => (BUDGET.test(name) ? [...numbers] : []));
  const [ended] = budgets.filter((budget) => budget >= most).toSorted((one, other) => one - other);
  // Several at the very most were ended there, whatever the code calls it.
  return ended !== most && values.filter((value) => value === most).length > 1 ? undefined : ended;
}

const BUDGET = /(?:updates|steps|iters|iterations|epochs|episodes|budget|horizon)$/i;
