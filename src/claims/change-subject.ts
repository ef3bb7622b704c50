import { isTime } from "./agreement";
import { type Bound, clauseEnd, clauseStart, datasetsOf, endOf, metricsOf } from "./binding";
import type { Case } from "./case";
import { halfNamedRuns } from "./clause-subject";
import { type Change, changesIn } from "./derived";
import { metricsOfPair, type Pair, valuesOf } from "./pairs";
import type { PrintedNumber } from "./printed-number";
import { isReference } from "./references";
import type { Relation } from "./relation";
import { runsOf } from "./run-binding";
import type { RunMention } from "./run-words";
import type { Sentence } from "./sentence";
import { isAgainstUnknown, namesUnknownBetween } from "./unknown-references";

/** What a change is of: which runs against which, on what and in what. */
export type ChangeSubject = {
  readonly runs: Bound;
  readonly references: readonly string[];
  readonly datasets: Bound;
  readonly metrics: Bound;
  readonly averaged: boolean;
  /** Only means over data sets are meant. */
  readonly onAverage: boolean;
};

/** What the words say that a change is of. */
export function changeSubject(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  pair: Pair | undefined,
): ChangeSubject {
  const [from, to] = [clauseStart(sentence, number.start) - 1, clauseEnd(sentence, number.end)];
  const references = sentence.runs.filter(
    (mention) => isReference(sentence.text, mention) && mention.start >= from && mention.end <= to,
  );
  const bound = halfNamedBefore(one, sentence, number) ?? runsOf(sentence, number);
  const onlyBaseline = bound.ids.length === 1 && bound.ids[0] === "0";
  const runs = onlyBaseline ? { ids: [], how: "none" as const } : bound;
  const datasets = datasetsOf(sentence, number);
  const both = betweenTwo(sentence, from, to);
  return {
    runs: both ? { ids: both, how: "attached" } : runs,
    references:
      both ??
      (isAgainstUnknown(sentence, number)
        ? everyRun(one)
        : withParts(one, referenceIds(one, sentence, from, to, references), runs)),
    datasets,
    metrics: changedMetrics(one, sentence, number, relation, pair),
    onAverage: /^\s*%?\s*on average\b/i.test(sentence.text.slice(number.end)) && datasets.how !== "attached",
    averaged:
      datasets.how === "none" ||
      datasets.how === "carried" ||
      /\b(?:average|averaged|mean|overall|across)\b/i.test(sentence.text),
  };
}

/** “The filter is 2.5 times faster”, where no run is named: the one that has the word in its name. */
function halfNamedBefore({ evidence }: Case, sentence: Sentence, { start }: PrintedNumber): Bound | undefined {
  const from = clauseStart(sentence, start);
  if (sentence.runs.some((mention) => mention.start >= from && mention.end <= start)) return undefined;
  const meant = halfNamedRuns(evidence, sentence, from, start);
  return meant?.ids.length === 1 && meant.ids[0] !== "0" ? { ids: meant.ids, how: "carried" } : undefined;
}

/** “the difference between A and B” is that of either to the other. */
function betweenTwo({ text, runs }: Sentence, from: number, to: number): string[] | undefined {
  const at = runs.findIndex(
    ({ start, end }) =>
      start >= from && end <= to && /\bbetween\s+(?:the\s+)?$/i.test(text.slice(Math.max(0, start - 14), start)),
  );
  const [first, second] = [runs[at], runs[at + 1]];
  return first && second && /^\s*,?\s*and\s+(?:the\s+)?$/.test(text.slice(first.end, second.start))
    ? [...first.ids, ...second.ids]
    : undefined;
}

