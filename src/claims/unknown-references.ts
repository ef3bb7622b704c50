import { clauseStart } from "./binding";
import type { Case } from "./case";
import { halfNamedRuns } from "./clause-subject";
import type { PrintedNumber } from "./printed-number";
import type { Relation } from "./relation";
import type { Sentence } from "./sentence";

const AGAINST =
  /\b(?:compared (?:to|with)|relative to|over|than|versus|against|(?<=%\s+)(?:above|below)(?=\s+the\s))\s+(?:(?:that|those)\s+of\s+)?(?:the\s+|an?\s+|our\s+)?(?=[\p{L}])/giu;

/** Whether what begins there, behind “than” or “against”, is no run that we know, and no other turn of speech. */
function isUnknown({ text, runs }: Pick<Sentence, "text" | "runs">, at: number): boolean {
  return (
    !runs.some(({ start, end }) => start <= at + 1 && at < end) &&
    !/^(?:all|every|each|training(?!\s+(?:from|with|without|on)\b)|time|that|before|previous|existing|uniform|random|standard|both|the|it|half|twice)\b(?!\s+run\b)/i.test(
      text.slice(at),
    )
  );
}

/** Whether a stretch of a sentence sets something against what is no run that we know. */
export function namesUnknownBetween(sentence: Pick<Sentence, "text" | "runs">, from: number, to: number): boolean {
  const behind = [...sentence.text.slice(from, to).matchAll(AGAINST)].map(
    ({ 0: words, index }) => index + words.length,
  );
  return behind.some((at) => isUnknown(sentence, from + at));
}

/** Whether a sentence sets something against what is no run that we know. */
export function namesUnknown(sentence: Pick<Sentence, "text" | "runs">): boolean {
  return (
    namesUnknownBetween(sentence, 0, sentence.text.length) || /\bfrom\s+(?:the|that|those)\s+\p{L}/u.test(sentence.text)
  );
}

/** “better than the mean square by 19.6% and than the baseline by 8.4%”: the first is measured from something that we do not know. */
export function isAgainstUnknown(sentence: Sentence, number: PrintedNumber): boolean {
  const { text, numbers } = sentence;
  const behind =
    /^\s*%?\s*(?:[\p{L}]+\s+)?(?:against|than|(?:above|below)(?=\s+the\s)|relative to|compared (?:to|with))\s+(?:the\s+|an?\s+|our\s+)?(?=\p{L})/iu.exec(
      text.slice(number.end),
    );
  if (behind) return isUnknown(sentence, number.end + behind[0].length);
  const from = Math.max(
    clauseStart(sentence, number.start),
    numbers.findLast(({ end }) => end <= number.start)?.end ?? 0,
  );
  const last = [...text.slice(from, number.start).matchAll(AGAINST)].at(-1);
  const close = last && /^[^.;,:()]{0,80}\bby\s+$/.test(text.slice(from + last.index, number.start));
  return close === true && isUnknown(sentence, from + last.index + last[0].length);
}

/** Behind “than”, “over” and “compared with”: where what is compared with begins. */
const BEHIND_WORD =
  /^[^.;:,()]{0,40}?\b(?:than|compared (?:to|with)|relative to)\s+(?:(?:that|those)\s+)?(?:(?:of|for|with|in|on)\s+)?(?:the\s+|an?\s+|our\s+|its\s+)?(?=\p{L})/u;
/** Turns of speech that name nothing, and other words for the baseline. */
const NOTHING_ELSE =
  /^(?:all|every|each|any|others?|rest|that|before|previous\p{L}*|existing|uniform|random|standard|vanilla|original|default|plain|unmodified|usual|simple|both|it|them|this|those|either|half|twice|expected|usual|ever|on|in|at|without|not|no|training|time|one|two|three|baseline|reference|control|corresponding|respective|initial\p{L}*|constant|fixed)\b/iu;

/** The runs that are compared with where no name is found: those that a part of a name tells, none where it is something unknown, undefined where nothing is said. */
export function unnamedReferences(
  { evidence }: Case,
  sentence: Sentence,
  relation: Relation,
): readonly string[] | undefined {
  const { text, runs, datasets, metrics, aspects } = sentence;
  const against = BEHIND_WORD.exec(text.slice(relation.end));
  if (!against) return undefined;
  const at = relation.end + against[0].length;
  const phrase = /^(?:[^.;:,()]|(?<=\d)[.,](?=\d)){0,60}/.exec(text.slice(at))![0];
  const [words] = phrase.split(/\s(?:on|for|in|at|by|and|but|while|when|where|with|to|throughout|everywhere)\b/);
  const known = [...runs, ...datasets, ...metrics, ...aspects].some(
    ({ start, end }) => end > at && start < at + words!.length,
  );
  if (known || NOTHING_ELSE.test(words!)) return undefined;
  const meant = halfNamedRuns(evidence, sentence, at, at + words!.length)?.ids ?? [];
  return meant.length === 1 ? meant : [];
}
