import type { Work } from "../../research/reference";

/** The researcher's own works: nothing leaves the machine for them, and no service is asked. */
export type Shelf = {
  readonly name: string;
  /** All of them. What cannot be read is named in `problems`, and stops nothing. */
  works(signal: AbortSignal): Promise<{ readonly works: readonly Shelved[]; readonly problems: readonly string[] }>;
};

/** A work with the words that it is found by. */
export type Shelved = {
  readonly work: Work;
  readonly title: ReadonlySet<string>;
  readonly rest: ReadonlySet<string>;
};

export function shelved(work: Work): Shelved {
  const { title, authors, venue, abstract, year } = work;
  const rest = [...authors, venue, year ?? "", abstract].join(" ");
  return { work, title: new Set(wordsOf(title)), rest: new Set(wordsOf(rest)) };
}

/** Works in which most words of a query occur, those with more of them first, a word of the title counting twice. */
export function worksWith(works: readonly Shelved[], query: string, most: number): Work[] {
  const words = [...new Set(wordsOf(query))].filter((word) => !COMMON.has(word));
  if (words.length === 0) return [];
  const scored = works.map(({ work, title, rest }) => {
    const found = words.filter((word) => title.has(word) || rest.has(word));
    return { work, found: found.length, score: found.length + found.filter((word) => title.has(word)).length };
  });
  return scored
    .filter(({ found }) => found >= Math.max(1, Math.ceil(words.length * 0.6)))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ work }) => work);
}

const COMMON = new Set("a an and are as at by for from in into is of on or over the to using via with".split(" "));

/** In small letters without accents; plurals are their singulars. */
function wordsOf(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word));
}
