import { allowsSize } from "../agreement";
import type { PrintedNumber } from "../printed-number";

/** How one size is said to be to another: so much more or less, so many times, or only which way. */
export type SaidOfSizes = {
  readonly how: "percent" | "factor" | "difference";
  readonly way?: string | undefined;
};

/** Whether a size is to another one what is said of them, the number in one of the ways that words may mean it. */
export function isSoCompared({ how, way }: SaidOfSizes, size: number, other: number, printed?: PrintedNumber): boolean {
  if (way === "equal") return isClose(size, other);
  if (way === "higher" && size <= other) return false;
  if (way === "lower" && size >= other) return false;
  return printed === undefined || sizesOf(how, size, other).some((one) => isPrintedSo(printed, one));
}

/** “A fifth” is no 0.7, however loosely it is meant, and “16,000” may be 16,384. */
function isPrintedSo(printed: PrintedNumber, size: number): boolean {
  if (Math.abs(printed.value) < 1) return allowsSize({ ...printed, decimal: true }, size);
  return allowsSize(printed, size) || (printed.value % 1000 === 0 && Math.abs(size - printed.value) <= 500);
}

function sizesOf(how: SaidOfSizes["how"], size: number, other: number): number[] {
  const more = size / other - 1;
  // “A fifth of”, “five times fewer” and “a fifth fewer” are told apart by nobody.
  if (how === "factor") return [size / other, other / size, Math.abs(more)];
  if (how === "percent") return [100 * Math.abs(more), (100 * size) / other, 100 * Math.abs(other / size - 1)];
  return [Math.abs(size - other)];
}

/** “As many parameters as” is said of two that differ in the third digit. */
function isClose(size: number, other: number): boolean {
  return Math.abs(size - other) <= 0.005 * Math.max(Math.abs(size), Math.abs(other));
}
