import type { Case } from "../case";
import { COUNT, countOf } from "../counts";
import { sourceSpan } from "../paper-text";
import { numberInWords } from "../printed-number";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere, isNotedBeside } from "./settings";

const MODULO = /(?<![\p{L}])mod(?:ulo)?\s*\(?\s*(\d{2,4})(?![\d.,]*\d|\s*[%\p{L}])/giu;
const ELEMENTS = new RegExp(
  `\\bpermut\\w*(?:\\s+\\w+){0,3}?\\s*\\(?\\s*(?:of|on|over)\\s+(?:\\w+\\s+)?(${COUNT})\\s+(?:elements|objects|items|symbols)\\b`,
  "giu",
);
const PAIRS = /\b(?:examples|pairs|equations|combinations)\b/i;
const LARGE = /(?<![\d.,])(\d{1,3},\d{3}|\d{4,6})(?![\d.,]*\d|\s*%)/g;

/** “mod 113”, “permutations of 6 elements” and “9,216 pairs” where the code has a modulus of 97 and permutations of 5. */
export function judgeGroupSizes(one: Case, sentence: Sentence): Verdict[] {
  const { text, passage } = sentence;
  if (!/\bmod(?:ul|\b)|permut/i.test(text) && !PAIRS.test(text)) return [];
  if (isOfOthers(sentence) || isIntroductory(passage.section) || isElsewhere(sentence)) return [];
  const { named, words } = one.evidence.code;
  const given = (pattern: RegExp) => [
    ...new Set([...named].flatMap(([name, values]) => (pattern.test(name) ? [...values] : []))),
  ];
  const moduli = given(/prime|modulus|modulo|^p$|^mod$/).filter((value) => Number.isInteger(value) && value > 10);
  const elements = [...words].some((word) => word.includes("permut"))
    ? given(/^(?:k|(?:n|num)_(?:elements|items|objects)|group_size)$/)
    : [];
  return [
    ...[...text.matchAll(MODULO)].flatMap((match) => judged(one, sentence, match, moduli, "modulus")),
    ...[...text.matchAll(ELEMENTS)].flatMap((match) => judged(one, sentence, match, elements, "number of elements")),
    ...numbersOfPairs(sentence, moduli),
  ];
}

function judged(
  one: Case,
  { prose }: Sentence,
  match: RegExpMatchArray,
  known: readonly number[],
  what: string,
): Verdict[] {
  const [words, said = ""] = match;
  const start = match.index! + words.lastIndexOf(said);
  const value = countOf(said);
  if (known.length === 0 || known.length > 2) return [];
  const place = { about: "fact" as const, ...sourceSpan(prose, start, start + said.length) };
  if (known.includes(value)) return [{ kind: "supported", ...place, message: "" }];
  if (isNotedBeside(one, numberInWords(start, said, value), ["mod", "modulus", "elements"])) return [];
  return [{ kind: "contradicted", ...place, message: `The code's ${what} is ${known.join(" or ")}, not ${said}.` }];
}

/** All pairs of remainders, and those whose second is not zero. Numbers far from both are of something else. */
function numbersOfPairs({ text, prose }: Sentence, moduli: readonly number[]): Verdict[] {
  const [modulus, another] = moduli;
  if (modulus === undefined || another !== undefined || modulus < 50 || !PAIRS.test(text)) return [];
  const sizes = [modulus * modulus, modulus * (modulus - 1)];
  return [...text.matchAll(LARGE)].flatMap(({ 0: said, index }): Verdict[] => {
    const value = Number(said.replaceAll(",", ""));
    if (sizes.includes(value) || Math.abs(value / sizes[0]! - 1) > 0.12) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + said.length) };
    const message = `A modulus of ${modulus} has ${sizes[0]} pairs, ${sizes[1]} where the second is not zero; not ${said}.`;
    return [{ kind: "contradicted", ...place, message }];
  });
}
