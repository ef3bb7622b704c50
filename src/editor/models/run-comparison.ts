import { type Compared, type Comparison, comparisonsAmong } from "../../research/comparisons";
import { type Measurement, meanOf } from "../../research/metrics";
import { describeOutcome, isMeasured, type Run } from "../../research/run";
import type { TemplateManifest } from "../../research/template";
import type { L10n } from "./tree-node";
import { duration, short, signedPercent } from "./wording";

/** One number of a run beside the baseline's. */
export type MetricComparison = {
  readonly measurement: Measurement;
  readonly comparison: Comparison | undefined;
  readonly unit: string;
  readonly primary: boolean;
};

/** Every number of a run beside the baseline's, those of the primary metrics first. `runs` are all of its idea: verdicts depend on how many there are. */
export function comparisonsOf(run: Run, runs: readonly Run[], manifest: TemplateManifest): MetricComparison[] {
  return comparisonsIn(run, comparisonsAmong(runs, manifest), manifest);
}

/** The same for those who show many runs and have the verdicts of all of them. */
export function comparisonsIn(
  run: Run,
  compared: readonly Compared[],
  { metrics }: Pick<TemplateManifest, "metrics">,
): MetricComparison[] {
  if (!isMeasured(run)) return [];
  const own = compared.filter((one) => one.run.number === run.number && one.reference.number === 0);
  const all = run.outcome.measurements.map((measurement) => {
    const info = metrics[measurement.metric];
    const { comparison } =
      own.find(
        ({ measurement: { dataset, metric } }) => dataset === measurement.dataset && metric === measurement.metric,
      ) ?? {};
    return { measurement, comparison, unit: info?.unit ?? "", primary: info?.primary ?? false };
  });
  return [...all.filter(({ primary }) => primary), ...all.filter(({ primary }) => !primary)];
}

/** The run in a few words: what the primary metric says against the baseline, or how the run ended. */
export function runSummary(l10n: L10n, run: Run, runs: readonly Run[], manifest: TemplateManifest): string {
  if (!isMeasured(run)) return describeOutcome(run.outcome);
  const main = mainComparisons(comparisonsOf(run, runs, manifest));
  const seconds = run.seconds === undefined ? "" : duration(run.seconds);
  if (main.length === 0) return seconds;
  const metric = main[0]!.measurement.metric;
  const only = main.length === 1 ? main[0] : undefined;
  if (only) return [`${metric} ${short(only.measurement.mean)}`, percentOf(only), seconds].filter(Boolean).join(" · ");
  if (run.number === 0) return seconds;
  if (main.every(({ comparison }) => comparison?.low === undefined))
    return [averagePercent(main), metric, l10n.t("noise unknown"), seconds].filter(Boolean).join(" · ");
  const count = (verdict: string) => main.filter(({ comparison }) => comparison?.verdict === verdict).length;
  const [better, worse] = [count("better"), count("worse")];
  const verdict = l10n.t("{0} of {1} better, {2} worse", better, main.length, worse);
  return [verdict, metric, seconds].filter(Boolean).join(" · ");
}

/** The measured run that is clearly better than the baseline most often and worse least often; none when none is better. */
export function bestRun(
  runs: readonly Run[],
  manifest: TemplateManifest,
  compared: readonly Compared[] = comparisonsAmong(runs, manifest),
): Run | undefined {
  const scored = runs
    .filter((run) => run.number > 0 && isMeasured(run))
    .map((run) => ({ run, score: scoreOf(mainComparisons(comparisonsIn(run, compared, manifest))) }))
    .filter(({ score }) => score > 0);
  return scored.sort((one, other) => other.score - one.score)[0]?.run;
}

function scoreOf(comparisons: readonly MetricComparison[]): number {
  const values: Record<string, number> = { better: 1, worse: -1 };
  return comparisons.reduce((sum, { comparison }) => sum + (values[comparison?.verdict ?? ""] ?? 0), 0);
}

/** The numbers of the first primary metric, or of the first metric there is. */
function mainComparisons(all: readonly MetricComparison[]): MetricComparison[] {
  const metric = all[0]?.measurement.metric;
  return all.filter(({ measurement }) => measurement.metric === metric);
}

/** The mean of the relative differences, where every one is known. */
function averagePercent(comparisons: readonly MetricComparison[]): string {
  const percents = comparisons.map(({ comparison }) => comparison?.percent);
  if (percents.some((percent) => percent === undefined)) return "";
  return `${signedPercent(meanOf(percents as number[]))}`;
}

function percentOf({ comparison }: MetricComparison): string {
  return comparison?.percent === undefined ? "" : signedPercent(comparison.percent);
}
