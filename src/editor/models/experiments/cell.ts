import type { Comparison, ComparisonVerdict } from "../../../research/comparisons";
import type { Measurement } from "../../../research/metrics";
import { interval95 } from "../../../research/statistics";
import type { Cell, Difference, Verdict } from "../../../webview/contract/experiments";
import type { MetricComparison } from "../run-comparison";
import type { L10n } from "../tree-node";
import { short, signedPercent } from "../wording";

/** The key of a metric's column. */
export function metricKey(dataset: string, metric: string): string {
  return `${dataset}\n${metric}`;
}

/** One number of a run: its mean with the 95 % interval over seeds, and the difference to the reference with the verdict. */
export function cellOf(l10n: L10n, { measurement, comparison, unit }: MetricComparison): Cell {
  const seeds = measurement.perSeed?.length ?? 1;
  const half = halfOf(measurement);
  const shown = half === undefined ? short(measurement.mean) : roundedTo(measurement.mean, half);
  return {
    mean: measurement.mean,
    ...(half === undefined ? {} : { half }),
    seeds,
    text: shown,
    plusMinus: half === undefined ? "" : `± ${roundedTo(half, half)}`,
    ...(comparison ? { difference: differenceOf(l10n, comparison, unit) } : {}),
  };
}

/** Half of the 95 % interval of the mean; unknown without seeds. */
function halfOf({ perSeed }: Measurement): number | undefined {
  return perSeed && perSeed.length > 1 ? interval95(perSeed).half : undefined;
}

/** As many digits as the interval can tell: two of its own. */
export function roundedTo(value: number, half: number): string {
  if (half === 0 || !Number.isFinite(half)) return short(value);
  const digits = 1 - Math.floor(Math.log10(Math.abs(half)));
  const magnitude = value === 0 ? 0 : Math.log10(Math.abs(value));
  if (digits > 8 || magnitude > 8) return short(value);
  return value.toFixed(Math.max(0, digits)).replace("-", "−");
}

/**
 * A difference as it is shown. The interval is the one that the verdict is made from: corrected for all comparisons of the metric
 * where there were several.
 */
export function differenceOf(l10n: L10n, comparison: Comparison, unit: string): Difference {
  const { difference, percent, corrected, among, verdict } = comparison;
  const { low, high } = corrected ?? comparison;
  const bounds = low === undefined || high === undefined ? undefined : { low, high };
  const text = percent === undefined ? signed(difference) : signedPercent(percent);
  const ends = bounds && ([signed(bounds.low), signed(bounds.high)] as const);
  const interval = ends ? l10n.t("Difference, 95 %: {0} to {1} {2}", ...ends, unit).trim() : "";
  const several = corrected && among > 1 ? l10n.t("corrected for {0} comparisons", among) : "";
  const title = [verdictWords(l10n, verdict), interval, several].filter(Boolean).join(" · ");
  return { value: difference, ...bounds, text, verdict: VERDICTS[verdict], title };
}

const VERDICTS: Record<ComparisonVerdict, Verdict> = {
  better: "better",
  worse: "worse",
  "no clear difference": "unclear",
  "one measurement, noise unknown": "unknown",
  "a repeat, no method": "repeat",
  "not judged": "unjudged",
};

function verdictWords(l10n: L10n, verdict: ComparisonVerdict): string {
  return {
    better: l10n.t("better"),
    worse: l10n.t("worse"),
    "no clear difference": l10n.t("no clear difference"),
    "one measurement, noise unknown": l10n.t("noise unknown"),
    "a repeat, no method": l10n.t("a repeat: noise"),
    "not judged": l10n.t("not judged"),
  }[verdict];
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${short(Math.abs(value))}`;
}
