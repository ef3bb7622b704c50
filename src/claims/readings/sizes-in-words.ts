import type { Size } from "../../research/claim-reading";
import { isInPercent, isShare } from "../agreement";
import { isClear } from "../comparison";
import type { Change } from "../derived";
import type { Evidence, RunEvidence } from "../evidence";

/**
 * Whether a difference is as large as the words say: not what an author would have called it, but what nobody would defend is left
 * out. `denied`: the words say that it is not so large; then what might be called so is not yet so.
 */
export function isOfSize(evidence: Evidence, size: Size, change: Change, denied: boolean): boolean {
  const shares = sharesOf(change);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const clear = clearnessOf(evidence, change);
  if (size === "small") return denied ? most <= TINY : least <= SLIGHT || clear === false;
  if (denied) return clear !== false && least >= SLIGHT;
  if (clear === true) return most >= (size === "large" ? TINY : 0);
  return most >= (size === "large" || clear === false ? ALIKE : TINY) && !isWithinErrors(change);
}

/** What differs by less is called the same by everybody, and substantial by nobody. */
const ALIKE = 0.03;
/** Of what is beyond the noise so little may be much; of what was measured once it is nothing. */
const TINY = 0.01;
/** What is more is no slight difference any more, and hardly not a large one. */
const SLIGHT = 0.25;

/** Whether two values are not the same for anybody (`surely`) or for somebody. */
export function differs(evidence: Evidence, change: Change, surely: boolean): boolean {
  const clear = clearnessOf(evidence, change);
  const share = Math.abs(change.value - change.from) / Math.abs(change.from || 1);
  if (surely) return clear !== false && share > ALIKE;
  return clear === true || share > (clear === false ? ALIKE : TINY);
}

/**
 * Whether the interval of a difference leaves out zero. Undefined where nobody knows: of what was measured once, of means over data
 * sets, of a run beside itself.
 */
export function clearnessOf(evidence: Evidence, { run, reference, metric, dataset }: Change): boolean | undefined {
  if (dataset === undefined || run === reference) return undefined;
  return isClear(evidence, [run, reference], metric, dataset);
}

/** The difference in what there was; of a share that is nearly all also in what lacked. */
function sharesOf({ metric, value, from }: Change): number[] {
  const size = Math.abs(value - from);
  const whole = isShare(metric) ? (isInPercent(metric) ? 100 : 1) : 0;
  const bases = [Math.abs(from), ...(whole > from ? [whole - from] : [])].filter((base) => base > 0);
  return bases.length > 0 ? bases.map((base) => size / base) : [Number.POSITIVE_INFINITY];
}

/** Whether a difference is no more than what either value may be off by. */
export function isWithinErrors({ run, reference, metric, dataset, value, from }: Change): boolean {
  const errorOf = (one: RunEvidence) => (dataset === undefined ? undefined : one.value(dataset, metric.key)?.stderr);
  const [own, other] = [errorOf(run), errorOf(reference)];
  if (own === undefined || other === undefined || run === reference) return false;
  return Math.abs(value - from) <= Math.hypot(own, other);
}
