import { OPERATOR_NAMES } from "./operator-names";

/** A title as it is compared: letters and digits alone, so that case, accents, hyphens and LaTeX do not matter. */
export function plainTitle(title: string): string {
  return withLetters(title)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\\[a-z]+\b/g, "")
    .replace(/[øæœßłđðþıς]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** “RETRACTED: A Title” → the title, and that it was retracted: journals say so in the title of the record. */
export function withoutRetraction(title: string): { readonly title: string; readonly retracted: boolean } {
  const bare = title.replace(RETRACTED, "").trim();
  return bare === "" || bare === title.trim() ? { title, retracted: false } : { title: bare, retracted: true };
}

/** Capitals throughout or a colon: a paper about retracted papers is none. */
const RETRACTED =
  /^\s*[[(]?(?:RETRACTED(?: ARTICLE| PAPER)?|WITHDRAWN|(?:Retracted(?: [Aa]rticle| [Pp]aper)?|Withdrawn)(?=\s*[:\])]))[\])]?\s*[:.\u2013\u2014-]?\s+/;

/** What LaTeX writes with a command and services as a letter; a name in capitals inside is text that is printed. */
function withLetters(title: string): string {
  return title
    .replace(/\\?&(?:amp;)?/g, " and ")
    .replace(
      /\\([A-Za-z]+)(?![A-Za-z])/g,
      (whole, name: string) => LETTERS[name] ?? GREEK[name] ?? OPERATOR_NAMES.get(name) ?? whole,
    )
    .replace(/(?<=\\[uvHcdbkr]\s?)\{?([A-Za-z])\}?/g, "$1")
    .replace(/\\[uvHcdbkr](?=[\s{]*[A-Za-z])\s*/g, "");
}

const LETTERS: Readonly<Record<string, string>> = {
  ...{ o: "ø", O: "ø", l: "ł", L: "ł", ss: "ß", ae: "æ", AE: "æ", oe: "œ", OE: "œ", aa: "å", AA: "å", i: "i", j: "j" },
  ...{ LaTeX: "LaTeX", TeX: "TeX", dh: "ð", DH: "ð", th: "þ", TH: "þ", dj: "đ", DJ: "đ", infty: "∞", ell: "l" },
};

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  [..."αβγδεζηθικλμνξοπρστυφχψω"].map((letter, at) => [
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega".split(
      " ",
    )[at]!,
    letter,
  ]),
);

/** Letters that do not come apart into one and an accent. */
const FOLDED: Readonly<Record<string, string>> = {
  ...{ ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" },
};

/**
 * How much two titles are alike, from 0 to 1, by the pairs of letters that they share. A title without its subtitle is the whole one's.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [plainTitle(one), plainTitle(other)];
  if (a === "" || b === "") return 0;
  if (a === b || isMainTitle(one, b) || isMainTitle(other, a)) return 1;
  const [pairs, others] = [pairsIn(a), pairsIn(b)];
  let shared = 0;
  for (const [pair, count] of pairs) shared += Math.min(count, others.get(pair) ?? 0);
  return (2 * shared) / Math.max(1, a.length - 1 + b.length - 1);
}

/** Whether the other one (plain) is what stands before the colon of a title. Of short names many begin with the same. */
function isMainTitle(title: string, plain: string): boolean {
  const main = /^([^:]*):/.exec(title)?.[1];
  return main !== undefined && plain.length >= 12 && plainTitle(main) === plain;
}

function pairsIn(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
