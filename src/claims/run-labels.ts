import { type Alias, FILLERS, isSubset, tokensOf } from "./run-aliases";
import { wordsOf } from "./words";

export type Labelled = { readonly ids: readonly string[]; readonly own: boolean };

/** The runs that a label in a table or legend means, the closest reading first. */
export function labelledRuns(label: string, aliases: readonly Alias[], own: readonly string[]): Labelled {
  const words = wordsOf(label).map(({ low }) => low);
  const telling = tokensOf(words);
  const exact = aliases.filter((alias) => alias.words.join(" ") === words.join(" "));
  if (exact.length > 0) return { ids: unique(exact), own: false };
  if (/^(?:\s*(?:the\s+)?(?:standard|vanilla)?\s*baseline\b[\p{L}\s()-]*)$/iu.test(label))
    return { ids: ["0"], own: false };
  if (/^\s*(?:ours?\b|proposed\b|full (?:method|model)|final (?:method|model))/i.test(label))
    return { ids: own, own: true };
  if (telling.size === 0 || !/\p{L}/u.test(label)) return { ids: [], own: false };
  const equal = aliases.filter(({ tokens }) => tokens.size === telling.size && isSubset(telling, tokens));
  if (equal.length > 0) return { ids: unique(equal), own: false };
  const part = unique(aliases.filter(({ tokens }) => isSubset(telling, tokens)));
  return { ids: part.length > 0 ? part : shortened(label, words, aliases), own: false };
}

/** “Hist.” and “TV”: beginnings of words, and first letters. */
function shortened(label: string, words: readonly string[], aliases: readonly Alias[]): string[] {
  const initials = /^\s*([A-Z]{2,5})\s*$/.exec(label)?.[1]?.toLowerCase();
  const fitting = aliases.filter((alias) =>
    initials
      ? initialsOf(alias.words) === initials ||
        initialsOf(alias.words.filter((word) => !FILLERS.test(word))) === initials
      : words.every((word) => word.length > 2 && alias.words.some((whole) => whole.startsWith(word))),
  );
  const ids = unique(fitting);
  return ids.length === 1 ? ids : [];
}

function initialsOf(words: readonly string[]): string {
  return words.map((word) => word[0]).join("");
}

function unique(aliases: readonly Alias[]): string[] {
  return [...new Set(aliases.map(({ id }) => id))];
}
