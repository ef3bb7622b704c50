import type { Case } from "../case";
import { hasToken, isWritten } from "../look-up";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { asPrinted, isElsewhere, isSame, plain } from "./settings";

const LINKED =
  /(?<![\p{L}\d_-])(\p{L}{4,})\s+(?:(?:of\s+the|of\s+our)\s+[\p{L}\s-]{3,30}?\s+)?(?:is|was|=|:|of|equals|set to|is set to)\s*$/iu;

/** “the rank of the projection is 32” where the code has a `RANK` that is another. */
export function judgeNamedSetting(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  const word = LINKED.exec(sentence.text.slice(0, number.start))?.[1]?.toLowerCase();
  if (word === undefined || number.percent || number.times || isElsewhere(sentence)) return undefined;
  if (sentence.metrics.length > 0) return undefined;
  const named = [...one.evidence.code.named]
    .filter(([name]) => !one.evidence.datasets.includes(name))
    .filter(([name]) => name.split("_").includes(word) || name === `${word}s`);
  const values = [...new Set(named.flatMap(([, all]) => [...all]))];
  if (values.length === 0 || values.length > 6 || values.some((value) => isSame(number, value))) return undefined;
  const exact = named.some(([name]) => name === word);
  if (!exact && sentence.datasets.length + sentence.runs.length > 0) return undefined;
  if (exact && !number.decimal ? hasToken(one.evidence.notes, number.text) : isWritten(one, number)) return undefined;
  return {
    kind: "contradicted",
    about: "fact",
    ...sourceSpan(sentence.prose, number.start, number.end),
    message: `The code's ${word} is ${values.map(plain).join(" or ")}, not ${asPrinted(number)}.`,
    evidence: `${named.map(([name]) => name).join(", ")} in the code: ${values.map(plain).join(", ")}`,
  };
}
