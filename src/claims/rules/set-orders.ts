import type { Case } from "../case";
import { countsSteps } from "../counted-metrics";
import type { RunEvidence } from "../evidence";
import type { Mention } from "../mentions";
import type { MetricEvidence } from "../metric-words";
import type { Sentence } from "../sentence";
import { runsSpokenOf } from "../shown-run";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";

const FIRST =
  /\b(?:(?:exhibit(?:s|ed)|show(?:s|ed)|ha[sd]|require[sd]?|need(?:s|ed)|display(?:s|ed)|demonstrate[sd]|reache[sd]|achieve[sd])\s+the\s+(earliest|fastest|quickest|latest|slowest|fewest|most|lowest|highest)|(?:grokk?(?:s|ed)|converge[sd]|learn(?:s|ed)|train(?:s|ed)|generali[sz]e[sd]|(?:is|was)\s+(?:learn(?:ed|t)|solved))\s+(?:the\s+)?(earliest|fastest|quickest|first|soonest|latest|slowest|last))\b/gi;

/** “The x task exhibited the earliest grokking, followed by y and z”, “x groks slowest”: an order of data sets, which some run has to have. */
export function setOrders(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(FIRST)].flatMap(({ 0: words, 1: shown, 2: done = "", index }) => {
    const word = shown ?? done;
    const end = index + words.length;
    const first = sentence.datasets.findLast((set) => set.end <= index);
    if (first?.ids.length !== 1 || !isSubject(sentence, first, index) || !isAsserted(sentence, index, end)) return [];
    const metrics = metricsMeant(one, sentence, word, end);
    const order = [first.ids[0]!, ...followers(sentence, end)];
    const runs = runsSpokenOf(one, sentence);
    const fits = (run: RunEvidence, metric: MetricEvidence) => isInOrder(one, run, metric, order, isLow(word));
    const known = runs.flatMap((run) => metrics.map((metric) => fits(run, metric))).filter((fit) => fit !== undefined);
    if (known.length === 0 || known.includes(true)) return [];
    const message = `No run has that order in ${metrics.map(({ key }) => key).join(" or ")}: ${order.join(", ")}.`;
    return [comparisonVerdict(sentence, "overclaimed", first.start, end, message)];
  });
}

/** “The x task showed”: the data set does it, not a run on it. */
function isSubject({ text }: Sentence, set: Mention, index: number): boolean {
  return (
    /(?:^|[.,;]\s+|\(|\b(?:while|and|that)\s+)(?:the\s+)?$/i.test(text.slice(0, set.start)) &&
    /^\s*(?:tasks?|data ?sets?|operation|problem|benchmark|environment)?\s*$/i.test(text.slice(set.end, index))
  );
}

function isLow(word: string): boolean {
  return /^(?:earliest|fastest|quickest|first|soonest|fewest|lowest)$/i.test(word);
}

/** What is named behind the word, or what counts steps for “earliest”. */
function metricsMeant({ evidence }: Case, { metrics }: Sentence, word: string, end: number): MetricEvidence[] {
  const named = metrics.find(({ start }) => start >= end && start - end <= 30);
  if (named) return evidence.metrics.filter(({ key }) => named.ids.includes(key));
  if (!/^(?:earliest|fastest|quickest|first|soonest|latest|slowest|last)$/i.test(word)) return [];
  return evidence.metrics.filter(countsSteps);
}

/** “followed by y and z” */
function followers({ text, datasets }: Sentence, from: number): string[] {
  const cue = /\bfollowed by\b/i.exec(text.slice(from));
  if (!cue) return [];
  return datasets.filter(({ start }) => start >= from + cue.index).flatMap(({ ids }) => (ids.length === 1 ? ids : []));
}

/** Whether the first leads all others and the rest come in turn. */
function isInOrder(
  { evidence }: Case,
  run: RunEvidence,
  { key }: MetricEvidence,
  order: readonly string[],
  low: boolean,
): boolean | undefined {
  const value = (dataset: string) => run.value(dataset, key)?.mean;
  const values = order.map(value);
  const all = evidence.datasets.map(value).filter((one) => one !== undefined);
  if (values.some((one) => one === undefined) || new Set(all).size < 2) return undefined;
  const ahead = (some: number, other: number) => (low ? some <= other : some >= other);
  return (
    all.every((other) => ahead(values[0]!, other)) &&
    values.every((one, at) => at === 0 || ahead(values[at - 1]!, one!))
  );
}
