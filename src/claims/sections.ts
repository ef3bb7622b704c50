import type { Sentence } from "./sentence";

/** Whether what stands under a heading is about other people's work. */
export function isOfOtherWork(section: string): boolean {
  return /related|prior work|previous work/i.test(section);
}

/** Whether what stands under a heading explains what others found, before this work begins. */
export function isIntroductory(section: string): boolean {
  return isOfOtherWork(section) || /background|preliminar/i.test(section);
}

/** Whether what stands under a heading is about what was not done. “Conclusions and future work” tells of both. */
export function isOutlook(section: string): boolean {
  return /future|limitation/i.test(section) && !/conclu|result|discussion/i.test(section);
}

/** Numbers beside a citation, with nothing of ours near, are another paper's. */
export function isOfOthers({ cites, runs, datasets, metrics, passage, text }: Sentence): boolean {
  if (!cites) return false;
  if (/related|background|introduction|prior/i.test(passage.section) && !/\b(?:we|our|ours)\b/i.test(text)) return true;
  return runs.length === 0 && datasets.length === 0 && metrics.length === 0 && !/\b(?:we|our|ours)\b/i.test(text);
}
