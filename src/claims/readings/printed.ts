import { countOf } from "../counts";
import { numberInWords, numbersIn, type PrintedNumber, printedLike } from "../printed-number";

/** What a reading says of a number: as it stands in the text, or what its words mean, and how it is meant. */
export type Said = {
  readonly number?: string | undefined;
  readonly means?: number | undefined;
  readonly bound: "exact" | "about" | "least" | "most" | "up to";
};

/** Words for sizes. What they mean in percent or as a factor is for those who ask. */
const WORDS: Readonly<Record<string, number>> = {
  ...{ half: 0.5, halves: 0.5, halved: 0.5, halving: 0.5, third: 1 / 3, quarter: 0.25, thirds: 2 / 3 },
  ...{ twice: 2, double: 2, doubles: 2, doubled: 2, doubling: 2, triple: 3, triples: 3, tripled: 3, threefold: 3 },
};

/**
 * The number that is meant, where a text has it within a stretch. One in words is only so exact as words are. Undefined where the
 * stretch has no such number.
 */
export function numberWithin(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  { number, means, bound }: Said,
): PrintedNumber | undefined {
  const inside = numbersIn(text).filter((one) => one.start >= start && one.start < end);
  const named = number === undefined ? undefined : numberNamed(text, inside, number, { start, end });
  const only = number === undefined && means === undefined && inside.length === 1 ? inside[0] : undefined;
  const found = inUnits(text, named ?? only);
  if (found) return bound === "about" ? { ...found, hedge: "about" } : found;
  const said = number === undefined ? -1 : text.slice(start, end).indexOf(number);
  if (number === undefined || number.trim() === "" || said < 0) return undefined;
  const value = means ?? meantBy(number);
  return value === undefined ? undefined : inWords(number, start + said, value, bound);
}

/** The one that is written just so; “0.1” is the second number of “from 0.15 to 0.1”. Else the one of which it is a part. */
function numberNamed(
  text: string,
  inside: readonly PrintedNumber[],
  number: string,
  { start, end }: { readonly start: number; readonly end: number },
): PrintedNumber | undefined {
  const written = number.trim().replace(/\s*(?:\\?%|[×x])$/, "");
  const same = written === "" ? undefined : inside.find((one) => one.text === written);
  const at = text.indexOf(number, start);
  return (
    same ?? (at >= 0 && at < end ? inside.find((one) => one.start < at + number.length && at < one.end) : undefined)
  );
}

const SCALES = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** “7.28 million” is that many. */
function inUnits(text: string, printed: PrintedNumber | undefined): PrintedNumber | undefined {
  const behind = printed && /^[\s~-]*(thousand|million|billion)(?!\p{L})/iu.exec(text.slice(printed.end));
  if (!behind) return printed;
  const scale = SCALES[behind[1]!.toLowerCase() as keyof typeof SCALES];
  const [end, words] = [printed.end + behind[0].length, `${printed.text}${behind[0]}`];
  return { ...printed, end, text: words, value: printed.value * scale, unit: printed.unit * scale };
}

/** What is to stand instead of a number. In the place of “half” and “doubles” no number can. */
export function printedInstead(printed: PrintedNumber, size: number): string | undefined {
  return /\d/.test(printed.text) ? printedLike(printed, size) : undefined;
}

function meantBy(words: string): number | undefined {
  const known =
    words
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.flatMap((word) => WORDS[word] ?? []) ?? [];
  if (known.length === 1) return known[0];
  const count = countOf(words.trim());
  return Number.isFinite(count) && words.trim() !== "" ? count : undefined;
}

/** “about half”, “more than twice”, “three” */
function inWords(text: string, start: number, value: number, bound: Said["bound"]): PrintedNumber {
  const whole = Number.isInteger(value) && value > 3;
  const unit = whole && bound !== "about" ? 0.5 : 0.12 * Math.abs(value);
  const percent = /\bper\s?cent\b/i.test(text);
  return numberInWords(start, text, value, { unit, percent, hedge: bound === "about" ? "about" : undefined });
}
