import type { Measurement } from "../research/metrics";
import { contrast, intervalOf, pairedInterval95 } from "../research/statistics";
import { isTime } from "./agreement";
import { clauseEnd, clauseStart } from "./binding";
import { metricsIn, runsIn } from "./candidates";
import type { Case } from "./case";
import { isOneOfSeveral, isOwn, referencesOf, runMeant } from "./compared-run";
import type { Evidence, RunEvidence } from "./evidence";
import type { Mention } from "./mentions";
import type { MetricEvidence } from "./metric-words";
import { speaksOfOthers } from "./references";
import { goes, type Relation, type Way } from "./relation";
import type { Sentence } from "./sentence";
import { unnamedReferences } from "./unknown-references";

/** Who is compared with whom, in what and on what, as a sentence has it. */
export type Comparison = {
  readonly runs: readonly RunEvidence[];
  /** Whether the words name one run, so that no other may stand in for it. */
  readonly definite: boolean;
  readonly references: readonly RunEvidence[];
  /** Runs that it may be compared with as well where none is named: those that lack a part of it. */
  readonly lesser: readonly RunEvidence[];
  readonly metrics: readonly MetricEvidence[];
  /** Whether the sentence names the metric itself. */
  readonly measured: boolean;
  readonly datasets: readonly string[];
  readonly placed: boolean;
  /** Whether the data sets stand in the same clause. */
  readonly placedHere: boolean;
};

/** What a comparing word of a sentence compares. */
export function comparisonAt(one: Case, sentence: Sentence, relation: Relation): Comparison {
  const { evidence } = one;
  const [from, to] = [clauseStart(sentence, relation.start), clauseEnd(sentence, relation.end)];
  const within = <Named extends { start: number; end: number }>(all: readonly Named[]) =>
    all.filter(({ start, end }) => start >= from && end <= to);
  const clauseRuns = within(sentence.runs);
  const named = clauseRuns.length > 0 ? clauseRuns : sentence.runs;
  const references = referencesOf(one, sentence, named, within(sentence.aspects));
  const closest = runMeant(one, sentence, relation, from, named);
  const runs = runsIn(evidence, {
    runs: closest?.ids ?? evidence.runs.map(({ number }) => String(number)).filter((id) => id !== "0"),
  });
  const against = runsIn(evidence, { runs: references.length > 0 ? references.flatMap(({ ids }) => ids) : ["0"] });
  const others = speaksOfOthers(sentence.text, relation.end) && !isOneOfSeveral(sentence, closest);
  const unnamed = references.length === 0 && !others ? unnamedReferences(one, sentence, relation) : undefined;
  const lesser =
    references.length === 0 && !others && !unnamed && !isOwn(sentence, closest)
      ? runs.flatMap(({ number }) => one.runs.partsOf(String(number)))
      : [];
  const isBaseline = runs.length === 1 && runs[0]!.number === 0;
  const metrics = ofSpeed(
    one,
    closestOf(sentence.text, relation, within(sentence.metrics), AT_COMMAS).flatMap(({ ids }) => ids),
    relation,
  );
  const here = (
    whereBefore(sentence, relation) ?? closestOf(sentence.text, relation, within(sentence.datasets), AT_PLACES)
  ).flatMap(({ ids }) => ids);
  const datasets = here.length > 0 ? here : datasetsBeside(sentence);
  return {
    runs,
    definite: closest !== undefined && runs.length === 1,
    lesser: lesser.length > 0 ? runsIn(evidence, { runs: lesser }) : [],
    references: others
      ? evidence.runs.filter((run) => !runs.includes(run) || runs.length > 1)
      : references.some(({ own }) => own) || unnamed
        ? runsIn(evidence, { runs: [...(unnamed ?? []), "none"] })
        : isBaseline && references.length === 0
          ? evidence.runs.filter(({ number }) => number !== 0)
          : against,
    metrics:
      metrics.length > 0
        ? metricsIn(evidence, { metrics })
        : (stillMeant(one, sentence, relation, from) ?? unnamedMetrics(one, sentence, relation.way)),
    measured: metrics.length > 0,
    datasets: datasets.length > 0 ? [...new Set(datasets)] : evidence.datasets,
    placed: datasets.length > 0,
    placedHere: here.length > 0,
  };
}

