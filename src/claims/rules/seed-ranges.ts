import type { Case } from "../case";
import { hasToken } from "../look-up";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere } from "./settings";

const RANGE = /\bseeds?\b[^.;:\d]{0,20}[:\s(]\s*(\d+)\s*(?:-{1,3}|–|—|to|through)\s*(\d+)(?![\d.]*[\d%])/giu;

/** “seeds (42–44)” where no program starts from 42. Seeds from 0 or 1 on are counted without being written. */
export function judgeSeedRanges({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (!/seed/i.test(text) || isOfOthers(sentence) || isIntroductory(passage.section) || isElsewhere(sentence))
    return [];
  const { literals, words } = evidence.code;
  if (![...words].some((word) => word.includes("seed"))) return [];
  return [...text.matchAll(RANGE)].flatMap(({ 0: said, 1: first = "", 2: last = "", index }): Verdict[] => {
    const [from, to] = [Number(first), Number(last)];
    if (from < 2 || to <= from || to - from > 100) return [];
    const start = index + said.lastIndexOf(first, said.length - last.length - 1);
    const place = { about: "fact" as const, ...sourceSpan(prose, start, index + said.length) };
    const recorded = evidence.environments.some(({ seeds }) => seeds?.includes(from));
    if (literals.has(from) || recorded || hasToken(evidence.notes, first))
      return [{ kind: "supported", ...place, message: "" }];
    return [{ kind: "not-found", ...place, message: `No program has the seed ${first}.` }];
  });
}
