import type { Sentence } from "./sentence";

/** Whether what stands under a heading is about other people's work. */
export function isOfOtherWork(section: string): boolean {
  return /related|prior work|previous work/i.test(section);
}

/** “Background › Problem Setting” tells of this work. */
export const POSED = /problem\s+(?:setting|set-?up|formulation|statement|definition)/i;

/** Whether what stands under a heading explains what others found, before this work begins. */
export function isIntroductory(section: string): boolean {
  return isOfOtherWork(section) || (/background|preliminar/i.test(section) && !POSED.test(section));
}

/** Whether what stands under a heading is about what was not done. “Conclusions and future work” tells of both. */
export function isOutlook(section: string): boolean {
  return /future|limitation/i.test(section) && !/conclu|result|discussion/i.test(section);
}

/** “Salimans and Ho proposed …”, “Lee et al. report …” */
const NAMED_OTHERS =
  /\p{Lu}\p{L}+\s+(?:et\s+al\.?,?|and\s+\p{Lu}\p{L}+)\s+(?:\uE000\s*)?(?:\(\d{4}\)\s*)?(?:first\s+|later\s+|have\s+)?(?:propos|introduc|show|report|f[io]und|stud|demonstrat|observ|argu|analy[sz]|train|us|speed|go\b|discover|suggest|achiev)|\b[Ii]n (?:their|the original) (?:study|work|paper|experiments|evaluation)\b|^They (?:report|find|found|show|observe|obtain|propose)/u;

/** Whether a sentence tells what others did, by their names. */
export function isOfNamedOthers(text: string): boolean {
  return NAMED_OTHERS.test(text) && !/\b(?:we|our|ours)\b/i.test(text);
}

/** Numbers beside a citation, with nothing of ours near, are another paper's. */
export function isOfOthers({ cites, runs, datasets, metrics, passage, text }: Sentence): boolean {
  if (isOfNamedOthers(text)) return true;
  if (!cites) return false;
  if (/related|background|introduction|prior/i.test(passage.section) && !/\b(?:we|our|ours)\b/i.test(text)) return true;
  return runs.length === 0 && datasets.length === 0 && metrics.length === 0 && !/\b(?:we|our|ours)\b/i.test(text);
}

/** Whether a sentence says how it was done rather than what came of it. */
export function isOfSetup({ passage, runs, metrics, text }: Sentence): boolean {
  if (
    /set-?up|problem setting|method|implement|detail|architect|training|experimental|model|hyper|protocol|configur|simulation|procedure/i.test(
      passage.section,
    )
  )
    return !/result|discussion|conclu/i.test(passage.section);
  return (
    !/result|discussion|conclu|abstract/i.test(passage.section) &&
    passage.kind !== "abstract" &&
    runs.length === 0 &&
    metrics.length === 0 &&
    /\b(?:we (?:use|set|train|choose|fix)|is set to|are set to)\b/i.test(text)
  );
}
