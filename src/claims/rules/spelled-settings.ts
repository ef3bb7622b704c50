import type { Case } from "../case";
import { wordsAround } from "../coded-values";
import { COUNT_WORD, countOf } from "../counts";
import { PARAMETERS } from "../parameter-words";
import { numberInWords, type PrintedNumber } from "../printed-number";
import { isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isSmallCount, judgeParameter } from "./parameters";

const COUNTED = /^(?:layers|attention heads|epochs|model dimension|folds|patience)$/;
const SETTINGS = PARAMETERS.filter(({ name }) => COUNTED.test(name)).map((parameter) => ({
  parameter,
  pattern: new RegExp(
    `(?<![\\p{L}\\d-])(${COUNT_WORD})[\\s-]+(?:(?!(?:and|at|of|for|in|with|to|on|by|or)\\b)[\\p{L}-]+\\s+)?(?=(?:${parameter.said.source}))`,
    "giu",
  ),
}));

/** “six heads”, “eight dimensions”: settings in words. A part of a model may have a few layers that its whole has not. */
export function judgeSpelledSettings(one: Case, sentence: Sentence): Verdict[] {
  if (!isOfSetup(sentence)) return [];
  return SETTINGS.flatMap(({ parameter, pattern }) =>
    [...sentence.text.matchAll(pattern)].flatMap(({ 1: word = "", index }) => {
      const number = asNumber(word, index);
      const small = isSmallCount(number, parameter, one.evidence.code, wordsAround(sentence, number));
      const verdict = judgeParameter(one, sentence, number, parameter);
      return small || verdict.kind === "not-found" ? [] : [verdict];
    }),
  );
}

function asNumber(word: string, start: number): PrintedNumber {
  return numberInWords(start, word, countOf(word));
}
