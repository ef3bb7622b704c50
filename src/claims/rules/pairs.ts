import type { Bound } from "../binding";
import { restsOn } from "../candidates";
import type { Case } from "../case";
import { matching } from "../look-up";
import { metricsOfPair, type Pair, valuesOf } from "../pairs";
import { sourceSpan } from "../paper-text";
import { goes, relationAt, relationsIn } from "../relation";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import { subjectOf } from "../subject";
import type { Verdict } from "../verdict";
import { judgePairStart } from "./pair-starts";
import { judgeValue } from "./values";

/** Judges two numbers that are set against each other: each by itself, and whether the words say which way it went. */
export function judgePair(one: Case, sentence: Sentence, pair: Pair): Verdict[] {
  const { from, to } = pair;
  const sides = [from, to].map((number) => ({ number, subject: subjectOf(one, sentence, number) }));
  const [source, target] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const metrics = metricsFor(one, pair, closer(target.subject.metrics, source.subject.metrics));
  const datasets = closer(target.subject.datasets, source.subject.datasets);
  const runs =
    source.subject.runs.how === "attached" && source.subject.runs.ids !== sentence.before.runs.ids
      ? source.subject.runs
      : ANY_RUN;
  const meant = { ...target.subject, metrics, datasets, runs: targetRuns(sentence, to, target.subject.runs) };
  const start = judgeValue(one, sentence, from, { ...source.subject, metrics, datasets, runs });
  const elsewhere = start.kind === "supported" ? judgePairStart(one, sentence, pair, meant) : undefined;
  const arrived = startsAt(one, pair, meant) ? { ...meant, runs: ANY_RUN } : meant;
  const verdicts = [elsewhere ?? start, judgeValue(one, sentence, to, arrived)];
  if (isOfOthers(sentence)) return verdicts;
  const turned = directionVerdict(one, sentence, pair, metrics.ids) ?? swapped(one, sentence, pair, meant);
  return turned ? [...verdicts.filter(({ kind }) => kind !== "supported"), turned] : verdicts;
}

/** Where no metric is named, the two numbers together may tell which it is. */
function metricsFor(one: Case, pair: Pair, named: Bound): Bound {
  if (named.how === "attached" || named.how === "near") return named;
  const keys = metricsOfPair(one, pair).map(({ key }) => key);
  return keys.length > 0 && !keys.some((key) => named.ids.includes(key)) ? { ids: keys, how: "near" } : named;
}

const ANY_RUN = { ids: [], how: "none" } as const;

/** “from 0.34 to 0.21 on A, and from 0.86 to” */
const FROM_TO = /\bfrom\s+[\d.]+%?\s+to\s+[\d.]+[^.;]*?\bfrom\s+[\d.]+%?\s+to\s+$/i;

/**
 * The number that is arrived at belongs to the run that is spoken of, not to the baseline that it is compared with. After another
 * number, without a run named since, it is left open whose it is: “0.82 versus 0.81 on A, 0.93 versus 0.92 on B”.
 */
function targetRuns({ text, runs: mentions, numbers }: Sentence, { start }: Pair["to"], runs: Bound): Bound {
  if (runs.how === "attached") return runs;
  if (
    /\b(?:total|overall|whole|entire)\s+(?:reduction|gain|improvement|change|difference)\b/i.test(text.slice(0, start))
  )
    return ANY_RUN;
  const mention = mentions.findLast(({ end }) => end <= start);
  const between = numbers.filter((number) => number.start >= (mention?.end ?? 0) && number.end <= start);
  const subjects = new Set(mentions.flatMap(({ ids }) => ids).filter((id) => id !== "0"));
  const listed = subjects.size === 1 && runs.ids.length === 1 && FROM_TO.test(text.slice(mention?.end ?? 0, start));
  if (runs.how === "near" && between.length > 1 && !listed) return ANY_RUN;
  return runs.ids.length === 1 && runs.ids[0] === "0" ? ANY_RUN : runs;
}

function closer<One extends { how: string }>(first: One, second: One): One {
  const order = ["attached", "near", "carried", "none"];
  return order.indexOf(first.how) <= order.indexOf(second.how) ? first : second;
}

