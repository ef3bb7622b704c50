import { allows, allowsSize } from "../agreement";
import { type Bound, clauseStart, endOf } from "../binding";
import { type Candidate, measuredIn, type Selection } from "../candidates";
import type { Case } from "../case";
import { isHalfNamed } from "../half-names";
import { isDerived, isInCode, isRecorded, isWritten, matching, PLAIN, type Reading } from "../look-up";
import { isCustomary } from "../ordinary";
import type { PrintedNumber } from "../printed-number";
import { isReference } from "../references";
import type { Sentence } from "../sentence";
import type { Subject } from "../subject";

/** The data that a number may rest on, the nearest reading of the words first; undefined when there are none. */
export function supportFor(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  subject: Subject,
): readonly Candidate[] | undefined {
  const { runs, datasets, metrics, reading } = subject;
  const selection: Selection = { runs: runs.ids, datasets: datasets.ids, metrics: metrics.ids };
  const told = (bound: Bound) => (bound.how === "carried" ? [] : bound.ids);
  if (isSpread(sentence, number))
    return spreadSupport(one, number, { runs: runs.ids, datasets: told(datasets), metrics: told(metrics) });
  const close = matching(one, number, selection, reading);
  if (close.length > 0) return close;
  const single = datasets.how === "attached" && datasets.ids.length === 1 && metrics.how === "attached";
  const looser = matching(one, number, loosened(sentence, subject, number), {
    ...reading,
    averaged: reading.averaged || !single,
  });
  if (looser.length > 0) return looser;
  const half = ofHalfNamed(one, sentence, number, selection, reading);
  if (half.length > 0) return half;
  if (metrics.ids.length === 0 && (isWritten(one, number) || isCustomary(number))) return [];
  const set = number.spread === undefined && metrics.how !== "attached";
  if (set && (isInCode(one, number) || isRecorded(one, number))) return [];
  if (isStartOfChange(one, sentence, number, selection)) return [];
  if (isOfGap(one, sentence, number, selection)) return [];
  if (number.value < 0 && isOfNegatives(one, selection)) return undefined;
  return !number.percent && isOfDifference(sentence, number) && isDerived(one, number) ? [] : undefined;
}

/** “The student takes 52 s, the teacher 96”: the number of another run, of which the sentence speaks by a part of its name. */
function ofHalfNamed(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  selection: Selection,
  reading: Reading,
): readonly Candidate[] {
  return matching(one, number, { ...selection, runs: [] }, reading).filter(({ run }) =>
    isHalfNamed(one.evidence, sentence, run),
  );
}

/** “slower (0.12 s → 0.29–0.49 s)”: what stands before the arrow is the baseline's, whoever is spoken of. */
function isStartOfChange(one: Case, { text }: Sentence, number: PrintedNumber, selection: Selection): boolean {
  const leads = /^\s*(?:%|[a-z]{1,8})?\s*(?:→|->)/.test(text.slice(endOf(number)));
  return leads && matching(one, number, { ...selection, runs: ["0"] }, PLAIN).length > 0;
}

/** “The gap between training and validation loss is 0.657 for the baseline”: one metric of a run less another of its kind. */
function isOfGap(
  { evidence }: Case,
  { text, passage }: Sentence,
  number: PrintedNumber,
  { runs, datasets }: Selection,
): boolean {
  const before = passage.text.slice(0, Math.max(0, passage.text.indexOf(text)));
  const last = /\b(?:it|they)\b/i.test(text) ? before.slice(-160) : "";
  if (!/\bgaps?\b|\bminus\b|\bdifferences? between\b/i.test(`${last} ${text}`)) return false;
  const values = measuredIn(evidence, { runs, datasets, metrics: [] });
  return values.some((one) =>
    values.some(
      (other) =>
        one.run === other.run &&
        one.dataset === other.dataset &&
        one.metric !== other.metric &&
        [...one.metric.heads].some((head) => other.metric.heads.has(head)) &&
        allowsSize(number, one.value - other.value),
    ),
  );
}

/** A minus is no sign of a difference where the metric has negative values. */
function isOfNegatives({ evidence }: Case, { metrics }: Selection): boolean {
  return measuredIn(evidence, { runs: [], datasets: [], metrics }).some(({ value }) => value < 0);
}

/** “the standard error is 27 steps, as opposed to 86 for the baseline” */
function isSpread(sentence: Sentence, number: PrintedNumber): boolean {
  const before = sentence.text.slice(0, number.start);
  return (
    /\b(?:standard (?:errors?|deviations?)|stderr|std)\b(?![^.;]*\bmean\b)(?:[^;:]{0,100}|(?<=s)[^;]{0,140})$/i.test(
      before,
    ) && !number.spread
  );
}

