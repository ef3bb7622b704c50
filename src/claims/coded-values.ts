import type { CodeFacts } from "../python/code-facts";
import type { Values } from "../python/collected";
import { endOf } from "./binding";
import type { ParameterKind } from "./parameter-words";
import type { PrintedNumber } from "./printed-number";
import type { Sentence } from "./sentence";
import { nameWords } from "./words";

/**
 * What a setting is in the code: what has a name that means nothing else, and names that the words around the number spell; else what
 * has such a name at all, else what is given to what only takes such. Where a counter of steps begins is no length.
 */
export function valuesMeant(code: CodeFacts, parameter: ParameterKind, around: string): Set<number> {
  const { coded, exact, givenTo, name } = parameter;
  const of = ({ named }: { named: Values }, pattern: RegExp) => [...named].filter(([key]) => pattern.test(key));
  const loosely = of(code, coded);
  const exactly = exact ? loosely.filter(([key]) => exact.test(key)) : [];
  const letters = lettersOf(around);
  const meant =
    exactly.length > 0 ? loosely.filter((one) => exactly.includes(one) || isSpelled(one[0], letters, name)) : loosely;
  const all = new Set(
    meant.flatMap(([key, values]) => (name === "training fraction" ? forTraining(key, [...values]) : [...values])),
  );
  if (name === "training steps") return new Set([...all].filter((value) => value > 1));
  if (all.size > 0 || !givenTo || name !== "gradient clipping") return all;
  return new Set(of({ named: code.positional }, givenTo).flatMap(([, values]) => [...values]));
}

/** What is for tests is not for training. */
function forTraining(key: string, values: readonly number[]): readonly number[] {
  if (/calib/.test(key)) return [];
  return /test|val|hold/.test(key) ? values.map((value) => Number((1 - value).toFixed(6))) : values;
}

/** Parts of names that say what is counted, and not whose it is. */
const COMMON =
  /^(?:n|num|number|of|the|total|max|min|self|config|cfg|dim|dims|size|sizes|width|units|hidden|layers?|blocks?|steps?|iters?|iterations|updates|heads?|batch|batches|model|d|channels|features)$/;

/** A `width` by itself may be anybody's; `gate_width` is meant beside “the gate”: what tells it from others of its kind is in the words. */
function isSpelled(key: string, letters: string, setting: string): boolean {
  const own = nameWords(key).filter((word) => !COMMON.test(word));
  if (own.length === 0) return setting === "hidden dimension";
  return own.every((word) => letters.includes(word.slice(0, 4)));
}

/** “Warms up” as `warmsup`. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d]+/gu, "");
}

/** What is said of a number: up to the next one, and some words before it. */
export function wordsAround({ text, numbers, passage }: Sentence, number: PrintedNumber): string {
  const after = numbers.find((other) => other.start >= endOf(number));
  return `${passage.lead} ${text.slice(Math.max(0, number.start - REACH), after?.start ?? text.length)}`;
}

/** How far back the words reach that tell one name from others of its kind. */
const REACH = 60;
