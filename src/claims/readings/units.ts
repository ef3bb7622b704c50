import { factorsFor, isTime } from "../agreement";
import type { MetricEvidence } from "../metric-words";
import type { PrintedNumber } from "../printed-number";

/**
 * What a value is to be multiplied with to be in the unit of a printed number. Where nothing says in which unit a time was recorded,
 * it may be the one that is printed.
 */
export function unitFactors(printed: PrintedNumber, metric: MetricEvidence): readonly number[] {
  // Of one metric over another the printed unit is neither's: “98 s for each point”.
  if (metric.key.includes(" / ")) return printed.percent ? [100] : [1];
  const known = factorsFor(printed, metric);
  const recorded =
    metric.unit !== "" || ["ms", "s", "sec", "second", "minute", "hour"].some((word) => metric.words.has(word));
  const open = isTime(metric) && !recorded && ["ms", "min", "h"].includes(printed.measure ?? "");
  return open ? [...known, 1] : known;
}
