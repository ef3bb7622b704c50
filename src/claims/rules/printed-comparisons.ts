import { clauseEnd, endOf } from "../binding";
import type { PrintedNumber } from "../printed-number";
import { relationsIn } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict } from "./in-words";

/** “higher residuals (5.3) than Run 5 (11.8)”: the two numbers that stand beside the word have to differ as it says. */
export function printedComparisons(sentence: Sentence): Verdict[] {
  const { text, numbers } = sentence;
  return relationsIn(text).flatMap((relation) => {
    const grows = relation.way === "up" || relation.way === "slower";
    if (!grows && relation.way !== "down" && relation.way !== "faster") return [];
    if (/\b(?:not|no|never)\s+(?:\p{L}+\s+)?$/iu.test(text.slice(0, relation.start))) return [];
    const to = clauseEnd(sentence, relation.end);
    const [first, second, ...others] = numbers.filter(({ start }) => start >= relation.end && start < to);
    if (!first || !second || others.some(({ start }) => start < second.end)) return [];
    const opens = /^\s+(?:[\p{L}\d-]+\s+){1,4}\(\s*(?:of\s+)?$/u.test(text.slice(relation.end, first.start));
    const between =
      /^\s*%?[^().]{0,12}\)\s*(?:than|compared (?:to|with)|versus|vs\.?)\s+[^();:]{1,60}\([^();:]{0,24}$/i;
    if (!opens || !between.test(text.slice(endOf(first), second.start))) return [];
    if (/er$/.test(relation.way) && !isTimed(first)) return [];
    if (first.percent !== second.percent || first.measure !== second.measure || first.value === second.value) return [];
    if (first.value > second.value === grows) return [];
    const message = `“${relation.word}” does not fit: ${first.text} is ${grows ? "less" : "more"} than ${second.text}.`;
    return [comparisonVerdict(sentence, "wrong-direction", relation.start, relation.end, message)];
  });
}

/** What is slower has more of it. */
function isTimed({ measure }: PrintedNumber): boolean {
  return measure === "steps" || measure === "s" || measure === "min" || measure === "h" || measure === "ms";
}
