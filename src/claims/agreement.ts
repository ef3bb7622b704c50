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
  const timed = isTime(metric);
  if (printed.measure === "ms") return timed ? [1000] : [];
  if (printed.measure === "min") return timed ? [1 / 60] : [];
  if (printed.measure === "h") return timed ? [1 / 3600] : [];
  if (printed.measure === "s") return timed ? [1] : [];
  if (printed.measure === "per second") return metric.heads.has("throughput") ? [1] : [];
  if (printed.measure === "steps") return metric.heads.has("step") ? [1] : [];
  if (printed.percent || printed.measure === "points") return isShare(metric) ? [100, 1] : [];
  return [1];
}

export function isTime({ heads, words, unit }: MetricEvidence): boolean {
  return heads.has("time") || words.has("time") || /^(?:s|sec|seconds?)$/.test(unit);
}

/** Shares between 0 and 1, which papers like to print as percentages. */
export function isShare({ words, heads, unit }: MetricEvidence): boolean {
  if (["step", "epoch", "time"].some((head) => heads.has(head))) return false;
  return (
    /%|percent/.test(unit) ||
    ["acc", "f1", "auc", "auroc", "precision", "recall", "rate", "consistency", "score"].some((word) => words.has(word))
  );
}
