import { allows } from "./agreement";
import { endOf, NOTHING } from "./binding";
import type { Candidate } from "./candidates";
import type { Case } from "./case";
import { candidatesFor, inUnitOf } from "./look-up";
import type { PrintedNumber } from "./printed-number";
import type { Sentence } from "./sentence";
import { type Subject, subjectOf } from "./subject";

/** Two numbers that a sentence sets against each other: where it comes from and where it gets to. */
export type Pair = { readonly from: PrintedNumber; readonly to: PrintedNumber };

/** “from 0.989 to 0.862”, “0.862 vs. 0.989”, “0.862, down from 0.989”, “0.989 → 0.862”, “from 66.5% (1-layer) to 14.3%” */
export function pairsIn(sentence: Sentence): Pair[] {
  const pairs: Pair[] = [];
  const { numbers, text } = sentence;
  for (let index = 0; index + 1 < numbers.length; index++) {
    if (isListed(text, numbers[index - 1], numbers[index]) || isListed(text, numbers[index + 1], numbers[index + 2]))
      continue;
    const pair = isOfInterval(text, numbers[index]!) ? undefined : pairOf(text, numbers[index]!, numbers[index + 1]!);
    if (pair === undefined) continue;
    pairs.push(pair);
    index++;
  }
  return pairs;
}

/** “corrected interval from -4.357 to -0.0089”, “in the range from 0.09 to 0.12”: bounds, and no change. */
export function isOfInterval(text: string, { start }: Pick<PrintedNumber, "start">): boolean {
  return /\b(?:(?:interval|range)\s+(?:(?:is|was|goes|runs|reaches|spans)\s+)?|(?:ranges?|ranged|ranging|var(?:y|ies|ied|ying)|spann?(?:s|ed|ing)?|l(?:ie|ies|ay|ying))\s+(?:only\s+)?)(?:from|between)\s*$/i.test(
    text.slice(Math.max(0, start - 40), start),
  );
}

/** Members of a list are set against members of another, not the last of one against the first of the other. */
function isListed(text: string, one: PrintedNumber | undefined, other: PrintedNumber | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.percent === other.percent &&
    /^\s*%?\s*(?:,|,?\s*and)\s*$/.test(text.slice(endOf(one), other.start))
  );
}

const TO =
  /^(?:\s*(?:nats|s|seconds|ms|steps|points|percentage points|%|tokens per second))?\s*(?:\([^();:]{1,30}\)|\(?(?:in|for|of|with|by|under|on|at)\s+[^.;:\d]{0,50}?)?\)?\s*(?:(?:down|up|all the way)\s+)?(?:to|→|->|–>)\s*(?:only|just|about|approximately|around)?\s*$/i;
const AGAINST =
  /^(?:[^.;:\d]|(?<=[a-z]{3})\d){0,40}?[\s,(]*(?:vs\.?|versus|baseline\s*:|(?:improvement|reduction|gain|increase|progress)\s+over|(?:whereas|while|where|when|but)(?= the baseline)|compared (?:to|with)|instead of|rather than|as opposed to|against|(?:down|up) from|as against)\s+(?:only |just |about |approximately |the |an? |average of |a value of |around )*(?:baseline(?:'s| value of| of| (?:has|had|is|was|stays at|reaches|needs|takes|achieves|obtains|gives|shows|at))?|[^.;:\d,]{0,40}?(?:'s|’s|of|at))?\s*$/i;

function pairOf(text: string, first: PrintedNumber, second: PrintedNumber): Pair | undefined {
  if (
    first.percent !== second.percent &&
    !(second.percent && !first.measure && text.slice(0, first.start).match(/from\s*$/i))
  )
    return undefined;
  if (first.times || second.times) return undefined;
  const between = text.slice(endOf(first), second.start);
  const before = text.slice(Math.max(0, first.start - 60), first.start);
  const opened =
    /\bfrom\s+(?:an?\s+|the\s+)?(?:average\s+(?:of\s+)?|mean\s+(?:of\s+)?|about\s+|approximately\s+|around\s+|roughly\s+|baseline(?:'s)?\s+(?:of\s+)?|value of\s+|[^.;:,\d]{0,30}(?:'s|’s|of|at)\s+)*$/i.test(
      before,
    );
  if (TO.test(between) && (opened || /→|->|–>/.test(between))) return { from: first, to: second };
  const compared = /^\s*%?\s*(?:and|,|vs\.?)\s*$/.test(between) && /\bthan\b[^()\d]{0,50}\(\s*$/i.test(before);
  if (compared) return { from: second, to: first };
  return AGAINST.test(between) ? { from: second, to: first } : undefined;
}

/** The metrics that both numbers of a pair may be values of. */
export function metricsOfPair(one: Case, { from, to }: Pair) {
  const of = (number: Pair["from"]) => new Set(valuesOf(one, number).map(({ metric }) => metric));
  const [first, second] = [of(from), of(to)];
  return [...first].filter((metric) => second.has(metric));
}

/** Everything measured that a number may be the value of. */
export function valuesOf(one: Case, number: Pair["from"]): Candidate[] {
  const reading = { averaged: true, perplexity: false };
  return candidatesFor(one, { runs: [], datasets: [], metrics: [] }, reading).filter((candidate) =>
    inUnitOf(number, candidate, reading).some((value) => allows(number, value)),
  );
}

/** “the gain rises from 0.009 to 0.013” sets two changes against each other, which no run measured. */
export function isOfGains({ text }: Sentence, { from, to }: Pair): boolean {
  return /\b(?:gains?|improvements?|reductions?|differences?|gaps?|benefits?|advantages?|margins?|penalty|overheads?|savings?)\b(?:[^.;:,\d]|(?<=[\p{L}-]\d*)\d){0,60}\b(?:rises?|rose|grows?|grew|shrinks?|shrank|falls?|fell|drops?|dropped|increases?|decreases?|goes|went|widens?|narrows?|changes?|reduced|cut)\s+from\s+$/iu.test(
    text.slice(0, Math.min(from.start, to.start)),
  );
}

/** “(100% vs 73.6–99.9%)”: a percentage that stands against another of its kind is a value, and so are both ends of a range. */
export function isSetAgainst(sentence: Sentence, number: PrintedNumber): boolean {
  const { text, numbers } = sentence;
  const last = numbers[numbers.indexOf(number) - 1];
  if (!number.percent || !last?.percent) return false;
  const between = text.slice(endOf(last), number.start);
  if (/^\s*%?\s*(?:--?|–|—)\s*$/.test(between)) return isSetAgainst(sentence, last);
  return /^\s*%\s*(?:vs\.?|versus)\s*$/.test(between);
}

/** What stands behind “vs” is not of the run that was named before. Undefined where nothing stands against the number. */
export function subjectSetAgainst(one: Case, sentence: Sentence, number: PrintedNumber): Subject | undefined {
  if (!isSetAgainst(sentence, number)) return undefined;
  const subject = subjectOf(one, sentence, number);
  return subject.runs.how === "attached" ? subject : { ...subject, runs: NOTHING };
}
