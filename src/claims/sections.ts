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
