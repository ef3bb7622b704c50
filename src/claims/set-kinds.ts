import type { Mention } from "./mentions";
import { SETS } from "./rules/universals";

/** A word for a kind of data sets, and those that are of it: “arithmetic”. */
export type SetKind = { readonly word: string; readonly keys: readonly string[] };

/** The length stands before the word: letters that are counted while they are read take V8 half a second to get ready for. */
const LISTING = new RegExp(
  `(?<![\\p{L}\\d-])(?=\\S{4,25}\\s)([\\p{L}][\\p{L}-]+)\\s+${SETS}\\s*(?:\\(|:\\s|,?\\s+(?:such as|namely|i\\.e\\.,?)\\s+)([^().;:]{5,160})`,
  "giu",
);
/** Words that say of no data set what it is. */
const ANY_KIND =
  /^(?:all|both|these|those|other|others|following|various|several|different|multiple|many|some|data|tested|evaluated|benchmark|algorithmic|two|three|four|five|six|seven|eight|remaining|first|last|main|each|every)$/i;
const OPERATION = /^x_?(?:plus|add|minus|sub|div|times|mul)_?y\b/i;

/** Reads the kinds that a text puts data sets in, by the lists behind the word. */
export function kindReader(
  keys: readonly string[],
  find: (text: string) => readonly Mention[],
): (text: string) => SetKind[] {
  return (text) =>
    [...text.matchAll(LISTING)].flatMap(([, word = "", list = ""]) => {
      const members = [...new Set(find(list).flatMap(({ ids }) => ids))];
      const items = list.trim().split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
      const some = members.length >= 2 && members.length < keys.length && items.length === members.length;
      return some && !ANY_KIND.test(word) ? [{ word: word.toLowerCase(), keys: members }] : [];
    });
}

/** The kinds that a paper puts its data sets in, by what its texts list, and arithmetic where there are operations. */
export function setKindsOf(listed: readonly SetKind[], keys: readonly string[]): SetKind[] {
  const operations = keys.filter((key) => OPERATION.test(key));
  const arithmetic = operations.length >= 2 && operations.length < keys.length;
  const all = [...listed, ...(arithmetic ? [{ word: "arithmetic", keys: operations }] : [])];
  const unique = [...new Map(all.map((kind) => [`${kind.word}\n${[...kind.keys].sort()}`, kind])).values()];
  return unique.filter(({ word }) => unique.filter((other) => other.word === word).length === 1);
}

/** Where a text speaks of the data sets of a kind: “arithmetic tasks”. */
export function kindsNamed(text: string, kinds: readonly SetKind[]): Mention[] {
  return kinds.flatMap(({ word, keys }) =>
    [...text.matchAll(new RegExp(`(?<![\\p{L}\\d-])${word}\\s+${SETS}\\b`, "giu"))].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      ids: keys,
    })),
  );
}
