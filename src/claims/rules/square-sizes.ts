import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords } from "../words";
import { isElsewhere } from "./settings";

const SQUARE = /(?<![\p{L}\d.])(\d{1,4})\s?[×x]\s?(\d{1,4})(?![\p{L}\d.]|\s?[×x])/gu;
/** What is as wide as it is high, in texts and in names of the code. */
const THINGS: readonly (readonly [RegExp, RegExp])[] = [
  [/\bgrids?\b/i, /grid/],
  [/\b(?:kernels?|filters?|convolutions?)\b/i, /kernel|filter/],
  [/\bpatch(?:es)?\b/i, /patch/],
  [/\b(?:images?|resolution)\b/i, /im(?:age|g)|resolution/],
];
/** How far from the size its noun and its adjective stand. */
const AROUND = 48;

/** “a coarse 8×8 grid” where the code has `coarse_grid_size=5`. */
export function judgeSquares(one: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (isOfOthers(sentence) || isIntroductory(passage.section) || isElsewhere(sentence)) return [];
  return [...text.matchAll(SQUARE)].flatMap(({ 0: words, 1: width, 2: height, index }): Verdict[] => {
    const end = index + words.length;
    if (width !== height) return [];
    const sizes = sizesMeant(one, text, index, end);
    if (sizes.size === 0) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, end) };
    if (sizes.has(Number(width))) return [{ kind: "supported", ...place, message: "" }];
    const known = [...sizes].sort((a, b) => a - b).join(" or ");
    return [{ kind: "contradicted", ...place, message: `The code has ${known} a side, not ${width}.` }];
  });
}

/** The sizes that names of the code give to such a thing: those of the kind that the words say, else of all kinds. */
function sizesMeant({ evidence }: Case, text: string, start: number, end: number): Set<number> {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const thing = THINGS.find(([said]) => said.test(after)) ?? THINGS.find(([said]) => said.test(before));
  if (!thing) return new Set();
  const names = [...evidence.code.named].filter(
    ([name]) => thing[1].test(name) && /size|dim|width|side|res/.test(name),
  );
  const beside = new Set([...nameWords(before).slice(-2), ...nameWords(/^[^,;:.]*/.exec(after)![0]).slice(0, 1)]);
  const kinds = (name: string) =>
    nameWords(name).filter((word) => !thing[1].test(word) && !/^(?:size|dim|width|side|num|n|res|default)$/.test(word));
  const told = names.filter(([name]) => kinds(name).length > 0 && kinds(name).every((word) => beside.has(word)));
  return new Set((told.length > 0 ? told : names).flatMap(([, values]) => [...values]));
}
