import type { Case } from "../case";
import { isWritten } from "../look-up";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

const COEFFICIENT = /(?:^|[\s($])(?:Pearson(?:'s)?\s+|Spearman(?:'s)?\s+)?(?:r|ρ|rho|R)(?:_s)?\s*[=≈]\s*[+−–-]?$/u;
const CALLED =
  /\bcorrelations?(?:\s+coefficients?)?(?:\s+(?:of|is|was|reaches)|\s*[:=(])\s*(?:about|around|approximately|[~≈])?\s*$/i;

/** “correlates with the loss (r = 0.82 ± 0.03)”: a coefficient is no value of the loss, and its ± is none of the loss's spreads. */
export function isCorrelation({ evidence }: Case, { text }: Sentence, number: PrintedNumber): boolean {
  if (!number.decimal || number.percent || Math.abs(number.value) > 1 || number.measure !== undefined) return false;
  const before = text.slice(Math.max(0, number.start - 40), number.start);
  const isSaid = (COEFFICIENT.test(before) && /correlat/i.test(text)) || CALLED.test(before);
  return isSaid && !evidence.metrics.some(({ words }) => [...words].some((word) => /^corr/.test(word)));
}

/** A coefficient that the notes or the code have as it is printed. */
export function judgeCorrelation(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  if (!isCorrelation(one, sentence, number) || !isWritten(one, number)) return undefined;
  return { kind: "supported", about: "number", ...sourceSpan(sentence.prose, number.start, number.end), message: "" };
}
