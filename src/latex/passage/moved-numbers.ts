import { parseLatex } from "../document";
import { grouped } from "../grouped";
import { NUMBER, proseIn } from "./protected";

/** A number of a text, in its prose or as a formula, with the words around it up to the next number or sign. */
type Placed = { readonly text: string; readonly words: Words };
type Words = { readonly before: readonly string[]; readonly behind: readonly string[] };

/**
 * Two numbers that have changed places although the words around them have not: “from 0.52 to 0.61” that became “from 0.61 to 0.52”.
 * Clauses may be told in another order, as long as each number keeps what tells it from the other.
 */
export function changedPlaces(before: string, after: string): readonly [string, string] | undefined {
  return outOfOrder(before, after)
    .find(([one, other]) => !isTold(one, other))
    ?.map(textOf) as Pair | undefined;
}

/**
 * The same in a text that was written anew, in which facts may stand in another order with other words: each of the two stands where the
 * other one stood.
 */
export function tradedPlaces(before: string, after: string): Pair | undefined {
  return outOfOrder(before, after)
    .find(([one, other]) => isTraded(one, other))
    ?.map(textOf) as Pair | undefined;
}

/** All pairs that stand in another order, whatever their words. */
export function reordered(before: string, after: string): Pair[] {
  return outOfOrder(before, after).map(([one, other]) => [one.text, other.text]);
}

type Pair = readonly [string, string];

function textOf({ text }: Kept): string {
  return text;
}

function outOfOrder(before: string, after: string): (readonly [Kept, Kept])[] {
  const [old, fresh] = [placedIn(before), placedIn(after)];
  if (old.map(({ text }) => text).join("\n") === fresh.map(({ text }) => text).join("\n")) return [];
  const kept = inBoth(old, fresh);
  return kept.flatMap((one, index) =>
    kept
      .slice(index + 1)
      .filter((other) => one.to > other.to && one.text !== other.text)
      .map((other) => [one, other] as const),
  );
}

/** One number in both texts: the words that it had around it, those that it has now, and where it is now among all. */
type Kept = { readonly text: string; readonly had: Words; readonly has: Words; readonly to: number };

/** Those that stand once in either: of several it is not known which is which. */
function inBoth(old: readonly Placed[], fresh: readonly Placed[]): Kept[] {
  const [before, after] = [grouped(old, ({ text }) => text), grouped(fresh, ({ text }) => text)];
  return old.flatMap(({ text, words }) => {
    const [now, more] = after.get(text) ?? [];
    const isOne = now && !more && before.get(text)?.length === 1;
    return isOne ? [{ text, had: words, has: now.words, to: fresh.indexOf(now) }] : [];
  });
}

/** Whether each stands by words that only it had, on the same side or on either. */
function isTold(one: Kept, other: Kept): boolean {
  return [sided, all].some((read) => keepsItsOwn(one, other, read) && keepsItsOwn(other, one, read));
}

/** Whether each now stands by words that only the other one had. */
function isTraded(one: Kept, other: Kept): boolean {
  return leansTo(one, other) && leansTo(other, one);
}

function leansTo({ had, has }: Kept, other: Kept): boolean {
  const [mine, others, now] = [new Set(sided(had)), new Set(sided(other.had)), [...new Set(sided(has))]];
  const theirs = now.filter((word) => others.has(word) && !mine.has(word));
  return theirs.length > now.filter((word) => mine.has(word) && !others.has(word)).length;
}

/** The words with the side on which they stand. */
function sided({ before, behind }: Words): string[] {
  return [...before.map((word) => `< ${word}`), ...behind.map((word) => `> ${word}`)];
}

function all({ before, behind }: Words): string[] {
  return [...before, ...behind];
}

function keepsItsOwn({ had, has }: Kept, other: Kept, read: (words: Words) => string[]): boolean {
  const [mine, others, now] = [new Set(read(had)), new Set(read(other.had)), [...new Set(read(has))]];
  const own = now.filter((word) => mine.has(word) && !others.has(word));
  return own.length > now.filter((word) => others.has(word) && !mine.has(word)).length;
}

/** Words that join clauses tell no number from another. */
const JOINING = /^(?:and|but|or|while|whereas|then|also|the|respectively)$/;
const MOST_WORDS = 8;

function placedIn(text: string): Placed[] {
  const document = parseLatex(text, "");
  const prose = proseIn(document);
  const formulas = document.maths
    .map(({ start, end }) => ({ at: start, text: text.slice(start, end).replace(/\s+/g, " "), number: true }))
    .filter((formula) => /\d/.test(formula.text));
  const numbers = [...prose.matchAll(NUMBER)].map(({ 0: found, index }) => ({
    at: index,
    text: found.replace(/\s+/g, ""),
    number: true,
  }));
  const rest = prose.replace(NUMBER, (found) => " ".repeat(found.length));
  const others = [...rest.matchAll(/[\p{L}\p{M}]+(?:[-'][\p{L}\p{M}]+)*|[.,;:!?()]/gu)].map(({ 0: found, index }) => ({
    at: index,
    text: found.toLowerCase(),
    number: false,
  }));
  const pieces = [...formulas, ...numbers, ...others].sort((one, other) => one.at - other.at);
  return pieces.flatMap((piece, at) => {
    if (!piece.number) return [];
    const [before, behind] = [
      pieces.slice(Math.max(0, at - MOST_WORDS), at).toReversed(),
      pieces.slice(at + 1, at + 1 + MOST_WORDS),
    ];
    return [{ text: piece.text, words: { before: wordsUntilSign(before), behind: wordsUntilSign(behind) } }];
  });
}

function wordsUntilSign(pieces: readonly { readonly text: string; readonly number: boolean }[]): string[] {
  const stop = pieces.findIndex(({ text, number }) => number || /^[.,;:!?()]$/.test(text));
  return pieces
    .slice(0, stop < 0 ? pieces.length : stop)
    .map(({ text }) => text)
    .filter((word) => !JOINING.test(word));
}
