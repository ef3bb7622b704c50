import { countOf } from "./counts";
import { withContinuedUnits, withSharedUnits } from "./shared-units";

/** A number as it stands in a text. Offsets are those of the number itself, its sign and its power of ten included. */
export type PrintedNumber = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
  /** One unit of its last printed digit. */
  readonly unit: number;
  readonly percent: boolean;
  /** Written with digits after the point. */
  readonly decimal: boolean;
  /** `2.3×`, `2.3x`, `3-fold`, `three times`. */
  readonly times: boolean;
  readonly measure: Measure | undefined;
  readonly hedge: Hedge | undefined;
  /** What follows a ± sign. */
  readonly spread: PrintedNumber | undefined;
};

export type Measure = "ms" | "s" | "min" | "h" | "per second" | "steps" | "points" | "nats" | "bytes";
export type Hedge = "about" | "above" | "below" | "up to";

const NUMBER =
  /(?<![\p{L}\d_^.:#])(?<![\p{L})\]^][-−–])((?<![\d%)–−-])[+−–-](?=[\d.]))?((?:\d{1,3}(?:[,\u2009]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:\s*[×·x*]\s*10\s*\^?\s*([−–-]?\d+)|[eE](?:\^[{(]?)?([−+–-]?\d+)[})]?(?![\p{L}\d]))?([kKM](?![\p{L}\d]))?(?!\d|_(?!\s*[({]?\s*±)|\.\d)/gu;
const POWER = /(?<![\p{L}\d_^.:])(?<![×·*] ?)10\^([−–-]?\d+)(?!\d)/gu;

/** A number that words say, “three” or “halves”; without more it is a whole one. */
export function numberInWords(
  start: number,
  text: string,
  value: number,
  more: Partial<PrintedNumber> = {},
): PrintedNumber {
  return {
    ...{ start, end: start + text.length, text, value, unit: 1 },
    ...{ percent: false, decimal: false, times: false, measure: undefined, hedge: undefined, spread: undefined },
    ...more,
  };
}

/** Every number of a text, in order. Those inside names, such as `text8` and `GPT-2`, are none. */
export function numbersIn(text: string): PrintedNumber[] {
  const plain = [...text.matchAll(NUMBER)].filter(
    ({ index, 0: found }) => !isPartOfName(text, index, index + found.length),
  );
  const powers = [...text.matchAll(POWER)].map((match) => powerNumber(text, match));
  const taken = new Set(powers.map(({ start }) => start));
  const numbers = [...plain.filter(({ index }) => !taken.has(index)).map((match) => numberOf(text, match)), ...powers];
  const ordered = [...numbers, ...spelledOut(text)].sort((one, other) => one.start - other.start);
  return withContinuedUnits(text, withSharedUnits(text, withSpreads(text, ordered)));
}

/** `3D`, `1st`, `5x5`, `2-layer` is none of these. */
function isPartOfName(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 12);
  if (/^(?:D\b|st\b|nd\b|rd\b|th\b|[A-Z]\d|\s?[x×]\s?\d)/.test(after) && !/^\s?[x×]\s?10\^/.test(after)) return true;
  return (
    /\d\s?[x×]\s?$/.test(text.slice(Math.max(0, start - 4), start)) ||
    /[\p{L}]'$/u.test(text.slice(Math.max(0, start - 2), start))
  );
}

function numberOf(text: string, match: RegExpExecArray): PrintedNumber {
  const [whole, sign = "", digits = "", power, exponent, thousand] = match;
  const scale = 10 ** Number((power ?? exponent ?? "0").replace(/[−–]/, "-")) * multiple(thousand);
  const places = digits.split(".")[1]?.length ?? 0;
  const size = Number(digits.replace(/[,\u2009]/g, "")) * scale;
  const start = match.index;
  const number = {
    start,
    end: start + whole.length,
    text: whole,
    unit: 10 ** -places * scale,
    decimal: places > 0 || power !== undefined || exponent !== undefined,
  };
  const around = surroundings(text, start, start + whole.length);
  const points =
    number.decimal && /^[\s\u2009-]*(?:[A-Z]\w*\s)?points?\b/.test(text.slice(number.end, number.end + 24));
  return {
    ...number,
    value: /[−–-]/.test(sign) ? -size : size,
    ...around,
    ...(points && around.measure === undefined && { measure: "points" as const }),
  };
}

function multiple(letter: string | undefined): number {
  if (letter === undefined) return 1;
  return letter === "M" ? 1e6 : 1e3;
}

function powerNumber(text: string, { 0: whole, 1: exponent = "0", index }: RegExpExecArray): PrintedNumber {
  const value = 10 ** Number(exponent.replace(/[−–]/, "-"));
  const end = index + whole.length;
  return { start: index, end, text: whole, value, unit: value, decimal: true, ...surroundings(text, index, end) };
}

const SPELLED =
  /(?<![\p{L}\d-])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s+(?:percentage[ -]points?|points|per\s?cent|days?|weeks|minutes|hours)\b)/giu;

