import { type Bound, carriedOver, NOTHING } from "./binding";
import type { PrintedNumber } from "./printed-number";
import type { Sentence } from "./sentence";

/** “It needs 1940 steps”: the run of the sentence before, if that named one. */
export function carriedRuns({ text, before: { runs } }: Sentence, number: PrintedNumber): Bound {
  if (runs.ids.length > 1 && /\b(?:together|combined|combination|jointly)\b/i.test(text)) return NOTHING;
  const spoken = text.slice(0, number.start);
  const pronoun =
    /\b(?:it|the (?:model|network))\s+(?:needs|needed|reache[sd]|takes|took|has|had|is|was|gets|got|attain(?:s|ed)|achieve[sd]|require[sd]|ends|ended|obtain(?:s|ed)|drops|dropped|lower(?:s|ed)|reduce[sd]|loses|lost|gain(?:s|ed)|save[sd]|costs?)\b/i;
  const its =
    /\bits\s+[\p{L}\s-]{2,40}?\s(?:is|was|reaches|falls to|rises to|drops to|stands at)\s+(?:only\s+|about\s+)?$/iu;
  if (runs.ids.length === 1 && runs.how === "mentioned" && its.test(text.slice(0, number.start)))
    return { ids: runs.ids, how: "attached" };
  if (runs.ids.length === 1 && runs.how === "mentioned" && pronoun.test(spoken) && isOpenedBy(spoken))
    return { ids: runs.ids, how: "near" };
  return carriedOver(runs);
}

/** “On dino, it needs”; in “Weighting pays off where it is needed: it takes” the sentence has named for itself what “it” is. */
function isOpenedBy(before: string): boolean {
  return /^(?:[^\s,;:]+[\s,]+){0,5}(?:it|the (?:model|network))\b/i.test(before);
}
