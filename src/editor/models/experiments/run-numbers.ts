import { type Compared, comparisonsAmong } from "../../../research/comparisons";
import type { Run } from "../../../research/run";
import type { TemplateManifest } from "../../../research/template";
import type { Cell } from "../../../webview/contract/experiments";
import { bestRun, comparisonsIn } from "../run-comparison";
import type { L10n } from "../tree-node";
import { cellOf, metricKey } from "./cell";

/** The numbers of an idea's runs beside the baseline's, by the run's number, and which run is the best. */
export type RunNumbers = {
  readonly cells: ReadonlyMap<number, Readonly<Record<string, Cell>>>;
  readonly best: number | undefined;
};

export type NumbersOf = (runs: readonly Run[], manifest: TemplateManifest) => RunNumbers;

/**
 * Computes the numbers of an idea once: as long as its runs are the same, so are the cells, also as objects. Statistics of 5,000
 * numbers take a moment, and a panel looks again whenever a run prints a line.
 */
export function rememberedNumbers(l10n: L10n): NumbersOf {
  const known = new WeakMap<readonly Run[], { readonly manifest: TemplateManifest; readonly numbers: RunNumbers }>();
  return (runs, manifest) => {
    const found = known.get(runs);
    if (found?.manifest === manifest) return found.numbers;
    const numbers = numbersOf(l10n, runs, manifest);
    known.set(runs, { manifest, numbers });
    return numbers;
  };
}

function numbersOf(l10n: L10n, runs: readonly Run[], manifest: TemplateManifest): RunNumbers {
  const compared = comparisonsAmong(runs, manifest);
  const byRun = new Map<number, Compared[]>(runs.map(({ number }) => [number, []]));
  for (const one of compared) if (one.reference.number === 0) byRun.get(one.run.number)?.push(one);
  const cells = runs.map((run) => {
    const comparisons = comparisonsIn(run, byRun.get(run.number) ?? [], manifest);
    const entries = comparisons.map((one) => {
      const { dataset, metric } = one.measurement;
      return [metricKey(dataset, metric), cellOf(l10n, one)] as const;
    });
    return [run.number, Object.fromEntries(entries)] as const;
  });
  return { cells: new Map(cells), best: bestRun(runs, manifest, compared)?.number };
}
