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
  const [old, fresh] = [placedIn(before), placedIn(after)];
  if (old.map(({ text }) => text).join("\n") === fresh.map(({ text }) => text).join("\n")) return undefined;
  const kept = inBoth(old, fresh);
  for (const [index, one] of kept.entries())
    for (const other of kept.slice(index + 1))
      if (one.to > other.to && one.text !== other.text && !isTold(one, other)) return [one.text, other.text];
  return undefined;
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
  return [
    (words: Words) => [...words.before.map((word) => `< ${word}`), ...words.behind.map((word) => `> ${word}`)],
    all,
  ].some((read) => keepsItsOwn(one, other, read) && keepsItsOwn(other, one, read));
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
