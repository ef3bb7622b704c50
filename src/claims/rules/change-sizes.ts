import { allowsSize, isInPercent, isShare } from "../agreement";
import { shortly } from "../candidates";
import { type Change, percentsOf } from "../derived";
import type { Pair } from "../pairs";
import type { PrintedNumber } from "../printed-number";
import type { Relation } from "../relation";
import type { Verdict } from "../verdict";

/** The changes that are of the printed size, whichever way they go. */
export function matchingChanges(number: PrintedNumber, relation: Relation, changes: readonly Change[]): Change[] {
  return changes.filter((change) => sizesOf(number, relation, change).some((size) => allowsSize(number, size)));
}

/** What the words may mean by “12% faster”, “2.3 times”, “5 points”. */
function sizesOf(number: PrintedNumber, { way }: Relation, change: Change): number[] {
  const { value, from, metric } = change;
  if (number.times) return value === 0 || from === 0 ? [] : [value / from, from / value];
  const points = isShare(metric) ? [(isInPercent(metric) ? 1 : 100) * (value - from)] : [];
  if (number.measure === "points") return points.length > 0 ? points : [value - from];
  const inverse = value !== 0 && /faster|slower|better|worse/.test(way) ? percentsOf({ value: from, from: value }) : [];
  return [...percentsOf(change), ...inverse, ...points];
}

/** Whether a percentage agrees with the two numbers printed beside it; undefined where that cannot be told. */
export function arithmetic(number: PrintedNumber, { from, to }: Pair): boolean | undefined {
  if (!number.percent || from.value === 0 || from.percent) return undefined;
  const bounds = [-1, 1].flatMap((one) =>
    [-1, 1].map(
      (two) => 100 * Math.abs((to.value + (one * to.unit) / 2 - from.value - (two * from.unit) / 2) / from.value),
    ),
  );
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const size = Math.abs(number.value);
  const slack = number.hedge ? 0.1 * size + number.unit : number.unit;
  const other = 100 * Math.abs((to.value - from.value) / to.value);
  return (size >= low - slack && size <= high + slack) || Math.abs(size - other) <= slack;
}

/** What the change from one printed number to the other is in percent. */
export function percentText({ from, to }: Pair): string {
  return `${shortly(Number(((100 * (to.value - from.value)) / from.value).toFixed(1)))}%`;
}

/** The percentage that the two printed numbers give. */
export function correctionFrom(number: PrintedNumber, { from, to }: Pair): Partial<Verdict> {
  return {
    correction: Math.abs((100 * (to.value - from.value)) / from.value).toFixed(number.text.split(".")[1]?.length ?? 0),
  };
}
