/** “instead of”, “unlike”, “we do not use”, “future work”: what stands behind such words is not what was done. */
export function isDenied(text: string, start: number): boolean {
  return /\b(?:instead of|unlike|rather than|not|no|without|replac\w+|could|might|such as|compared (?:to|with)|future|than|over(?!\s+\d)|alternatives?|e\.g\.,?|like)\b[^.;:]{0,30}$/i.test(
    text.slice(0, start),
  );
}