/** “from 0.924 to 0.988, an increase of 3.6%”, “3.6% (from 0.924 to 0.988)”: the percentage is that of the pair and of nothing else. */
export function isTight({ text }: Sentence, number: PrintedNumber, { from, to }: Pair): boolean {
  const [first, last] = [Math.min(from.start, to.start), Math.max(from.end, to.end)];
  if (number.start > last)
    return /^[^.;\d]{0,60}(?:,\s*(?:i\.e\.,?\s*)?(?:an?|which is|representing|corresponding|that is)\s[\p{L}\s]{0,40}(?:of\s+)?|\(|(?:—|–|---)\s*(?:an?\s+)?)\s*$/u.test(
      text.slice(last, number.start),
    );
  return /^\s*%?\s*[\p{L}\s]{0,30}\(\s*(?:from\s+)?$/u.test(text.slice(number.end, first));
}

/** Whether the percentage may have been computed from the pair: one of another metric says nothing about it. */
export function isOfPair(one: Case, sentence: Sentence, { metrics, datasets }: ChangeSubject, pair: Pair): boolean {
  const places = datasetsOf(sentence, pair.to);
  if (isElsewhere(datasets, places)) return false;
  const keys = metricsOfPair(one, pair).map(({ key }) => key);
  return keys.length === 0 || metrics.ids.length === 0 || keys.some((key) => metrics.ids.includes(key));
}

/** Both are tied to data sets, and to none in common. */
function isElsewhere(one: Bound, other: Bound): boolean {
  return [one, other].every(({ how }) => how === "attached") && !one.ids.some((id) => other.ids.includes(id));
}

/** The metric that is named, else the one that the printed pair is of, else what goes faster or takes longer. */
function changedMetrics(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  pair: Pair | undefined,
): Bound {
  const behind = metricBehind(sentence, number);
  if (behind) return behind;
  if (number.percent && OF_TIME.test(sentence.text.slice(endOf(number)))) {
    const times = one.evidence.metrics.filter(isTime);
    if (times.length > 0) return { ids: times.map(({ key }) => key), how: "near" };
  }
  const beside = pair ? [] : metricsOfValueBefore(one, sentence, number);
  if (beside.length > 0) return { ids: beside, how: "near" };
  const named = metricsOf(sentence, number);
  const ofPair = pair ? metricsOfPair(one, pair).map(({ key }) => key) : [];
  if (pair && ofPair.length > 0 && named.how !== "attached" && isTight(sentence, number, pair))
    return { ids: ofPair, how: "near" };
  const spare =
    isOfTraining(sentence, relation) ||
    (isOfSpeed(one, relation, named) && (named.how === "near" || /cost|price|time/i.test(relation.word)));
  const overhead = /overhead/i.test(relation.word) && !isTimed(one, named);
  if (!spare && !overhead && (named.how === "attached" || named.how === "near")) return named;
  if (ofPair.length > 0 && !overhead) return { ids: ofPair, how: "near" };
  if (
    !/overhead|longer|shorter|shorten|fast|cheap|cost|price|slower|quicker|speed|slow|earlier|later|sooner/i.test(
      relation.word,
    )
  )
    return named;
  const clause = sentence.text.slice(clauseStart(sentence, number.start), clauseEnd(sentence, number.end));
  const splits = [
    /\btrain/i.test(clause) ? "train" : "",
    /\b(?:infer|generat|sampl)/i.test(clause) ? "inference" : "",
  ].filter(Boolean);
  const costs = one.evidence.metrics.filter(
    (metric) => isTime(metric) || metric.heads.has("throughput") || metric.heads.has("step"),
  );
  const fitting = costs.filter(({ words }) => splits.length === 0 || splits.some((split) => words.has(split)));
  const meant = fitting.length > 0 ? fitting : costs;
  return meant.length > 0 ? { ids: meant.map(({ key }) => key), how: "near" } : named;
}

/** “shortens training by 22%” */
function isOfTraining({ text }: Sentence, { word, end }: Relation): boolean {
  return /^shorten/i.test(word) && /^\s+(?:the\s+)?(?:training|sampling|inference|generation)\b/i.test(text.slice(end));
}

/** “21% less time”, “saves 30% of the baseline's time” */
const OF_TIME = /^\s*%\s*(?:less|more|of\s+(?:the|its|their)\s+(?:[\p{L}'’-]+\s+){0,2}?)\s*time\b/iu;

function isTimed({ evidence }: Case, { ids }: Bound): boolean {
  return evidence.metrics.some((metric) => ids.includes(metric.key) && isTime(metric));
}

/** “7% training overhead”, “+7% training time” */
export function metricBehind({ text, metrics }: Sentence, number: PrintedNumber): Bound | undefined {
  if (!number.percent) return undefined;
  const end = endOf(number);
  const metric = metrics.find(
    ({ start }) =>
      start >= end &&
      /^\s*%\s*(?:more|less|longer|shorter|extra|additional|higher|lower)?\s*$/.test(text.slice(end, start)),
  );
  return metric && { ids: metric.ids, how: "attached" };
}

/** “reduced it to 0.013 (61% reduction)”: the change is one of what the value before the bracket is a value of. */
function metricsOfValueBefore(one: Case, sentence: Sentence, number: PrintedNumber): string[] {
  const { text, numbers } = sentence;
  const value = numbers.findLast((other) => endOf(other) <= number.start);
  if (!number.percent || !value || value.percent || value.times || !value.decimal) return [];
  if (!/^\s*(?:s|ms)?\s*\(\s*(?:an?\s+)?$/.test(text.slice(endOf(value), number.start))) return [];
  return [...new Set(valuesOf(one, value).map(({ metric }) => metric.key))];
}

/** “faster”, after a loss was named: that is not what goes faster. */
function isOfSpeed({ evidence }: Case, { way }: Relation, { ids }: Bound): boolean {
  const named = evidence.metrics.filter(({ key }) => ids.includes(key));
  return (
    (way === "faster" || way === "slower") &&
    !named.some(
      (metric) => isTime(metric) || ["throughput", "step", "epoch", "day"].some((head) => metric.heads.has(head)),
    )
  );
}

/** What a change is measured from: the runs that are named for it, the baseline, or, where something unknown is named, any. */
function referenceIds(
  { evidence }: Case,
  { text, runs }: Sentence,
  from: number,
  to: number,
  named: readonly RunMention[],
): string[] {
  if (named.some(({ own }) => own) || /\b(?:corresponding|analogous|respective)\b/i.test(text))
    return everyRun({ evidence });
  if (named.length > 0) return named.flatMap(({ ids }) => [...ids]);
  return namesUnknownBetween({ text, runs }, Math.max(0, from), to) ? everyRun({ evidence }) : ["0"];
}

/** Where nothing is named that it is measured from, it may be what lacks a part of the run: RevIN is added to the patches. */
function withParts(
  { evidence, runs: { partsOf } }: Case,
  references: readonly string[],
  { ids }: Bound,
): readonly string[] {
  if (references.length !== 1 || references[0] !== "0") return references;
  const runs = ids.length > 0 ? ids : evidence.runs.map(({ number }) => String(number));
  return [...references, ...new Set(runs.flatMap((id) => partsOf(id)))];
}

/** All runs, as ids. */
export function everyRun({ evidence }: Pick<Case, "evidence">): string[] {
  return evidence.runs.map(({ number }) => String(number));
}

/** The changes that a sentence may speak of: of the run named, or of every run but the one compared with. */
export function changesFor(
  { evidence }: Case,
  { runs, references, datasets, metrics, averaged, onAverage }: ChangeSubject,
): Change[] {
  const others = evidence.runs.map(({ number }) => String(number)).filter((id) => id !== "0");
  const selection = { runs: runs.ids.length > 0 ? runs.ids : others, datasets: datasets.ids, metrics: metrics.ids };
  const changes = changesIn(evidence, selection, references, averaged);
  return onAverage ? changes.filter(({ dataset }) => dataset === undefined) : changes;
}
