import type { MetricEvidence } from "./metric-words";
import type { PrintedNumber } from "./printed-number";

/** Rounding errors of the comparison itself. */
const SLACK = 1 + 1e-7;

/** Whether a value may be printed so: within one unit of the last digit, and more loosely where the text hedges. Signs count. */
export function allows(printed: PrintedNumber, value: number): boolean {
  const difference = Math.abs(value) - Math.abs(printed.value);
  if (Math.sign(value) * Math.sign(printed.value) < 0 && Math.abs(value) > printed.unit) return false;
  const tolerance = toleranceOf(printed, value);
  if (Math.abs(difference) <= tolerance) return true;
  const reach = 0.2 * Math.abs(printed.value);
  if (printed.hedge === "above") return difference > 0 && difference <= reach;
  return printed.hedge === "below" && difference < 0 && -difference <= reach;
}

/** The same whatever the sign: for changes, whose direction the words tell. */
export function allowsSize(printed: PrintedNumber, value: number): boolean {
  return allows({ ...printed, value: Math.abs(printed.value) }, Math.abs(value));
}

function toleranceOf({ unit, value, text, decimal, hedge }: PrintedNumber, actual: number): number {
  const rounded = decimal ? unit : 10 ** zerosAtEnd(value);
  if (hedge === "about") return Math.max(unit * SLACK, rounded / 2, 0.05 * Math.abs(actual));
  const round = !decimal && text.length > 2 && zerosAtEnd(value) > 0 ? 5 * SLACK : 0;
  return Math.max(unit * SLACK, round);
}

function zerosAtEnd(value: number): number {
  let zeros = 0;
  for (let left = Math.abs(value); left >= 10 && left % 10 === 0; left /= 10) zeros++;
  return zeros;
}

/** What a metric's value is to be multiplied with before it is compared with the printed number, by the units of both. */
export function factorsFor(printed: PrintedNumber, metric: MetricEvidence): readonly number[] {
  const { measure, percent } = printed;
  const seconds = SECONDS[measure ?? ""];
  if (seconds !== undefined) return isTime(metric) ? [secondsPerUnit(metric) / seconds] : [];
  if (measure === "per second") return metric.heads.has("throughput") ? [1] : [];
  if (measure === "steps") return metric.heads.has("step") ? [1] : [];
  if (percent || measure === "points") return !isShare(metric) ? [] : isInPercent(metric) ? [1] : [100];
  if (!isShare(metric)) return [1];
  if (isInPercent(metric)) return printed.value <= 1 ? [1, 0.01] : [1];
  if (!printed.decimal) return [1];
  // In a column of percentages “0.9” is one as well.
  return printed.value > 1.5 ? [100] : [1, 100];
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600 };

/** How long the unit of a time is. */
function secondsPerUnit({ words, unit }: MetricEvidence): number {
  if (words.has("ms") || unit === "ms") return 0.001;
  if (words.has("minute") || /^min/.test(unit)) return 60;
  return words.has("hour") || /^h(?:ours?)?$/.test(unit) ? 3600 : 1;
}

export function isTime({ heads, words, unit }: MetricEvidence): boolean {
  return (
    heads.has("time") ||
    ["time", "ms", "minute", "hour"].some((word) => words.has(word)) ||
    /^(?:s|sec|seconds?|ms|min|minutes?|h|hours?)$/.test(unit)
  );
}

const SHARES =
  "acc f1 auc auroc precision recall rate consistency score dice iou miou coverage fraction share success pct percent".split(
    " ",
  );

/** Shares between 0 and 1, or in percent, which papers like to print as percentages. */
export function isShare({ words, heads, unit, sizes }: MetricEvidence): boolean {
  if (sizes[1] > 100.5 || ["step", "epoch", "time", "throughput"].some((head) => heads.has(head))) return false;
  return /%|percent/.test(unit) || SHARES.some((word) => words.has(word));
}

/** Whether a share is recorded in percent. */
export function isInPercent({ sizes }: MetricEvidence): boolean {
  return sizes[1] > 1.5;
}
