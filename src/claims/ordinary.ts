import { endOf } from "./binding";
import type { PrintedNumber } from "./printed-number";
import { isOfSetup } from "./sections";
import type { Sentence } from "./sentence";

const NUMBERED =
  /(?:\b(?:sections?|secs?\.?|figures?|figs?\.?|tables?|tabs?\.?|equations?|eqs?\.?|appendi(?:x|ces)|chapters?|algorithms?|theorems?|lemmas?|steps?|pages?|pp?\.|parts?|layers?|heads?|phases?|stages?|experiments?|runs?|version|(?<!(?:training|total|maximum|max|number of)\s)(?:updates?|iterations?)|no\.?|line|panel|column|row|level|question|hypothesis|seeds?|epoch|item|reference|mod(?:ulo)?|base|top-|v)|#)[\s~\u00a0]*$|\b(?:equations?|eqs?\.?)[\s~\u00a0]*\($/i;
const CONFIDENCE = /^\s*%?[\s\u2009-]*(?:confidence|credible|CI\b|conf\.|intervals?|quantile|percentile|level)/i;
/** “the points of grokking (95% validation accuracy)” */
const LEVEL = /^\s*%\s+(?:(?:validation|val|test|train(?:ing)?)\.?\s+)?acc(?:uracy|\.)?\s*\)/i;
/** Shares and levels that say how, not what: confidence levels, halves. */
const CUSTOMARY = new Set([0.05, 0.01, 0.001, 0.95, 0.99, 0.975, 97.5, 0.5, 0, 1]);

/** Numbers that claim nothing about this work: years, numbers of sections and figures, counts in lists, levels of confidence, thresholds of definitions. */
export function isOrdinary(sentence: Sentence, number: PrintedNumber): boolean {
  const { text } = sentence;
  const before = text.slice(Math.max(0, number.start - 24), number.start);
  const after = text.slice(endOf(number), endOf(number) + 40);
  if (isYear(number, before) || (isBare(number) && NUMBERED.test(before)) || CONFIDENCE.test(after)) return true;
  if (
    number.percent &&
    /^\s*%\s*of the (?:reductions?|gains?|improvements?|effect|benefit|difference|gap)\b/i.test(after)
  )
    return true;
  if (number.percent && [90, 95, 99].includes(number.value) && /\(\s*$/.test(before) && LEVEL.test(after)) return true;
  if (number.percent && !number.decimal && /[<>≤≥]\s*$/.test(before) && isOfSetup(sentence)) return true;
  if (number.percent && (number.value === 100 || isConfidence(number, before, after))) return true;
  if (
    (number.value <= 1 &&
      /\bp\s*(?:-?\s*values?\s*(?:of|is|was|=|<)?|[<>=≤≥])\s*$/i.test(before) &&
      !/\b(?:dropout|probabilit\w*|rate)\s*[(,:]?\s*(?:with\s+|of\s+)?\(?p\s*=\s*$/i.test(before)) ||
    /^\s*(?:pt|em|ex|cm|mm|px|pages?|dpi)\b/.test(after)
  )
    return true;
  if (/^\s*\(?$/.test(text.slice(0, number.start)) && /^[.)]\s/.test(after) && Number.isInteger(number.value))
    return true;
  if (isTerm(text, number)) return true;
  return isInsideName(sentence, number) || isInsideMetric(sentence, number) || isUnitInterval(text, number);
}

/** The 1 of “1-p” and the 2 of “g+2 EMA(g)” are parts of formulas. */
function isTerm(text: string, { start, end, decimal, percent }: PrintedNumber): boolean {
  if (decimal || percent) return false;
  return (
    /^\s?[-−–]\s?(?:\p{Ll}|\p{Script=Greek})(?![\p{L}\d])/u.test(text.slice(end)) ||
    (/(?<![\p{L}\d])[\p{L})]\s?\+\s?$/u.test(text.slice(0, start)) && /^\s?[\p{L}(]/u.test(text.slice(end)))
  );
}

function isBare({ decimal, percent, measure }: PrintedNumber): boolean {
  return !decimal && !percent && measure === undefined;
}

/** Whether it is one of the numbers that everybody uses, so that it proves nothing to find it nowhere. */
export function isCustomary({ value, percent }: PrintedNumber): boolean {
  return CUSTOMARY.has(percent ? value / 100 : value) || CUSTOMARY.has(value);
}

function isYear({ value, decimal, percent, measure, text }: PrintedNumber, before: string): boolean {
  if (decimal || percent || measure || text.includes(",") || !Number.isInteger(value)) return false;
  return value >= 1950 && value <= 2035 && /(?:\b(?:in|since|by|of|et al\.?,?)|[(,])\s*$/i.test(before);
}

function isConfidence({ value }: PrintedNumber, before: string, after: string): boolean {
  if (![90, 95, 99, 99.9, 68].includes(value)) return false;
  return (
    /^\s*%?\s*(?:[-–]?\s*)?(?:of the seeds|bands?|error)/i.test(after) ||
    (/(?:half of (?:the|its)|the|a|at|with|±|Welch's|Student's|paired)\s*$/i.test(before) &&
      /^\s*%[^.]{0,30}interval/i.test(after)) ||
    /interval[^.]{0,20}$/i.test(before)
  );
}

/** The 0.35 of “Rank dropout (0.35)”. */
export function isInsideName({ runs, datasets }: Sentence, number: PrintedNumber): boolean {
  return [...runs, ...datasets].some(({ start, end }) => start <= number.start && number.end <= end);
}

/** The 99 of “steps to 99% validation accuracy”. */
function isInsideMetric({ metrics, text }: Sentence, number: PrintedNumber): boolean {
  if (metrics.some(({ start, end }) => start <= number.start && number.end <= end)) return true;
  return (
    number.percent &&
    number.value === 99 &&
    !number.decimal &&
    /\b(?:steps?|reach\w*|threshold|achiev\w*|mark|time)\b/i.test(text)
  );
}

/** `[0, 1]`, `(0, 1)`; “(1.0)” is none. */
function isUnitInterval(text: string, { start, end, value }: PrintedNumber): boolean {
  if (value !== 0 && value !== 1 && value !== -1) return false;
  const [before, after] = [text.slice(Math.max(0, start - 8), start), text.slice(end, end + 8)];
  return (
    (/[[(]\s*$/.test(before) && /^\s*,\s*[01](?:\.0)?\s*[\])]/.test(after)) ||
    (/[[(]\s*[-−]?[01](?:\.0)?\s*,\s*$/.test(before) && /^\s*[\])]/.test(after))
  );
}
