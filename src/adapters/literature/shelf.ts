import { plainTitle } from "../../research/plain-title";
import type { Work } from "../../research/reference";

/** The researcher's own works: nothing leaves the machine for them, and they are searched before anybody is asked. */
export type Shelf = {
  readonly name: string;
  /** All of them. What cannot be read is named in `problems`, and stops nothing. */
  works(signal: AbortSignal): Promise<{ readonly works: readonly Work[]; readonly problems: readonly string[] }>;
};

/** Works in which most words of a query occur, those with more of them first, a word of the title counting twice. */
export function worksWith(works: readonly Work[], query: string, most: number): Work[] {
  const words = [...new Set(wordsOf(query))].filter((word) => !COMMON.has(word));
  if (words.length === 0) return [];
  const scored = works.map((work) => {
    const title = new Set(wordsOf(work.title));
    const rest = new Set(wordsOf([...work.authors, work.venue, work.abstract, work.year ?? ""].join(" ")));
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

/** Plurals are their singulars. */
function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => plainTitle(word).replace(/(?<=\w{3})s$/, ""))
    .filter((word) => word !== "");
}
