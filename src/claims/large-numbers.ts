import { metricsOf } from "./binding";
import type { Case } from "./case";
import type { PrintedNumber } from "./printed-number";
import { runsOf } from "./run-binding";
import type { Sentence } from "./sentence";
import { countedIn, isTold } from "./subject";

/** A whole number of a size that a metric of large numbers has, where that metric or a run is spoken of. */
export function isLikeSomeResult({ evidence }: Case, sentence: Sentence, number: PrintedNumber): boolean {
  const { text } = sentence;
  if (
    /^[^.;]{0,40}\b(?:parameters?|weights|images|samples|examples|tokens|points|words|sentences|pairs)\b/i.test(
      text.slice(number.end),
    )
  )
    return false;
  if (/\b(?:would|could|should|might|future)\b/i.test(text)) return false;
  const named = metricsOf(sentence, number);
  const counted = countedIn(sentence, number);
  const shifted = counted !== undefined && /\bby\s+$/i.test(text.slice(0, number.start));
  if (shifted && evidence.metrics.some(({ words }) => words.has(counted))) return true;
  const fits = evidence.metrics.filter(
    ({ key, words, sizes: [low, high] }) =>
      (counted === undefined ? number.value >= 100 : words.has(counted)) &&
      (named.ids.length === 0 || named.ids.includes(key) || counted !== undefined) &&
      low >= 20 &&
      number.value >= low / 3 &&
      number.value <= high * 3,
  );
  return fits.length > 0 && (isTold(named) || counted !== undefined || isTold(runsOf(sentence, number)));
}
