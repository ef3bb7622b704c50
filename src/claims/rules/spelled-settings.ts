import type { Case } from "../case";
import { wordsAround } from "../coded-values";
import { COUNT_WORD, countOf } from "../counts";
import { PARAMETERS, type ParameterKind } from "../parameter-words";
import { numberInWords, type PrintedNumber } from "../printed-number";
import { isIntroductory, isOfOthers, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords, stem } from "../words";
import { judgeDescribedSetting } from "./described-settings";
import { isSmallCount, judgeParameter } from "./parameters";

const COUNTED = /^(?:layers|attention heads|epochs|model dimension|folds|patience)$/;
const SETTINGS = PARAMETERS.filter(({ name }) => COUNTED.test(name)).map((parameter) => ({
  parameter,
  pattern: new RegExp(
    `(?<![\\p{L}\\d-])(${COUNT_WORD})[\\s-]+(?:(?!(?:and|at|of|for|in|with|to|on|by|or)\\b)[\\p{L}-]+\\s+)?(?=(?:${parameter.said.source}))`,
    "giu",
  ),
}));

const COUNTED_SOMETHING = new RegExp(`${COUNT_WORD}[\\s-]`, "i");

/** “a six-layer transformer” says so in an abstract as well. */
const HYPHENED = new RegExp(`(?<![\\p{L}\\d-])(${COUNT_WORD})-(?:layer|head)(?![\\p{L}-])(?!\\s+norm)`, "giu");
const COUNTED_NOUN = new RegExp(`(?<![\\p{L}\\d-])(${COUNT_WORD})\\s+(\\p{L}{4,}s)(?![\\p{L}-])`, "giu");

/** “six heads”, “eight dimensions”: settings in words. A part of a model may have a few layers that its whole has not. */
export function judgeSpelledSettings(one: Case, sentence: Sentence): Verdict[] {
  if (!COUNTED_SOMETHING.test(sentence.text)) return [];
  if (!isOfSetup(sentence)) return hyphened(one, sentence);
  const named = SETTINGS.filter(({ parameter }) => parameter.anywhere.test(sentence.text));
  const known = named.flatMap(({ parameter, pattern }) =>
    [...sentence.text.matchAll(pattern)].flatMap(({ 1: word = "", index }) =>
      spelled(one, sentence, parameter, asNumber(word, index)),
    ),
  );
  return [...known, ...countedByName(one, sentence)];
}

function hyphened(one: Case, sentence: Sentence): Verdict[] {
  if (isOfOthers(sentence) || isIntroductory(sentence.passage.section) || sentence.cites) return [];
  return [...sentence.text.matchAll(HYPHENED)].flatMap(({ 0: words, 1: word = "", index }) => {
    const name = /head$/i.test(words) ? "attention heads" : "layers";
    const parameter = PARAMETERS.find((kind) => kind.name === name)!;
    return spelled(one, sentence, parameter, asNumber(word, index));
  });
}

function spelled(one: Case, sentence: Sentence, parameter: ParameterKind, number: PrintedNumber): Verdict[] {
  const small = isSmallCount(number, parameter, one.evidence.code, wordsAround(sentence, number));
  const verdict = judgeParameter(one, sentence, number, parameter);
  return small || verdict.kind === "not-found" ? [] : [verdict];
}

/** “four cycles” where the code has `restart_cycles = 2`: what is counted ends the name, whatever else is said around it. */
function countedByName(one: Case, sentence: Sentence): Verdict[] {
  const lastOf = (name: string) => stem(nameWords(name).at(-1) ?? "");
  const found = [...sentence.text.matchAll(COUNTED_NOUN)];
  const lasts = new Set(found.length > 0 ? [...one.evidence.code.named.keys()].map(lastOf) : []);
  return found.flatMap(({ 1: word = "", 2: noun = "", index }) => {
    const counted = stem(noun.toLowerCase());
    if (!lasts.has(counted)) return [];
    const isMeant = (name: string) => lastOf(name) === counted;
    return judgeDescribedSetting(one, sentence, asNumber(word, index), isMeant) ?? [];
  });
}

function asNumber(word: string, start: number): PrintedNumber {
  return numberInWords(start, word, countOf(word));
}