/** “five points”, “seven days”: small counts in words. */
function spelledOut(text: string): PrintedNumber[] {
  return [...text.matchAll(SPELLED)].map(({ 0: word, index }) => {
    const end = index + word.length;
    const points = /^\s+points/.test(text.slice(end));
    const around = surroundings(text, index, end);
    return {
      start: index,
      end,
      text: word,
      value: countOf(word),
      unit: 1,
      decimal: false,
      ...around,
      ...(points && { measure: "points" as const }),
    };
  });
}

const MEASURES: readonly (readonly [Measure, RegExp])[] = [
  [
    "per second",
    /^[\s\u2009-]*(?:(?:characters|chars|tokens?|samples?|items?|iterations|steps)\s*(?:\/\s*s(?:ec(?:ond)?)?\b|per[ -]second)|tok\/s|it\/s)/i,
  ],
  ["ms", /^[\s\u2009]*(?:ms|milliseconds?)\b/i],
  ["min", /^[\s\u2009-]*(?:min|mins|minutes?)\b/i],
  ["h", /^[\s\u2009-]*(?:h|hrs?|hours?)\b/],
  ["s", /^[\s\u2009-]*(?:s|secs?|seconds?)\b(?!\s*\/)/],
  [
    "steps",
    /^[\s\u2009-]*(?:(?:training|optimi[sz]ation|gradient|update|additional|more|fewer|extra|further)[\s-]+)?(?:steps?|iterations?|updates)\b/i,
  ],
  [
    "points",
    /^[\s\u2009-]*(?:(?:percentage|accuracy|absolute|per\s?cent)[\s-]points?|%[\s-]points?|pp\b|p\.p\.|pts?\b)/i,
  ],
  ["nats", /^[\s\u2009-]*nats?\b/i],
  ["bytes", /^[\s\u2009-]*(?:[KMGT]i?B)\b/],
];
const BEFORE_HEDGE: readonly (readonly [Hedge, RegExp])[] = [
  ["up to", /\b(?:up to|as much as|as high as|at most|maximum of|max\.?)\s*$/i],
  [
    "about",
    /(?:[≈~]|\b(?:about|approximately|approx\.?|around|roughly|circa|ca\.|some|close to|near|on the order of))\s*$/i,
  ],
  [
    "above",
    /(?:[>≥]|\b(?:over|above|more than|at least|greater than|exceed(?:s|ed|ing)?|beyond|higher than|no less than))\s*$/i,
  ],
  [
    "below",
    /(?:[<≤]|\b(?:under|below|less than|nearly|almost|just under|not quite|fewer than|lower than|within))\s*$/i,
  ],
];

function surroundings(text: string, start: number, end: number) {
  const after = text.slice(end, end + 40);
  const before = text.slice(Math.max(0, start - 24), start);
  const percent = /^[\s\u2009]?(?:%|percent\b|per cent\b)/.exec(after);
  return {
    percent: percent !== null,
    times:
      (/^[\s\u2009]?(?:×|x(?![\p{L}\d^_²³])|-?fold\b|[\s-]times\b)/u.test(after) && !isArgument(before, after)) ||
      /(?:^|[^\p{L}\s-]|(?<!\bwith\s)\b(?:an?|the|some|by|common|overall|total)\s+)\s*factor of\s*(?:about\s*)?$/iu.test(
        before,
      ),
    measure: MEASURES.find(([, pattern]) => pattern.test(after))?.[0],
    hedge: BEFORE_HEDGE.find(([, pattern]) => pattern.test(before))?.[0],
    spread: undefined,
  };
}

/** In “sin(6x)” the x is a variable. */
function isArgument(before: string, after: string): boolean {
  return /^\s?x/.test(after) && /[\p{L}\d)}]\($|[⌊⌈|√]$/u.test(before);
}

/** A number after ± belongs to the one before it and stands for itself no more. */
function withSpreads(text: string, numbers: readonly PrintedNumber[]): PrintedNumber[] {
  const result: PrintedNumber[] = [];
  for (const number of numbers) {
    const last = result.at(-1);
    const between = last && text.slice(last.end, number.start);
    if (last && between !== undefined && /^\s*%?\s*[_^]?\s*[({]?\s*(?:±|\+\/-|\+-)\s*$/.test(between)) {
      result[result.length - 1] = {
        ...last,
        spread: number,
        percent: last.percent || number.percent,
        measure: last.measure ?? number.measure,
      };
    } else result.push(number);
  }
  return result;
}

/** A value with as many digits as the printed number had. */
export function printedLike(number: PrintedNumber, value: number): string | undefined {
  if (/[×^eEkKM,\u2009]|\p{L}{2}/u.test(number.text)) return undefined;
  return value.toFixed(number.text.split(".")[1]?.length ?? 0);
}

/** How many significant digits a number is printed with. */
export function significantDigits({ text }: Pick<PrintedNumber, "text">): number {
  return text.replace(/^[^1-9]*|\D/g, "").length;
}
