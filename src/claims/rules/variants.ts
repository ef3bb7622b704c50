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

/** “comparing five optimizer variants” where fewer runs were made, the baseline among them. */
export function judgeVariants({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (!/variants/i.test(text) || isOfOthers(sentence) || isElsewhere(sentence)) return [];
  if (isIntroductory(passage.section) || isOutlook(passage.section)) return [];
  const made = evidence.runs.length;
  return [...text.matchAll(VARIANTS)].flatMap(({ 0: words, 1: said = "", index }): Verdict[] => {
    if (countOf(said) <= made) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + words.length) };
    return [
      {
        kind: "contradicted",
        ...place,
        message: `The results hold ${made} run${made === 1 ? "" : "s"}, not ${said} variants.`,
      },
    ];
  });
}
