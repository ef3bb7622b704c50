/** A word of a text with its place; `low` is in small letters. */
export type Word = { readonly low: string; readonly start: number; readonly end: number };

const WORD = /[\p{L}\d][\p{L}\d'’]*/gu;

/** The words of a text in order; hyphens and underscores separate, possessive endings are left off. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const bare = word.replace(/['’]s?$/, "");
    return { low: bare.toLowerCase(), start: index, end: index + bare.length };
  });
}

/** The words of a name, cut at underscores, hyphens and capitals. */
export function nameWords(name: string): string[] {
  return wordsOf(name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ")).map(({ low }) => low);
}

/** Without the endings of plurals and participles, so that `layers` and `layer`, `weighted` and `weighting` agree. */
export function stem(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/(?<=.{4})(?:ations?|ated|ating)$/, "")
    .replace(/(?:ies)$/, "y")
    .replace(/(?:ing|ed|es|s|e|able)$/, "");
}