function spreadSupport(one: Case, number: PrintedNumber, selection: Selection): readonly Candidate[] | undefined {
  const fitting = measuredIn(one.evidence, selection).filter(({ spreads }) =>
    spreads().some((spread) => allows(number, spread)),
  );
  const coded = isInCode(one, number);
  return fitting.length > 0 || number.value === 0 || coded ? [] : undefined;
}

/** Where the words leave it open which of several things is meant, all of them. */
function loosened({ text, runs, datasets, metrics }: Sentence, subject: Subject, { end }: PrintedNumber): Selection {
  const wider = (bound: Bound, named: readonly { readonly ids: readonly string[] }[]) => {
    if (bound.how === "attached") return bound.ids;
    return bound.how === "near" ? [...new Set([...bound.ids, ...named.flatMap(({ ids }) => ids)])] : [];
  };
  return {
    runs: wider(
      subject.runs,
      runs.filter((one) => !one.own && !(one.start > end && isReference(text, one))),
    ),
    datasets: wider(subject.datasets, datasets),
    metrics:
      subject.metrics.how === "none" || subject.metrics.how === "carried"
        ? []
        : [...new Set([...subject.metrics.ids, ...metrics.flatMap(({ ids }) => ids)])],
  };
}

/** Words of differences, intervals and ratios. */
const DIFFERENCE =
  /\b(?:differences?|intervals?|CI|gaps?|margins?|by|changes?|deviations?|std|standard errors?|exceeds?|costs?|interaction|paired|Welch|minus|seeds?|ratio|factor|spread|variance|variation|half|sav(?:es|ed|ings?)|fewer|sooner|earlier|later|amounts? to)\b|[Δ±[]|(?<![\p{L}\d^–-])[+−-]\d/iu;

/** What stands after ± beside a value does not make it a difference, and neither does “followed by”. */
const SPREADS = /(?<=\d\s*)±\s*[\d.,]*|\b(?:followed|preceded)\s+by\b/g;

/** “1860 steps less than the baseline, constant noise 910” */
const LESS_THAN =
  /\d\s*(?:[\p{L}]+\s+)?(?:fewer|less|more|higher|lower|longer|earlier|later|sooner)\b(?:\s+than\b|\s*[.,;)])/u;

/** “from 0.91”, “reaching 0.91”, “0.90 to 0.91”, “on hills (0.91)”: what something came to, whatever else the sentence speaks of. */
const CAME_TO =
  /(?:\b(?:from|(?<!amount(?:s|ed|ing)? )to|reach\w*|achiev\w*|attain\w*|obtain\w*|instead of|rather than|needs?|requires?|takes?)\s+(?:only\s+|about\s+|just\s+|a\s+\S+\s+of\s+)?|[\p{L}]\s*\()$/u;

/** Whether the words around speak of differences, intervals or ratios rather than of what one run came to. */
function isOfDifference(sentence: Sentence, number: PrintedNumber): boolean {
  const { text } = sentence;
  const { start, end } = number;
  if (/\bratios?\b/i.test(text.slice(clauseStart(sentence, start), start))) return true;
  if (isCameTo(sentence, number)) return false;
  const from = Math.max(clauseStart(sentence, start), start - 90);
  if (/\b(?:another|additional|extra|worth)\s+$/i.test(text.slice(0, start))) return true;
  return DIFFERENCE.test(withoutRunNames(sentence, from, end + 30).replace(SPREADS, "")) || LESS_THAN.test(text);
}

/** “Half bandwidth” is a run, and speaks of the half of nothing. */
function withoutRunNames({ text, runs }: Sentence, from: number, to: number): string {
  const blanked = runs.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
  return blanked.slice(from, to);
}

/** Whether the words right before say that this is what something came to. A sign, “0.04 to 0.06” and intervals speak of differences. */
export function isCameTo({ text }: Pick<Sentence, "text">, number: PrintedNumber): boolean {
  const before = text.slice(Math.max(0, number.start - 40), number.start);
  const isSigned = /^[+−–-]/.test(number.text);
  const isUpperBound = /\d\s*to\s+$/.test(before) && !/\bfrom\s+[\d.,]+\s*to\s+$/.test(before);
  const isLowerBound = /\(\s*$/.test(before) && /^\s*(?:to|–|--?)\s*[+−–-]?\d/.test(text.slice(endOf(number)));
  return CAME_TO.test(before) && !isSigned && !isUpperBound && !isLowerBound && !isBetween(text, number);
}

/** “an interval from 0.03 to 0.05” */
function isBetween(text: string, { start }: PrintedNumber): boolean {
  return /\b(?:intervals?|CI|range|between|differences?|gains?|gaps?|effects?|improvements?)\b[^.;]{0,80}$/i.test(
    text.slice(Math.max(0, start - 90), start).replace(/\d\.\d/g, "00"),
  );
}
