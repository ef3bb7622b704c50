import { allows, allowsSize, factorsFor } from "./agreement";
import { averagesIn, type Candidate, measuredIn, type Selection } from "./candidates";
import type { Case } from "./case";
import type { PrintedNumber } from "./printed-number";

/** How a printed number is to be read against the data: `perplexity` means that it is e to the power of a loss. */
export type Reading = { readonly averaged: boolean; readonly perplexity: boolean };

export const PLAIN: Reading = { averaged: false, perplexity: false };

/** The candidates of a selection that a printed number may stand for, with the number in the printed unit. */
export function matching(
  { evidence }: Case,
  printed: PrintedNumber,
  selection: Selection,
  reading: Reading,
): Candidate[] {
  return candidatesFor({ evidence } as Case, selection, reading).filter((one) => agrees(printed, one, reading));
}

export function candidatesFor(
  { evidence }: Pick<Case, "evidence">,
  selection: Selection,
  { averaged }: Reading,
): Candidate[] {
  return [...measuredIn(evidence, selection), ...(averaged ? averagesIn(evidence, selection) : [])];
}

function agrees(printed: PrintedNumber, candidate: Candidate, reading: Reading): boolean {
  return inUnitOf(printed, candidate, reading).some((value) => allows(printed, value));
}

/** A candidate's value as the printed number would state it; none where the units do not fit. */
export function inUnitOf(printed: PrintedNumber, { value, metric }: Candidate, { perplexity }: Reading): number[] {
  return factorsFor(printed, metric).map((factor) => (perplexity ? Math.exp(value) : value) * factor);
}

/** Whether a number follows in some way from the data, whatever it is about: differences, intervals, ratios. */
export function isDerived({ derived }: Case, printed: PrintedNumber): boolean {
  const sizes = derived();
  const scales = printed.percent ? [100] : [1];
  return scales.some((scale) =>
    near(sizes, Math.abs(printed.value) / scale, (one) => allowsSize(printed, one * scale)),
  );
}

function near(sorted: readonly number[], value: number, fits: (one: number) => boolean): boolean {
  let [low, high] = [0, sorted.length];
  const reach = value * 0.25 + 1e-9;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value - reach) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < sorted.length && sorted[index]! <= value + reach; index++)
    if (fits(sorted[index]!)) return true;
  return false;
}

/** Whether the code, the notes or the records of the machine have a number as it is printed. */
export function isWritten({ evidence }: Case, printed: PrintedNumber): boolean {
  const values = printed.percent ? [printed.value / 100, printed.value] : [printed.value];
  const literals = evidence.code.literals;
  if (
    values.some(
      (value) =>
        literals.has(value) || [...literals].some((one) => Math.abs(one - Math.abs(value)) <= 1e-9 * Math.abs(one)),
    )
  )
    return true;
  const text = printed.text.replace(/[,\u2009]/g, "");
  return hasToken(evidence.notes, text) || evidence.environments.some((one) => hasToken(JSON.stringify(one), text));
}

/** Whether a number stands in a text by itself, as it is printed. */
export function hasToken(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (!/[\d.]/.test(text[at - 1] ?? "") && !/\d/.test(text[at + number.length] ?? "")) return true;
  }
  return false;
}
