import { parseLatex } from "../document";
import type { Mutant } from "./mutant";
import { splice } from "./splice";

/** Words that say which way a number went, with their opposites; each pair works both ways. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ["lower", "higher"],
  ["lowers", "raises"],
  ["reduces", "increases"],
  ["reduced", "increased"],
  ["reducing", "increasing"],
  ["reduction", "increase"],
  ["decreases", "grows"],
  ["decreased", "grew"],
  ["decrease", "growth"],
  ["improves", "degrades"],
  ["improved", "degraded"],
  ["improvement", "degradation"],
  ["improvements", "degradations"],
  ["better", "worse"],
  ["best", "worst"],
  ["faster", "slower"],
  ["smaller", "larger"],
  ["fewer", "more"],
  ["gain", "loss"],
  ["outperforms", "falls behind"],
];
const OPPOSITE: ReadonlyMap<string, string> = new Map(
  OPPOSITES.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);
const ANY = new RegExp(`(?<![\\w\\\\-])(?:${[...OPPOSITE.keys()].join("|")})(?![\\w-])`, "gi");

/** The abstract says the opposite of what the tables show. */
export function flippedSign(text: string): Mutant | undefined {
  const document = parseLatex(text, "");
  const abstract = document.environments.find(({ name }) => name === "abstract");
  if (!abstract) return undefined;
  const inside = document.live.slice(abstract.bodyStart, abstract.bodyEnd);
  const changes = [...inside.matchAll(ANY)].map(({ 0: word, index }) => {
    const start = abstract.bodyStart + index;
    return { start, end: start + word.length, by: asWritten(word, OPPOSITE.get(word.toLowerCase())!) };
  });
  if (changes.length === 0) return undefined;
  const words = changes.length === 1 ? "1 word" : `${changes.length} words`;
  return { text: splice(text, changes), did: `turned ${words} of the abstract into the opposite` };
}

function asWritten(word: string, opposite: string): string {
  return /^\p{Lu}/u.test(word) ? opposite[0]!.toUpperCase() + opposite.slice(1) : opposite;
}
