import { allows, allowsSize, factorsFor } from "./agreement";
import { averagesIn, type Candidate, measuredIn, type Selection, totalsIn } from "./candidates";
import type { Case } from "./case";
import type { PrintedNumber } from "./printed-number";

/** How a printed number is to be read against the data: `perplexity` means that it is e to the power of a loss. */
export type Reading = { readonly averaged: boolean; readonly perplexity: boolean; readonly summed?: boolean };

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
  { averaged, summed }: Reading,
): Candidate[] {
  return [
    ...measuredIn(evidence, selection),
    ...(averaged ? averagesIn(evidence, selection) : []),
    ...(summed ? totalsIn(evidence, selection) : []),
  ];
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
  const scale = printed.percent ? 100 : 1;
  const size = Math.abs(printed.value) / scale;
  const reach = Math.max((printed.unit * 1.01) / scale, printed.hedge === undefined ? 0 : 0.2 * size);
  const sizes = derived();
  let low = 0;
  for (let high = sizes.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (sizes[middle]! < size - reach) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < sizes.length && sizes[at]! <= size + reach; at++)
    if (allowsSize(printed, sizes[at]! * scale)) return true;
  return false;
}

/** Whether the code has a number as it is printed. */
export function isInCode({ evidence }: Case, printed: PrintedNumber): boolean {
  const values = printed.percent ? [printed.value / 100, printed.value] : [printed.value];
  const { literals } = evidence.code;
  return values.some(
    (value) =>
      literals.has(value) || [...literals].some((one) => Math.abs(one - Math.abs(value)) <= 1e-9 * Math.abs(one)),
  );
}

/** Whether the code, the notes or the records of the machine have a number as it is printed. */
export function isWritten(one: Case, printed: PrintedNumber): boolean {
  if (isInCode(one, printed)) return true;
  const text = printed.text.replace(/[,\u2009]/g, "");
  return hasToken(one.evidence.notes, text) || isInEnvironment(one, text);
}

/** Whether the records of the machine hold a number as it is written, names of hosts and sums that say nothing aside. */
export function isInEnvironment({ evidence }: Case, text: string): boolean {
  const telling = (key: string, value: unknown) => (/sha\d*$|commit|host/i.test(key) ? undefined : value);
  return evidence.environments.some((environment) => hasToken(JSON.stringify(environment, telling), text));
}

/** Whether the records of the machine, of what a run took, or the limits of a scale hold a number. */
export function isRecorded({ evidence }: Case, printed: PrintedNumber): boolean {
  const values = evidence.environments.flatMap((environment) =>
    Object.values(environment).filter((value) => typeof value === "number"),
  );
  return [...values, ...evidence.limits].some((value) => allows(printed, value));
}

/** Whether a number stands in a text by itself, as it is printed. */
export function hasToken(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (!/[\d.]/.test(text[at - 1] ?? "") && !/\d/.test(text[at + number.length] ?? "")) return true;
  }
  return false;
}
