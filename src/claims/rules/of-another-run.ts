import type { CodeFacts } from "../../python/code-facts";
import type { Case } from "../case";
import { nameOf } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { runsOf } from "../run-binding";
import type { Sentence } from "../sentence";
import { isSame, plain } from "./settings";

/** What is said of more than one value: where it was before, what it is compared with. */
const CHANGED =
  /\b(?:from|instead|rather|increas\w*|decreas\w*|reduc\w*|rais\w*|lower\w*|vari\w*|vary\w*|compared|than|original\w*|initial\w*|doubl\w*|halv\w*|unlike)\b/i;

/**
 * What is wrong with a setting that some program has, but not that of the one run that the sentence names: “Run 2 uses a rate of 0.1”
 * where `run_2.py` has 0.3. Undefined where nothing is, or nobody knows.
 */
export function ofAnotherRun(
  { evidence }: Case,
  sentence: Sentence,
  number: PrintedNumber,
  what: string,
  valuesIn: (code: CodeFacts) => Iterable<number>,
): string | undefined {
  const named = new Set(sentence.runs.flatMap(({ ids }) => ids));
  const { ids, how } = runsOf(sentence, number);
  const [id] = ids;
  if (named.size !== 1 || ids.length !== 1 || !named.has(id!) || !/^(?:attached|near)$/.test(how)) return undefined;
  const run = evidence.runs.find((one) => String(one.number) === id);
  if (!run?.code || CHANGED.test(sentence.text)) return undefined;
  const own = [...new Set(valuesIn(run.code))];
  if (own.length === 0 || own.length > 2 || own.some((value) => isSame(number, value))) return undefined;
  if ([...run.code.literals].some((value) => isSame(number, value))) return undefined;
  return `In the program of ${nameOf(run)}, the ${what} is ${own.map(plain).join(" or ")}, not ${number.text}.`;
}
