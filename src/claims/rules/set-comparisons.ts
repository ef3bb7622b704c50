import { clauseStart } from "../binding";
import { metricsIn, shortly } from "../candidates";
import type { Case } from "../case";
import { countsSteps } from "../counted-metrics";
import { nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import { goes, LEARNING, type Relation } from "../relation";
import type { Sentence } from "../sentence";
import { runsSpokenOf } from "../shown-run";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";

/** Two data sets and in what one is said to be ahead of the other. */
type SetPair = { readonly set: string; readonly other: string };

/** “Subtraction needs fewer steps than division”: one data set is compared with another, of the same run. */
export function setComparisons(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  const learned = timesOfLearning(sentence).filter(({ start, end }) => isAsserted(sentence, start, end));
  const known = new Set(learned.map(({ start }) => start));
  return [...relations.filter(({ start }) => !known.has(start)), ...learned].flatMap((relation) => {
    const pair = setsAt(sentence, relation);
    const metrics = pair ? metricsBeside(one, sentence, relation) : [];
    if (!pair || metrics.length === 0) return [];
    const runs = runsSpokenOf(one, sentence);
    const against = runs.flatMap((run) => metrics.map((metric) => ({ run, metric, ...told(run, metric, pair) })));
    const answers = against.map(({ change }) => change);
    const known = against.filter(({ change }) => change !== undefined);
    if (known.length === 0 || known.some(({ metric, change }) => goes(relation.way, metric, change!) !== false))
      return [];
    const at = answers.findIndex((change) => change !== undefined);
    const said = against[at]!.words;
    const message = `“${relation.word}” does not fit: ${said}.`;
    return [comparisonVerdict(sentence, "wrong-direction", relation.start, relation.end, message, said)];
  });
}

const REFERENCE = /\bthan\s+(?:(?:that|those|it)\s+)?(?:(?:of|on|for|in|with|is|does)\s+)?(?:the\s+)?$/i;

/** The data set behind “than”, and the one before the comparing word, where no run is named between. */
export function setsAt(sentence: Sentence, { start, end }: Relation): SetPair | undefined {
  const { text, datasets } = sentence;
  const other = datasets.find((set) => set.start >= end && REFERENCE.test(text.slice(end, set.start)));
  if (!other || other.start - end > 80 || other.ids.length !== 1) return undefined;
  const from = clauseStart(sentence, start);
  const own = datasets.filter((set) => set.end <= start);
  const here = own.filter((set) => set.start >= from);
  const its = /\b(?:it|its|it's)\b/i.test(text.slice(from, start)) ? own.at(-1) : undefined;
  const subject = here.length === 1 ? here[0] : here.length === 0 ? its : undefined;
  if (subject?.ids.length !== 1 || subject.ids[0] === other.ids[0]) return undefined;
  return { set: subject.ids[0]!, other: other.ids[0]! };
}

/** The metrics of the comparing clause, of which one has to be named unless it is told that something is learned sooner. */
function metricsBeside({ evidence }: Case, sentence: Sentence, { start, end }: Relation): readonly MetricEvidence[] {
  const from = clauseStart(sentence, start);
  const named = sentence.metrics.find((metric) => metric.start >= from && metric.start - end <= 30);
  if (named) return metricsIn(evidence, { metrics: named.ids });
  const counting = LEARNING.test(sentence.text.slice(from, start));
  return counting ? evidence.metrics.filter(countsSteps) : [];
}

/** “division grokking later than subtraction”: a comparing word where something learns. */
function timesOfLearning({ text }: Sentence): Relation[] {
  return [...text.matchAll(/\b(?:(later|slower)|earlier|sooner|faster)(?=\s+than\b)/gi)].flatMap(
    ({ 0: word, 1: late, index: start }) =>
      LEARNING.test(text.slice(0, start))
        ? [{ way: late ? ("up" as const) : ("down" as const), start, end: start + word.length, word }]
        : [],
  );
}

function told(
  run: RunEvidence,
  metric: MetricEvidence,
  { set, other }: SetPair,
): { readonly change: number | undefined; readonly words: string } {
  const [value, from] = [run.value(set, metric.key)?.mean, run.value(other, metric.key)?.mean];
  if (value === undefined || from === undefined) return { change: undefined, words: "" };
  return {
    change: value - from,
    words: `in ${nameOf(run)} ${metric.key} is ${shortly(value)} on ${set} and ${shortly(from)} on ${other}`,
  };
}
