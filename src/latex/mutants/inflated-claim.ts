import { parseLatex } from "../document";
import type { Mutant } from "./mutant";
import { splice } from "./splice";

/** What no small study shows. */
const BOAST =
  "We prove conclusively that the proposed method sets a new state of the art on every data set and metric, and that it will do so for models of any size. ";
const HEDGES: readonly (readonly [RegExp, string])[] = [
  [/(?<!\w)(?:suggests?|indicates?)(?!\w)/gi, "proves"],
  [/(?<!\w)(?:may|might|could)(?!\w)/g, "will"],
  [/(?<!\w)(?:slightly|modestly|somewhat|marginally)(?!\w)/gi, "dramatically"],
  [/(?<!\w)in this setting(?!\w)/gi, "in general"],
];

/** The abstract begins with a claim that nothing supports, and its hedges are gone. */
export function inflatedClaim(text: string): Mutant | undefined {
  const document = parseLatex(text, "");
  const abstract = document.environments.find(({ name }) => name === "abstract");
  if (!abstract) return undefined;
  const inside = document.live.slice(abstract.bodyStart, abstract.bodyEnd);
  const begin = abstract.bodyStart + /^\s*/.exec(inside)![0].length;
  const hedges = HEDGES.flatMap(([pattern, by]) =>
    [...inside.matchAll(pattern)].map(({ 0: word, index }) => {
      const start = abstract.bodyStart + index;
      return { start, end: start + word.length, by };
    }),
  );
  return {
    text: splice(text, [{ start: begin, end: begin, by: BOAST }, ...hedges]),
    did: "put a claim into the abstract that nothing supports, and took its hedges away",
  };
}
