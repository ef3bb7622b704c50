import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere } from "./settings";

const FIXED =
  /\b(?:fixed|same|constant|identical)\s+(?:(?:global|random|initial)\s+)*seeds?\b|\bseeds?\s+(?:is|are|was|were)\s+(?:all\s+)?(?:fixed|held constant|set)\b|\b(?:fix|set|seed)(?:ed|ing|s)?\s+(?:all\s+)?(?:the\s+)?random\s+(?:seeds?|number generators?)\b/giu;
/** How programs fix what is drawn at random. */
const SEEDING = /seed|random_?state|prng|(?:^|_)rng|default_rng|generator/;

/** “with a fixed random seed” where no program sets one. */
export function judgeFixedSeeds({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  const { words } = evidence.code;
  if (words.size === 0 || isOfOthers(sentence) || isIntroductory(passage.section) || isElsewhere(sentence)) return [];
  const recorded = evidence.environments.some(({ seeds }) => seeds && seeds.length > 0);
  if (recorded || Math.max(0, ...evidence.seeds) > 1 || [...words].some((word) => SEEDING.test(word))) return [];
  return [...text.matchAll(FIXED)]
    .filter(({ index }) => !/\b(?:not|no|without|future|should|could|would)\b[^.;]{0,40}$/i.test(text.slice(0, index)))
    .map(({ 0: said, index }) => ({
      kind: "not-found",
      about: "fact",
      ...sourceSpan(prose, index, index + said.length),
      message: "No program sets a random seed.",
    }));
}