/** “the loss is lower, most clearly on A, where accuracy is higher”: it is the loss that is lower. */
const AT_COMMAS = /[,:(]\s+/g;
/** “on A each is better, on B two are”: each is so on A. */
const AT_PLACES = /,\s+(?=(?:(?:and|but)\s+)?(?:(?:only|also)\s+)?(?:on|for|in)\s)/g;

/** What stands between the same signs as the word, where there is such. */
function closestOf<Named extends { start: number; end: number }>(
  text: string,
  { start, end }: Relation,
  all: readonly Named[],
  signs: RegExp,
): readonly Named[] {
  const places = [...text.matchAll(signs)].map(({ index }) => index);
  const from = places.findLast((place) => place < start) ?? 0;
  const to = places.find((place) => place >= end) ?? text.length;
  const here = all.filter((one) => one.start >= from && one.end <= to);
  return here.length > 0 ? here : all;
}

/** “good on A, and poor on B, where it is the worst”: it is so on B. */
function whereBefore({ text, datasets }: Sentence, { start }: Relation): readonly Mention[] | undefined {
  const place = datasets.findLast(({ end }) => end <= start);
  return place && WHERE.test(text.slice(place.end, start)) ? [place] : undefined;
}

const WHERE = /^\s*,\s+(?:where|on which|for which|in which)\s[^,.;:]*$/;

/** “slower than the baseline and worse in loss”: it is not the loss that is slower. */
function ofSpeed({ evidence }: Case, keys: readonly string[], { way, word }: Relation): readonly string[] {
  if ((way !== "faster" && way !== "slower") || /cheap|cost|expensive/i.test(word)) return keys;
  return metricsIn(evidence, { metrics: keys.length > 0 ? keys : ["none"] })
    .filter((metric) => isTime(metric) || ["throughput", "step", "epoch", "day"].some((head) => metric.heads.has(head)))
    .map(({ key }) => key);
}

/** Those that the rest of the sentence names; “on this dataset” is the one of the sentence before. */
function datasetsBeside({ text, datasets, before }: Sentence): readonly string[] {
  if (datasets.length > 0) return datasets.flatMap(({ ids }) => ids);
  const same = /\b(?:this|that|the same) (?:data ?set|task|corpus|shape|problem|operation)\b/i.test(text);
  return same && before.datasets.ids.length === 1 ? before.datasets.ids : [];
}

/** “where validation loss increases, whereas on text8 it is still above the baseline's”: what the sentence named before. */
function stillMeant(
  { evidence }: Case,
  { text, metrics }: Sentence,
  { way, start }: Relation,
  from: number,
): readonly MetricEvidence[] | undefined {
  const isTurned = way === "up" || way === "down";
  if (!isTurned || !/(?:^|[\s,])(?:it|they)\s/i.test(text.slice(from, start))) return undefined;
  const named = metrics.findLast(({ end }) => end <= from);
  return named && metricsIn(evidence, { metrics: named.ids });
}

/** What the sentences before spoke of, where that is one kind of thing. */
function unnamedMetrics(one: Case, { before }: Sentence, way: Way): readonly MetricEvidence[] {
  const usual = usualMetrics(one, way);
  if (before.metrics.ids.length === 0) return usual;
  const carried = metricsIn(one.evidence, { metrics: before.metrics.ids });
  const quick = carried.filter((metric) => usual.includes(metric));
  if (way === "faster" || way === "slower") return quick.length > 0 ? quick : usual;
  const primary = carried.filter((metric) => metric.primary);
  if (primary.length > 0) return primary;
  const onlyCosts = carried.every((metric) => isTime(metric) || metric.heads.has("throughput"));
  return onlyCosts && (way === "better" || way === "worse") ? [...usual, ...carried] : carried;
}

/** What a comparison without a metric is about: speed for “faster”, else the primary metric, else what is no cost, on unseen data if there is such. */
function usualMetrics({ evidence }: Case, way: Way): readonly MetricEvidence[] {
  const metrics = evidence.metrics.filter(({ sizes: [least, most] }) => least !== most);
  const costs = metrics.filter((metric) => isTime(metric) || metric.heads.has("throughput"));
  if (way === "faster" || way === "slower")
    return metrics.filter((metric) => costs.includes(metric) || metric.heads.has("step"));
  const primary = metrics.filter((metric) => metric.primary);
  if (primary.length > 0) return primary;
  const others = metrics.filter((metric) => !costs.includes(metric));
  const unseen = others.filter(({ words }) => !words.has("train"));
  return unseen.length > 0 ? unseen : others;
}

/** Whether a run differs from a reference in the way that the words say; undefined where one of them did not measure it. */
export function holds(
  way: Way,
  run: RunEvidence,
  reference: RunEvidence,
  metric: MetricEvidence,
  dataset: string,
): boolean | undefined {
  const [value, from] = [run.value(dataset, metric.key), reference.value(dataset, metric.key)];
  if (!value || !from || run === reference) return undefined;
  return goes(way, metric, value.mean - from.mean);
}

/** Where only standard errors were recorded, not what each seed gave. */
function fromErrors(value: Measurement, from: Measurement): (readonly [number, number])[] {
  if (value.perSeed || from.perSeed || !value.stderr || !from.stderr) return [];
  const half = 1.96 * Math.hypot(value.stderr, from.stderr);
  return [[value.mean - from.mean - half, value.mean - from.mean + half]];
}

/**
 * Whether the interval of the difference leaves out zero, corrected where the comparison is one of those that the runs were made
 * for; undefined where there are no seeds to tell.
 */
export function isClear(
  { compared }: Pick<Evidence, "compared">,
  [run, reference]: readonly [RunEvidence, RunEvidence],
  metric: MetricEvidence,
  dataset: string,
): boolean | undefined {
  const [value, from] = [run.value(dataset, metric.key), reference.value(dataset, metric.key)];
  if (!value || !from) return undefined;
  // Whichever way round a sentence has the two, it is the same comparison.
  const pair = [run.number, reference.number];
  const planned = compared.find(
    (one) =>
      pair.includes(one.run.number) &&
      pair.includes(one.reference.number) &&
      one.measurement.dataset === dataset &&
      one.measurement.metric === metric.key,
  );
  const corrected = planned?.comparison.corrected;
  if (corrected) return corrected.low > 0 || corrected.high < 0;
  const unpaired = intervalOf(contrast(value, from, { sameSeeds: false }));
  const paired = pairedInterval95(value.perSeed ?? [], from.perSeed ?? []);
  const intervals = [...fromErrors(value, from), ...(unpaired ? [unpaired] : []), ...(paired ? [paired] : [])];
  return intervals.length === 0 ? undefined : intervals.some(([one, other]) => one > 0 || other < 0);
}
