import { COUNT, countOf } from "../counts";
import type { Mention } from "../mentions";
import { sourceSpan } from "../paper-text";
import { isOfOthers, isOfOtherWork, isOutlook } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { SETS } from "./universals";

const THINGS = `(?:${SETS}|variants|methods|models|configurations|runs|approaches|strategies|metrics|measures|schedules|versions)`;
const LISTED = new RegExp(
  `(?<![\\p{L}\\d.,-])(${COUNT})\\s+(?:[\\p{L}\\d-]+\\s+){0,4}?${THINGS}\\s*(?:\\(([^().;:]{5,160})\\)|:\\s+([^().;:]{5,160})(?=[.;]|$))`,
  "giu",
);

/** “three data sets (circle, dino, line and moons)”: as many as are listed, where each that is listed is one that we know. */
export function judgeCountedLists(sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (isOfOthers(sentence) || isOfOtherWork(passage.section) || isOutlook(passage.section)) return [];
  return [...text.matchAll(LISTED)].flatMap(
    ({ 0: words, 1: count = "", 2: inBrackets, 3: behind, index }): Verdict[] => {
      const list = inBrackets ?? behind ?? "";
      const start = index + words.lastIndexOf(list);
      const items = itemsOf(list, start);
      const isKnown = items.every((item) => mentionsIn(sentence, item).length > 0);
      const said = countOf(count);
      if (items.length < 2 || !isKnown || items.length === said || isJoined(sentence, items)) return [];
      return [
        {
          kind: "contradicted",
          about: "fact",
          ...sourceSpan(prose, index, start + list.length),
          message: `It is said that there are ${count.toLowerCase()}, and ${items.length} are listed.`,
        },
      ];
    },
  );
}

type Span = { readonly start: number; readonly end: number };

/** What stands between commas and “and”. */
function itemsOf(list: string, start: number): Span[] {
  if (/\b(?:e\.g|i\.e|such as|including|among|etc|plus|each|respectively|with)\b|\d\s*[.,]\s*\d|\d/i.test(list))
    return [];
  const items: Span[] = [];
  let at = 0;
  for (const sign of [...list.matchAll(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|$/g)]) {
    const text = list.slice(at, sign.index);
    if (text.trim() !== "") items.push({ start: start + at, end: start + sign.index });
    at = sign.index + sign[0].length;
  }
  return items.every(({ start, end }) => end - start <= 40) ? items : [];
}

function mentionsIn({ datasets, runs, aspects, metrics }: Sentence, { start, end }: Span): readonly Mention[] {
  return [...datasets, ...runs, ...aspects, ...metrics].filter((one) => one.start < end && one.end > start);
}

/** A name that has a comma or an “and” itself stands in two items. */
function isJoined(sentence: Sentence, items: readonly Span[]): boolean {
  return items.some((item) =>
    mentionsIn(sentence, item).some(({ start, end }) => start < item.start || end > item.end),
  );
}
