import { piecesOf } from "./sentences";

/** A stretch of the old text and what it becomes; the same text twice where nothing changes. One of the two may be empty. */
export type Replacement = { readonly before: string; readonly after: string };

/**
 * The old text and the new one, sentence by sentence: all `before` joined are the old text byte for byte, all `after` the new
 * one. What changes is one sentence a replacement, or two where one was split or two were joined.
 */
export function alignedSentences(before: string, after: string): Replacement[] {
  const [old, fresh] = [textsOf(before), textsOf(after)];
  let head = 0;
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const same = (texts: readonly string[]) => texts.map((text) => ({ before: text, after: text }));
  const middle = aligned(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return joinedSame([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))]);
}

/** The new text with the old one's blanks and line ends wherever only those differ, so that a new wrapping is no change. */
export function withOldLayout(before: string, after: string): string {
  return alignedSentences(before, after)
    .map((one) => (isRewrapped(one) ? one.before.trimEnd() + blanksAfter(one) : relaid(one)))
    .join("");
}

/** Whether nothing but blanks and line ends differs. */
export function isRewrapped({ before, after }: Replacement): boolean {
  return words(before).join(" ") === words(after).join(" ");
}

/** What stands between this sentence and the next is no part of a change of the sentence. */
function relaid(one: Replacement): string {
  const { before, after } = one;
  if (before.trim() === "" || after.trim() === "" || /(?<!\\)%[^\n]*$/.test(after.trimEnd())) return after; // A comment keeps its line.
  return after.trimEnd() + blanksAfter(one);
}

/** Those of the old text; where it ended and the new one goes on, those of the new one. */
function blanksAfter({ before, after }: Replacement): string {
  return before.slice(before.trimEnd().length) || after.slice(after.trimEnd().length);
}

function textsOf(text: string): string[] {
  return piecesOf(text).map(({ start, end }) => text.slice(start, end));
}

function joinedSame(replacements: readonly Replacement[]): Replacement[] {
  const joined: Replacement[] = [];
  for (const one of replacements) {
    const last = joined.at(-1);
    if (last && last.before === last.after && one.before === one.after)
      joined[joined.length - 1] = { before: last.before + one.before, after: last.after + one.after };
    else if (one.before !== "" || one.after !== "") joined.push(one);
  }
  return joined;
}

/** Steps of the alignment: how many old sentences become how many new ones, and what the step costs by itself. */
const MOVES = [
  { old: 1, fresh: 1, cost: 0 },
  { old: 1, fresh: 0, cost: 0.55 },
  { old: 0, fresh: 1, cost: 0.55 },
  { old: 1, fresh: 2, cost: 0.35 },
  { old: 2, fresh: 1, cost: 0.35 },
] as const;
/** Pairs of sentences; beyond this, what lies between the sentences that stayed is one change. */
const MOST_PAIRS = 60_000;

/** The cheapest way through both lists, in their order. */
function aligned(old: readonly string[], fresh: readonly string[]): Replacement[] {
  if (old.length * fresh.length > MOST_PAIRS) return [{ before: old.join(""), after: fresh.join("") }];
  const width = fresh.length + 1;
  const costs = new Array<number>((old.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const moves = new Array<(typeof MOVES)[number] | undefined>(costs.length);
  const [oldWords, freshWords] = [old.map(words), fresh.map(words)];
  costs[0] = 0;
  for (let i = 0; i <= old.length; i++)
    for (let j = 0; j <= fresh.length; j++)
      for (const move of MOVES) {
        if (i < move.old || j < move.fresh) continue;
        const [from, here] = [(i - move.old) * width + (j - move.fresh), i * width + j];
        const one = oldWords.slice(i - move.old, i).flat();
        const other = freshWords.slice(j - move.fresh, j).flat();
        const cost = costs[from]! + move.cost + (move.old && move.fresh ? difference(one, other) : 0);
        if (cost >= costs[here]!) continue;
        costs[here] = cost;
        moves[here] = move;
      }
  const steps: Replacement[] = [];
  for (let i = old.length, j = fresh.length; i > 0 || j > 0; ) {
    const move = moves[i * width + j]!;
    steps.push({ before: old.slice(i - move.old, i).join(""), after: fresh.slice(j - move.fresh, j).join("") });
    i -= move.old;
    j -= move.fresh;
  }
  return steps.reverse();
}

/** 0 for the same words, below 1 for sentences of about the same length: a translation shares no word with what it translates. */
function difference(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return one.length === other.length ? 0 : 1.2;
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  const common = other.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  }).length;
  const length = (some: readonly string[]) => some.join("").length;
  const ratio = Math.min(length(one), length(other)) / Math.max(length(one), length(other), 1);
  return Math.min(1 - (2 * common) / (one.length + other.length), 0.9 - 0.2 * ratio);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
