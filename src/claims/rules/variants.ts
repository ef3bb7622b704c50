import type { Case } from "../case";
import { COUNT, countOf } from "../counts";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers, isOutlook } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere } from "./settings";

const VARIANTS = new RegExp(
  `(?<=\\b(?:compar|evaluat|test|study|investigat|examin)\\p{L}*\\s+(?:the\\s+|all\\s+)?)(${COUNT})\\s+(?:[\\p{L}-]+\\s+){0,2}variants\\b`,
  "giu",
);
/** “each of the five configurations”, “KL divergence of the six methods” */
const THE_VARIANTS = new RegExp(
  `(?<=\\b(?:of|for|by|across|over|among|between)\\s+(?:all\\s+)?the\\s+|\\ball\\s+)(${COUNT})\\s+(?:methods|configurations|variants|models)\\b`,
  "giu",
);
/** “We train six configurations in total, including the uniform baseline” */
const IN_TOTAL = new RegExp(
  `(?<![\\p{L}\\d.,-])(${COUNT})\\s+(?:methods|configurations|variants|models)\\s+(?:in total|altogether|overall)\\b`,
  "giu",
);

/** “comparing five optimizer variants” where fewer runs were made, the baseline among them. */
export function judgeVariants({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (!/variants|methods|configurations|models/i.test(text) || isOfOthers(sentence) || isElsewhere(sentence)) return [];
  if (isIntroductory(passage.section) || isOutlook(passage.section)) return [];
  const made = evidence.runs.length;
  const counted = [made, made * evidence.datasets.length];
  const said = [VARIANTS, THE_VARIANTS, IN_TOTAL].flatMap((pattern) => [...text.matchAll(pattern)]);
  return said.flatMap(({ 0: words, 1: count = "", index }): Verdict[] => {
    if (made === 0 || countOf(count) <= made || counted.includes(countOf(count))) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + words.length) };
    const noun = words.split(/\s+/).find((word) => /^(?:variants|methods|configurations|models)$/i.test(word))!;
    return [
      {
        kind: "contradicted",
        ...place,
        message: `The results hold ${made} run${made === 1 ? "" : "s"}, not ${count} ${noun.toLowerCase()}.`,
      },
    ];
  });
}
