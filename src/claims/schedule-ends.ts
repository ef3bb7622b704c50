import { PARAMETERS, type ParameterKind } from "./parameter-words";
import type { PrintedNumber } from "./printed-number";

const RATE = /\b(?:learning[- ]rates?|lr)\b/i;
/** “the learning rate is warmed up over 500 steps to 0.1” */
const WARMED = /\bwarm\w*(?:\s+up)?\b[^.;()]{0,50}\bto\s+(?:a\s+)?(?:peak\s+)?(?:(?:value\s+)?of\s+)?$/i;
/** “cosine to 1e-5”, “annealed by a cosine to 1e-5”, “and ends at 1e-5” */
const ENDED =
  /\b(?:cosine|anneal\w*|decay(?:s|ed|ing)?)\b(?:\s+(?:schedule|decay|annealing|down|linearly|by|with|following|an?|cosine|the|learning|rate|it))*\s+to\s+(?:a\s+)?(?:(?:minimum|final)\s+)?(?:(?:value\s+)?of\s+)?$|\bends?\s+at\s+$/i;

const called = (name: string) => PARAMETERS.find((one) => one.name === name);
const PEAK = called("learning rate");
const LEAST = called("minimum learning rate");

/** The learning rate at which a warm-up or a decay arrives. Weights decay as well, and so do other things. */
export function endOfSchedule(text: string, { start, value, percent }: PrintedNumber): ParameterKind | undefined {
  if (percent || value <= 0 || value >= 1) return undefined;
  const before = text.slice(Math.max(0, start - 120), start);
  if (/\bfrom\s+\S+\s+to\s+$/i.test(before)) return undefined;
  if (ENDED.test(before) && (RATE.test(text) || /\bcosine\b[^.;]{0,30}$/i.test(before)))
    return value <= 0.01 ? LEAST : undefined;
  return RATE.test(before) && WARMED.test(before) ? PEAK : undefined;
}
