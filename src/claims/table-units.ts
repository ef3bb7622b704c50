import { isShare, isTime } from "./agreement";
import type { Case } from "./case";
import type { PrintedNumber } from "./printed-number";

/** “0.356 (0.005)” under a caption that tells of errors in brackets. */
export function withBracketedSpread(
  first: PrintedNumber,
  others: readonly PrintedNumber[],
  text: string,
  caption: string,
): [PrintedNumber, readonly PrintedNumber[]] {
  const [spread, more] = others;
  const told =
    /\b(?:std|s\.?e\.?|standard (?:errors?|deviations?))\b[^.;]{0,30}\b(?:brackets|parenthes[ie]s)|\b(?:brackets|parenthes[ie]s)\b[^.;]{0,30}\b(?:std|standard (?:errors?|deviations?))/i;
  const bracketed = spread && !more && !first.spread && /[([]\s*$/.test(text.slice(first.end, spread.start));
  return bracketed && told.test(caption) ? [{ ...first, spread }, []] : [first, others];
}

/** A share above 1 can only be printed in percent. */
export function asShare({ evidence }: Case, keys: readonly string[], number: PrintedNumber): PrintedNumber {
  const metrics = evidence.metrics.filter(({ key }) => keys.includes(key));
  const share = metrics.length > 0 && metrics.every(isShare) && number.value > 1.5;
  return share && number.measure === undefined ? { ...number, percent: true } : number;
}

/** Captions that name a unit name that of times. */
export function isTimed({ evidence }: Case, keys: readonly string[]): boolean {
  const metrics = evidence.metrics.filter(({ key }) => keys.includes(key));
  return metrics.length > 0 && metrics.every(isTime);
}

/** With the unit that stands over the column. */
export function withUnitOf(number: PrintedNumber, heads: string, caption: string): PrintedNumber {
  const text = `${heads} ${caption}`;
  if (number.measure !== undefined || number.percent) return number;
  if (/[([]\s*(?:in\s+)?(?:ms|milliseconds?)\s*[)\]]/i.test(text)) return { ...number, measure: "ms" };
  if (/[([]\s*(?:in\s+)?(?:min|mins|minutes?)\s*[)\]]/i.test(text)) return { ...number, measure: "min" };
  if (/[([]\s*(?:in\s+)?(?:h|hrs?|hours?)\s*[)\]]/.test(text)) return { ...number, measure: "h" };
  return /\(\s*(?:in\s+)?(?:%|percent)\s*\)|(?:acc\w*|accuracy)\s*%|%\s*acc/i.test(heads)
    ? { ...number, percent: true }
    : number;
}

/** What a value is multiplied with, by what is over the column, or in the caption for what is not a time. */
export function scaleOf({ evidence }: Case, keys: readonly string[], heads: string, caption: string): number {
  const metrics = evidence.metrics.filter(({ key }) => keys.includes(key));
  const size = Math.max(0, ...metrics.filter((metric) => !isTime(metric)).map(({ sizes }) => sizes[1]));
  const timed = metrics.length > 0 && metrics.every(isTime);
  return scaleIn(heads, size) ?? (timed ? 1 : (scaleIn(caption, size) ?? 1));
}

/** “($\times 10^{-2}$)”, “(×100)”, “MSE $\times 10^3$”: small values are made larger, large ones smaller. */
function scaleIn(text: string, size: number): number | undefined {
  if (size >= 1000 && (/(?:^|[\s([|])k\s?(?:\w+)?\/\s?s\b/.test(text) || /\bthousands? of\b/i.test(text))) return 0.001;
  const power = /[×x·]\s*10\s*\^?\s*([−–-]?\d)\b/.exec(text)?.[1];
  if (power !== undefined) {
    const exponent = Number(power.replace(/[−–]/, "-"));
    return 10 ** (exponent > 0 && size < 10 ? exponent : -exponent);
  }
  const factor = /[(]\s*[×x]\s*(\d{2,4})\s*[)]/.exec(text)?.[1];
  return factor === undefined ? undefined : Number(factor);
}
