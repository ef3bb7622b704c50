/** A word of a page with what stands before and after it in the same row. */
export type ReadWord = { readonly before: string; readonly word: string; readonly after: string };

/** The 0-based column of a line of LaTeX at which a word that was read on the page stands; among equals the one with most of its neighbours around it. */
export function columnOfWord(line: string, { before, word, after }: ReadWord): number | undefined {
  if (word === "") return undefined;
  const columns = [...line.matchAll(new RegExp(escaped(word), "gu"))].map(({ index }) => index);
  const nearby = wordsOf(before).slice(-4);
  const next = wordsOf(after).slice(0, 4);
  const around = (column: number) => {
    const left = wordsOf(line.slice(Math.max(0, column - 80), column)).slice(-6);
    const right = wordsOf(line.slice(column + word.length, column + word.length + 80)).slice(0, 6);
    return count(nearby, left) + count(next, right);
  };
  return columns.toSorted((one, other) => around(other) - around(one))[0];
}

function count(wanted: readonly string[], there: readonly string[]): number {
  return wanted.filter((word) => there.includes(word)).length;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
