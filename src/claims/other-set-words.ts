import type { Mention } from "./mentions";

/** Another word for a data set: the “staircase” for `steps`. */
export type OtherWord = { readonly word: string; readonly key: string };

const ITEM = "(?:(?:an?|the|our)\\s+)?\\p{L}[\\p{L}-]{2,24}";
const LAST = new RegExp(`,?\\s+(?:and|or)\\s+(${ITEM})(?![\\p{L}\\d_-])`, "giu");
const WHOLE = new RegExp(`^${ITEM}$`, "iu");
const AT_END = new RegExp(`(?<![\\p{L}\\d_-])${ITEM}$`, "iu");
/** Words that end lists without naming anything. */
const NO_NAME = /^(?:and|others?|rest|all|both|average|mean|overall|everything|elsewhere|more|total|so|then|none)$/;

/**
 * What a text calls the one data set that it calls by no name of ours, in lists that name all others: of “a sine, a staircase and
 * a chirp” for `sine`, `steps` and `chirp`, the staircase. A capital letter is that of another data set's name.
 */
export function otherWordReader(
  keys: readonly string[],
  find: (text: string) => readonly Mention[],
): (text: string) => OtherWord[] {
  if (keys.length < 3) return () => [];
  return (text) => listsIn(text).flatMap((items) => leftOver(items, keys, find) ?? []);
}

/** Of the words that texts have for data sets those that can be told apart: no second word for the same one, and no word of two. */
export function onlyOnes(found: readonly OtherWord[]): OtherWord[] {
  const unique = [...new Map(found.map((one) => [`${one.word}\n${one.key}`, one])).values()];
  return unique.filter((one) => unique.filter(({ word, key }) => word === one.word || key === one.key).length === 1);
}

/** Lists of three things and more, from their ends on: V8 takes long to get ready for a pattern of a whole list. */
function listsIn(text: string): string[][] {
  let from = 0;
  return [...text.matchAll(LAST)].flatMap(({ 0: { length }, 1: last = "", index }) => {
    const items = index < from ? [] : itemsBefore(text.slice(from, index));
    if (items.length < 2) return [];
    from = index + length;
    return [[...items, last]];
  });
}

function itemsBefore(text: string): string[] {
  const parts = text.split(/,\s+/);
  const broken = parts.findLastIndex((part) => !WHOLE.test(part));
  const [first] = AT_END.exec(parts[broken] ?? "") ?? [];
  return [...(first === undefined ? [] : [first]), ...parts.slice(broken + 1)];
}

function leftOver(
  list: readonly string[],
  keys: readonly string[],
  find: (text: string) => readonly Mention[],
): OtherWord | undefined {
  const items = list.map((item) => item.replace(/^(?:an?|the|our)\s+/i, ""));
  if (items.length !== keys.length) return undefined;
  const named = items.map((item) => find(item));
  const ids = new Set(named.flatMap((mentions) => mentions.flatMap((mention) => mention.ids)));
  const unnamed = items.filter((_, index) => named[index]!.length === 0);
  const key = keys.find((one) => !ids.has(one));
  const [word] = unnamed;
  if (unnamed.length !== 1 || ids.size !== keys.length - 1 || !word || !key) return undefined;
  return /^\p{Ll}/u.test(word) && !NO_NAME.test(word) ? { word, key } : undefined;
}

/** Finds the other words. */
export function otherWordFinder(words: readonly OtherWord[]): (text: string) => Mention[] {
  const patterns = words.map(({ word, key }) => ({
    key,
    pattern: new RegExp(`(?<![\\p{L}\\d_-])${word}${word.endsWith("s") ? "" : "s?"}(?![\\p{L}\\d_])`, "giu"),
  }));
  return (text) =>
    patterns.flatMap(({ key, pattern }) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        start: index,
        end: index + found.length,
        ids: [key],
      })),
    );
}
