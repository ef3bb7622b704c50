import { allows } from "../agreement";
import { clauseEnd, endOf } from "../binding";
import { type Candidate, describe, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import { inUnitOf, matching } from "../look-up";
import type { Mention } from "../mentions";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import { subjectOf } from "../subject";
import type { Verdict } from "../verdict";
import { leaderOf, leads, rivals, wantsLow } from "./leaders";

const SUPERLATIVE =
  /(?<![\p{L}-])(?:best|worst|lowest|highest|smallest|fastest|cheapest|shortest|largest|greatest|slowest)(?![\p{L}-])/giu;

/** A word that names something the best of all. */
export type Superlative = { readonly word: string; readonly start: number; readonly end: number };

/** “the largest improvement in loss” is no loss. */
const OF_CHANGE =
  /^\s+(?:(?:relative|absolute|single|overall|average)\s+)?(?:gains?|improvements?|benefits?|reductions?|decreases?|increases?|drops?|degradations?|declines?|differences?|changes?|effects?|savings?)\b/i;

/** The words of a sentence that name something the best or the worst of all, unless only of some. */
export function superlativesIn(one: Case, sentence: Sentence): Superlative[] {
  if (isOfOthers(sentence) || isIntroductory(sentence.passage.section)) return [];
  return [...sentence.text.matchAll(SUPERLATIVE)].flatMap(({ 0: word, index }) => {
    const before = sentence.text.slice(Math.max(0, index - 24), index);
    const ofSome = /\b(?:one of|among|second|next|not|than|our|the two|their|its)\s+(?:the\s+)?$/i.test(before);
    if (ofSome || OF_CHANGE.test(sentence.text.slice(index + word.length)) || isNamePart(one, sentence, word, index))
      return [];
    return [{ word: word.toLowerCase(), start: index, end: index + word.length }];
  });
}

/** In `best_val_loss` the best is no claim but a part of the name. */
function isNamePart({ evidence }: Case, { metrics }: Sentence, word: string, index: number): boolean {
  const mention = metrics.find(({ start, end }) => start <= index && index < end);
  return (
    /best/i.test(word) &&
    mention !== undefined &&
    evidence.metrics.some(({ key, words }) => mention.ids.includes(key) && words.has("best"))
  );
}

/** “the lowest KL divergence of 0.862”: the number that is named best must be the best of all runs. */
export function judgeSuperlatives(one: Case, sentence: Sentence): Verdict[] {
  return superlativesIn(one, sentence).flatMap((superlative) => judgeOne(one, sentence, superlative) ?? []);
}

function judgeOne(one: Case, sentence: Sentence, { word, start: index, end }: Superlative): Verdict | undefined {
  const to = clauseEnd(sentence, end);
  const metric =
    sentence.metrics.find((mention) => mention.end > index && mention.start < to && mention.start - index <= 60) ??
    resultBehind(sentence, index, end);
  const number = sentence.numbers.find(
    (candidate) =>
      candidate.start > index &&
      endOf(candidate) <= to + 1 &&
      isValue(candidate) &&
      !/\bfrom\s+$/.test(sentence.text.slice(0, candidate.start)),
  );
  if (!metric || !number || number.start - index > 110 || isOfAnother(sentence, metric, number)) return undefined;
  const subject = subjectOf(one, sentence, number);
  const reading = { averaged: true, perplexity: false };
  const selection = { runs: subject.runs.ids, datasets: subject.datasets.ids, metrics: metric.ids };
  const meant = matching(one, number, selection, reading);
  const isEqual = (other: Candidate) => inUnitOf(number, other, reading).some((value) => allows(number, value));
  const ofRuns = isOfRun(sentence, index, number);
  if (meant.length === 0 || meant.some((candidate) => isExtreme(one, candidate, word, isEqual, ofRuns)))
    return undefined;
  const better = leaderOf(rivals(one, meant[0]!), wantsLow(word, meant[0]!) === true)!;
  return {
    kind: "overclaimed",
    about: "comparison",
    ...sourceSpan(sentence.prose, index, number.end),
    message: `${number.text} is not the ${word}: ${describe(better)}.`,
    ...restsOn([better]),
  };
}

/** “the best result of 0.31”: in what the sentence before spoke of. */
function resultBehind({ text, before: { metrics } }: Sentence, start: number, end: number): Mention | undefined {
  const behind = /^\s+(?:overall\s+)?(?:results?|scores?|values?|performance)\s+(?:of|at|with)\b/i.exec(
    text.slice(end),
  );
  return behind && metrics.ids.length > 0 ? { start, end: end + behind[0].length, ids: metrics.ids } : undefined;
}

/** “has the lowest test error, and a worst error of 0.34”: what is named between is what the number is of. */
function isOfAnother({ metrics }: Sentence, metric: Mention, number: PrintedNumber): boolean {
  return metrics.some(
    ({ start, end, ids }) => start >= metric.end && end <= number.start && !metric.ids.every((id) => ids.includes(id)),
  );
}

/** A number with digits after the point or a unit that counts. */
function isValue({ decimal, percent, measure }: PrintedNumber): boolean {
  return !percent && (decimal || measure === "steps" || measure === "per second");
}

/** “Random angles give the lowest divergence (0.789)”: of all runs, not of what that run has elsewhere. */
function isOfRun({ text, runs, datasets }: Sentence, index: number, number: PrintedNumber): boolean {
  const giver = runs.findLast(({ end, ids }) => end <= index && ids.length === 1);
  const isPlaced = datasets.some(({ start, end }) => start >= index && end <= number.end + 24);
  return (
    giver !== undefined &&
    !isPlaced &&
    /^\s+(?:also\s+|clearly\s+|again\s+)?(?:gives?|gave|has|have|had|achiev\p{L}+|reach\p{L}+|yields?|shows?|attains?|obtains?|produces?|is|are|was)\s+(?:the\s+)?$/iu.test(
      text.slice(giver.end, index),
    )
  );
}

function isExtreme(
  one: Case,
  candidate: Candidate,
  word: string,
  isEqual: (other: Candidate) => boolean,
  ofRuns: boolean,
): boolean {
  const low = wantsLow(word, candidate);
  if (low === undefined) return true;
  const ahead = (others: readonly Candidate[]) =>
    leads(
      candidate,
      others.filter((other) => !isEqual(other)),
      low,
    );
  const others = candidate.dataset === undefined || ofRuns ? [] : siblings(one, candidate);
  return ahead(rivals(one, candidate)) || (others.length > 0 && ahead(others));
}

/** The same run on the other data sets: “the highest divergence, 0.989, is that of dino”. */
function siblings({ evidence }: Case, { metric, run, dataset }: Candidate): Candidate[] {
  return measuredIn(evidence, { runs: [String(run.number)], datasets: [], metrics: [metric.key] }).filter(
    (other) => other.dataset !== dataset,
  );
}
