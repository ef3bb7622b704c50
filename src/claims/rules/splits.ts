import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere, plain } from "./settings";

const SHARE = "(?<![\\d.,])(\\d{1,2}(?:\\.\\d)?)\\s*%?";
/** “70% train/30% validation”, “80%-20%”, “training (80%) and validation (20%)” */
const SHARES = new RegExp(`${SHARE}(?:[^.;:\\d]{0,40}?)${SHARE}(?![\\d.,]*\\d)`, "giu");
const SPLIT = /\bsplits?\b|\b(?:partition|divid)\w*\b/i;
const PARTS = /\btrain\w*\b[^.;]{0,60}\b(?:val|valid|validation|test|held[- ]out|evaluation)\b/i;

/** What code calls the share of the data that is for training, or that is not. */
const SHARE_NAME =
  /(?:train|test|val|valid|validation)\w*_?(?:frac|fraction|split|ratio|share|size|portion|percent(?:age)?)$|^(?:frac|fraction|split|ratio|portion)_?(?:of_)?(?:train|test|val)\w*$|^(?:split|frac)(?:_ratio)?$/;

/** A split of the data in two shares that are no such share of the code. */
export function judgeSplits({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (!(SPLIT.test(text) || PARTS.test(text)) || isIntroductory(passage.section) || isElsewhere(sentence)) return [];
  const shares = [...evidence.code.named]
    .flatMap(([name, values]) => (SHARE_NAME.test(name) ? [...values] : []))
    .filter((value) => value > 0 && value < 1);
  if (shares.length === 0) return [];
  return [...text.matchAll(SHARES)].flatMap(({ 0: words, 1: one, 2: other, index }): Verdict[] => {
    if (Number(one) + Number(other) !== 100 || !isOfData(words, text, index)) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + words.trimEnd().length) };
    const fits = shares.some((share) => [one, other].some((printed) => Math.abs(Number(printed) / 100 - share) < 1e-6));
    const known = [...new Set(shares)].map(plain).join(" or ");
    return fits
      ? [{ kind: "supported", ...place, message: "" }]
      : [{ kind: "contradicted", ...place, message: `The code splits the data by ${known}, not ${one} to ${other}.` }];
  });
}

/** Two numbers that make a hundred are shares of data where they are percentages, or beside the word. */
function isOfData(words: string, text: string, index: number): boolean {
  return words.includes("%") || /^[^.;:]{0,30}\bsplit/i.test(text.slice(index + words.length));
}