/** “improved from 0.090 to 0.093” where lower is better, “reduced from 3.1 to 3.4”. */
function directionVerdict(
  one: Case,
  sentence: Sentence,
  { from, to }: Pair,
  keys: readonly string[],
): Verdict | undefined {
  const [start, end] = [Math.min(from.start, to.start), Math.max(from.end, to.end)];
  const between = relationsIn(sentence.text).find(
    (one) => one.start > start && one.end < end && !/changed/.test(one.way),
  );
  const relation = between ?? relationAt(sentence, start, end);
  if (!relation || isOfOtherPair(sentence, relation.end, start)) return undefined;
  const sizes = { from: from.value, to: to.value };
  const metrics = one.evidence.metrics.filter(({ key }) => keys.includes(key));
  const known = metrics.length > 0 ? metrics : metricsOfPair(one, { from, to });
  if (known.length === 0 && relation.way !== "up" && relation.way !== "down") return undefined;
  const answers = (known.length > 0 ? known : one.evidence.metrics.slice(0, 1)).map((metric) =>
    goes(relation.way, metric, sizes.to - sizes.from),
  );
  if (isDenied(sentence, relation.start) || !answers.every((answer) => answer === false)) return undefined;
  const [metric] = known;
  const reason =
    sizes.to === sizes.from ? "the numbers are equal" : sizes.to > sizes.from ? "it is a rise" : "it is a fall";
  const better = metric?.direction ? `, and ${metric.direction} ${metric.key} is better` : "";
  return {
    kind: "wrong-direction",
    about: "comparison",
    ...sourceSpan(sentence.prose, relation.start < start ? relation.start : start, Math.max(relation.end, end)),
    message: `“${relation.word}” does not fit: from ${from.text} to ${to.text} ${reason}${better}.`,
    ...evidenceOf(one, { from, to }),
  };
}

/** “not better than the baseline (1.098 versus 1.097)”, “hardly improves” */
function isDenied({ text }: Sentence, start: number): boolean {
  return /\b(?:not|no|never|neither|nor|hardly|barely|n[’']t)\s+(?:[\p{L}-]+ly\s+|any\s+|much\s+|really\s+)?$/iu.test(
    text.slice(0, start),
  );
}

/** In “is lower, where it plummets from 2 to 1 and accuracy rockets from 3 to 4” the loss is lower, not the accuracy. */
function isOfOtherPair({ text, numbers }: Sentence, from: number, to: number): boolean {
  const between = numbers.some(({ start, end }) => start >= from && end <= to);
  return between && !/(?:,|\band)\s+(?:by\s+|from\s+)?$/i.test(text.slice(from, to));
}

type Meant = { readonly metrics: Bound; readonly datasets: Bound; readonly runs: Bound };

/** Whether a run has a number in one of the metrics on one of the data sets that are meant. */
function hasAmong(one: Case, { datasets, metrics }: Pick<Meant, "datasets" | "metrics">) {
  const reading = { averaged: datasets.how !== "attached", perplexity: false };
  return (number: Pair["from"], run: string) =>
    matching(one, number, { runs: [run], datasets: datasets.ids, metrics: metrics.ids }, reading).length > 0;
}

/** “raises it from 37.6 to 39.8 for the cosine schedule”: the run that is named may be the one that something is added to. */
function startsAt(one: Case, { from, to }: Pair, { runs, ...meant }: Meant): boolean {
  const [id] = runs.ids;
  if (id === undefined || runs.ids.length > 1 || meant.metrics.ids.length === 0) return false;
  const has = hasAmong(one, meant);
  return id !== "0" && has(from, id) && !has(to, id) && !has(to, "0");
}

/** “from 4511 to 4626” where the run that is spoken of has 4511, and the baseline 4626. */
function swapped(
  one: Case,
  sentence: Sentence,
  { from, to }: Pair,
  { metrics, datasets, runs }: Meant,
): Verdict | undefined {
  const [id] = runs.ids;
  if (
    runs.ids.length !== 1 ||
    id === "0" ||
    (runs.how !== "near" && runs.how !== "attached") ||
    metrics.ids.length === 0
  )
    return undefined;
  const has = hasAmong(one, { datasets, metrics });
  if (has(to, id!) || has(from, "0") || !has(from, id!) || !has(to, "0")) return undefined;
  return {
    kind: "wrong-direction",
    about: "comparison",
    ...sourceSpan(sentence.prose, Math.min(from.start, to.start), Math.max(from.end, to.end)),
    message: `It is the other way round: ${from.text} is the run's, and ${to.text} is what it is compared with.`,
    ...evidenceOf(one, { from, to }),
  };
}

function evidenceOf(one: Case, { from, to }: Pair): Partial<Verdict> {
  const [first] = valuesOf(one, from);
  const second =
    first && valuesOf(one, to).find(({ metric, dataset }) => metric === first.metric && dataset === first.dataset);
  return first && second ? restsOn([first, second]) : {};
}
