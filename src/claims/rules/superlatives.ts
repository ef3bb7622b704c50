import { allows } from "../agreement";
import { clauseEnd, endOf } from "../binding";
import { averagesIn, type Candidate, describe, measuredIn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { inUnitOf, matching } from "../look-up";
import { sourceSpan } from "../paper-text";
import { isIntroductory } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isOfOthers, subjectOf } from "./values";

const SUPERLATIVE =
  /(?<![\p{L}-])(?:best|lowest|highest|smallest|fastest|shortest|largest|greatest|slowest)(?![\p{L}-])/giu;

/** “the lowest KL divergence of 0.862”: the number that is named best must be the best of all runs. */
export function judgeSuperlatives(one: Case, sentence: Sentence): Verdict[] {
  if (isOfOthers(sentence) || isIntroductory(sentence.passage.section)) return [];
  return [...sentence.text.matchAll(SUPERLATIVE)].flatMap(({ 0: word, index }) => {
    if (
      isNamePart(one, sentence, word, index) ||
      /\b(?:one of|among|second|next|not|than|our|the two|their|its)\s+(?:the\s+)?$/i.test(
        sentence.text.slice(Math.max(0, index - 24), index),
      )
    )
      return [];
    const verdict = judgeOne(one, sentence, word.toLowerCase(), index);
    return verdict ? [verdict] : [];
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

function judgeOne(one: Case, sentence: Sentence, word: string, index: number): Verdict | undefined {
  const to = clauseEnd(sentence, index + word.length);
  const metric = sentence.metrics.find(({ start, end }) => end > index && start < to && start - index <= 60);
  const number = sentence.numbers.find(
    (candidate) => candidate.start > index && endOf(candidate) <= to + 1 && candidate.decimal && !candidate.percent,
  );
  if (!metric || !number || number.start - index > 110) return undefined;
  const subject = subjectOf(one, sentence, number);
  const reading = { averaged: true, perplexity: false };
  const meant = matching(
    one,
    number,
    { runs: subject.runs.ids, datasets: subject.datasets.ids, metrics: metric.ids },
    reading,
  );
  if (
    meant.length === 0 ||
    meant.some((candidate) =>
      isExtreme(one, candidate, word, (other) =>
        inUnitOf(number, other, reading).some((value) => allows(number, value)),
      ),
    )
  )
    return undefined;
  const better = rivals(one, meant[0]!).sort((a, b) =>
    wantsLow(word, meant[0]!) ? a.value - b.value : b.value - a.value,
  )[0]!;
  return {
    kind: "overclaimed",
    about: "comparison",
    ...sourceSpan(sentence.prose, index, number.end),
    message: `${number.text} is not the ${word}: ${describe(better)}.`,
    evidence: describe(better),
  };
}

function isExtreme(one: Case, candidate: Candidate, word: string, isEqual: (other: Candidate) => boolean): boolean {
  const low = wantsLow(word, candidate);
  if (low === undefined) return true;
  const leads = (others: readonly Candidate[]) =>
    others.every((other) => isEqual(other) || (low ? other.value >= candidate.value : other.value <= candidate.value));
  return leads(rivals(one, candidate)) || (candidate.dataset !== undefined && leads(siblings(one, candidate)));
}

/** The same run on the other data sets: “the highest divergence, 0.989, is that of dino”. */
function siblings({ evidence }: Case, { metric, run, dataset }: Candidate): Candidate[] {
  return measuredIn(evidence, { runs: [String(run.number)], datasets: [], metrics: [metric.key] }).filter(
    (other) => other.dataset !== dataset,
  );
}

/** The other runs in the same metric. */
function rivals({ evidence }: Case, { metric, dataset, run }: Candidate): Candidate[] {
  const selection = { runs: [], datasets: dataset === undefined ? [] : [dataset], metrics: [metric.key] };
  const all = dataset === undefined ? averagesIn(evidence, selection) : measuredIn(evidence, selection);
  return all.filter((other) => other.run !== run);
}

function wantsLow(word: string, { metric }: Candidate): boolean | undefined {
  if (/lowest|smallest|shortest/.test(word)) return true;
  if (/highest|largest|greatest/.test(word)) return false;
  const lower = metric.direction === undefined ? undefined : metric.direction === "lower";
  if (lower === undefined) return undefined;
  return word === "slowest" ? !lower : lower;
}

const BEST =
  /\b(?:is|are|was|remains?|performs?|works?|does|turns out)\s+(?:also\s+|clearly\s+)?(?:the\s+)?(?:single\s+)?(best|worst|most effective|least effective)(?:\s+(?:choice|option|variant|method|schedule|model|of all|overall))?\b/gi;

/** “The constant head is the best choice on dino”: by name, without a number. */
export function judgeBest(one: Case, sentence: Sentence): Verdict[] {
  if (
    isOfOthers(sentence) ||
    isIntroductory(sentence.passage.section) ||
    /\b(?:not|among|except|if|whether|could|second)\b/i.test(sentence.text)
  )
    return [];
  return [...sentence.text.matchAll(BEST)].flatMap(({ 0: words, 1: word = "best", index }) => {
    const relation = { way: "better" as const, start: index, end: index + words.length, word };
    const { runs, definite, metrics, datasets, placed } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!definite || !run || !placed) return [];
    const told = metrics.filter(({ direction }) => direction !== undefined);
    const leads = (metric: (typeof told)[number], dataset: string) => {
      const own = measuredIn(one.evidence, {
        runs: [String(run.number)],
        datasets: [dataset],
        metrics: [metric.key],
      })[0];
      const low = (metric.direction === "lower") === /best|most/i.test(word);
      return !own || rivals(one, own).every((other) => (low ? other.value >= own.value : other.value <= own.value));
    };
    if (told.length === 0 || told.some((metric) => datasets.every((dataset) => leads(metric, dataset)))) return [];
    const [metric, dataset] = [told[0]!, datasets[0]!];
    const others = measuredIn(one.evidence, { runs: [], datasets: [dataset], metrics: [metric.key] });
    const better = others.sort((a, b) => (metric.direction === "lower" ? a.value - b.value : b.value - a.value))[0]!;
    return [
      {
        kind: "overclaimed",
        about: "comparison",
        ...sourceSpan(sentence.prose, index, index + words.length),
        message: `It is not the ${word.toLowerCase()} on ${datasets.join(", ")}: ${describe(better)}.`,
        evidence: describe(better),
      },
    ];
  });
}
