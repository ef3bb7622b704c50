import type { Chosen } from "../../python/chosen-values";
import { endOf } from "../binding";
import type { Case } from "../case";
import type { ParameterKind } from "../parameter-words";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import { isSame, plain } from "./settings";

/** What is not named: “32 (others)”, “200 otherwise”, “the others see 100,000 iterations”. */
const OTHERS =
  "(?:the\\s+)?(?:others?|rest|remaining\\s+\\p{L}+|larger\\s+\\p{L}+|other\\s+(?:(?:two|three)\\s+)?(?:data ?sets?|corpora|tasks))\\b|otherwise\\b|elsewhere\\b";
const OTHERS_BEHIND = new RegExp(`^\\s*(?:[\\p{L}-]+\\s+){0,2}?(?:\\(\\s*)?(?:(?:for|on|in)\\s+)?(?:${OTHERS})`, "iu");
const OTHERS_OPEN = new RegExp(
  `^\\s*(?:(?:and|while|for|on)\\s+)*(?:${OTHERS})(?!.*\\b(?:and|while|but)\\b.*\\b(?:for|on)\\b)`,
  "iu",
);
const SET_BEHIND = /^\s*(?:[\p{L}-]+\s+){0,2}?(?:\(\s*|(?:for|on|in)\s+(?:the\s+)?)$/iu;
const SET_BEFORE = /^\s*(?:[:(=]|is|with|has|uses)\s*$/i;

/** What is wrong with a setting that the code has, but for other data sets than the one that stands beside the number; undefined where nothing is. */
export function ofAnotherSet(
  { evidence }: Case,
  sentence: Sentence,
  number: PrintedNumber,
  { coded, name }: ParameterKind,
): string | undefined {
  const sets = setsBeside(sentence, number, evidence.datasets);
  if (sets.length === 0) return undefined;
  const chosen = [...evidence.code.chosen].filter(([key]) => coded.test(key)).flatMap(([, all]) => [...all]);
  const plainly = [...evidence.code.named].some(
    ([key, values]) =>
      coded.test(key) && !evidence.code.chosen.has(key) && [...values].some((one) => isSame(number, one)),
  );
  if (chosen.length === 0 || plainly || !chosen.some((one) => takes(one, number))) return undefined;
  const due = sets.map((set) => ({ set, values: valuesFor(chosen, set) }));
  const wrong = due.find(({ values }) => values.length > 0 && !values.some((value) => isSame(number, value)));
  if (!wrong) return undefined;
  return `The code's ${name} is ${wrong.values.map(plain).join(" or ")} on ${wrong.set}, not ${number.text}.`;
}

function takes({ value, otherwise }: Chosen, number: PrintedNumber): boolean {
  return isSame(number, value) || (otherwise !== undefined && isSame(number, otherwise));
}

function valuesFor(chosen: readonly Chosen[], set: string): number[] {
  const own = chosen.filter(({ of }) => of === set).map(({ value }) => value);
  const others = chosen.filter(({ of }) => of !== set).flatMap(({ otherwise }) => otherwise ?? []);
  return [...new Set(own.length > 0 ? own : others)];
}

/** The data sets right behind a number, or right before it, or all that were not named where it is of “the others”. */
function setsBeside(sentence: Sentence, number: PrintedNumber, all: readonly string[]): string[] {
  const { text, datasets } = sentence;
  const end = endOf(number);
  const behind = datasets.find(({ start }) => start >= end && SET_BEHIND.test(text.slice(end, start)));
  if (behind) return [...behind.ids];
  const clause = /[^;.]*$/.exec(text.slice(0, number.start))![0];
  if (OTHERS_BEHIND.test(text.slice(end)) || OTHERS_OPEN.test(clause)) {
    const named = new Set(datasets.flatMap(({ ids }) => ids));
    return named.size > 0 && named.size < all.length ? all.filter((set) => !named.has(set)) : [];
  }
  const before = datasets.findLast((set) => set.end <= number.start);
  return before && SET_BEFORE.test(text.slice(before.end, number.start)) ? [...before.ids] : [];
}
