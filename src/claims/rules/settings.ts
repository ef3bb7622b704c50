import type { Case } from "../case";
import type { PrintedNumber } from "../printed-number";
import { isOfNamedOthers, isOfOtherWork, POSED } from "../sections";
import type { Sentence } from "../sentence";
import { stem, wordsOf } from "../words";

/** Settings of other people's work, and wishes for later. */
export function isElsewhere({ text, passage, cites }: Sentence): boolean {
  if (isOfOtherWork(passage.section) || isOfNamedOthers(text)) return true;
  if (
    /\b(?:could|future|might|would|such as .* instead)\b/i.test(text) &&
    !/\b(?:we|our) (?:use|used|set|train)/i.test(text)
  )
    return true;
  if (!cites || !/background|introduction/i.test(passage.section) || POSED.test(passage.section)) return false;
  return !/\b(?:we|our)\b/i.test(text);
}

/** Whether a number in the code is the one that is printed. */
export function isSame(number: PrintedNumber, value: number): boolean {
  const printed = number.percent ? number.value / 100 : number.value;
  return (
    Math.abs(printed - value) <= 1e-6 * Math.abs(value) ||
    (number.hedge === "about" && Math.abs(printed - value) <= 0.05 * Math.abs(value))
  );
}

/** What begins with 0 and is given 1 counts something up: `iter_num` says nothing of how many iterations there are. */
export function isCounter(values: Iterable<number>): boolean {
  const all = [...values];
  return all.includes(0) && all.every((value) => value === 0 || value === 1);
}

/** Whether the notes have a number and one of some words close to each other: they may tell of a run with another value. */
export function isNotedBeside({ evidence }: Case, { text, value }: PrintedNumber, words: readonly string[]): boolean {
  // “5×10^-4” is noted as 5e-4 or 0.0005.
  const written = [
    text.replace(/[,\u2009]/g, ""),
    ...(/10\^/.test(text) ? [value.toExponential(), String(value)] : []),
  ];
  const plainly = `(?:${written.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`;
  const places = evidence.notes.matchAll(new RegExp(`(?<![\\p{L}\\d._])${plainly}(?!\\d|\\.\\d)`, "gu"));
  const roots = words.map(stem);
  const [back, on] = /^\d/.test(text) ? [60, 40] : [0, 24];
  return [...places].some(({ index, 0: found }) =>
    wordsOf(evidence.notes.slice(Math.max(0, index - back), index + found.length + on)).some(({ low }) =>
      roots.includes(stem(low)),
    ),
  );
}

/** A printed number as a message repeats it. */
export function asPrinted({ text, percent }: PrintedNumber): string {
  return percent ? `${text}%` : text;
}

/** A number of the code as a message names it. */
export function plain(value: number): string {
  return Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential().replace("e-", "e-") : String(value);
}
