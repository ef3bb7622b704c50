import { clauseEnd } from "../binding";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import { isReference } from "../references";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { everyReference } from "./exceptions";
import { comparisonVerdict, isAsserted, nearestIn } from "./in-words";

const ONLY =
  /\bthe\s+only\s+(?:one|variant|method|model|run|configuration|approach|schedule|version|change|strategy|technique)(?:\s+of\s+[\p{L}\s]{1,24}?)?\s+(?:that|which|to)\s+/giu;

/** “It is the only one that beats the baseline on circle”: no other may do so as well. */
export function onlyOnes(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return [...sentence.text.matchAll(ONLY)].flatMap(({ 0: words, index }) => {
    const end = index + words.length;
    const relation = relations.find(({ start }) => start >= end && start - end <= 40);
    const run = runBefore(one, sentence, index);
    if (!relation || !run || relation.start >= clauseEnd(sentence, end)) return [];
    if (!isAsserted(sentence, index, relation.end)) return [];
    const { references, metrics, datasets } = comparisonAt(one, sentence, relation);
    const does = (some: RunEvidence, metric: MetricEvidence) =>
      datasets.map((dataset) => everyReference(relation, some, references, metric, dataset));
    const told = metrics
      .map((metric) => ({
        own: does(run, metric).filter((answer) => answer !== undefined),
        others: one.evidence.runs.filter(
          (other) =>
            other !== run && !references.includes(other) && does(other, metric).every((answer) => answer === true),
        ),
      }))
      .filter(({ own }) => own.length > 0);
    // That it does not itself is told where words are compared.
    if (told.length === 0 || told.some(({ own, others }) => !own.includes(true) || others.length === 0)) return [];
    const { others } = told[0]!;
    const said = `${others.map(nameOf).join(", ")} ${others.length === 1 ? "does" : "do"} so as well`;
    const message = `“Only” does not fit: ${said}.`;
    return [comparisonVerdict(sentence, "overclaimed", index, relation.end, message, said)];
  });
}

const THERE = /(?<!\bnot )\bonly\s+(?:on|for|in)\s+(?:the\s+)?$/i;

/** “Only on text8 does it lose to plain X”: there it has to, and nowhere else. */
export function onlyThere(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return sentence.datasets.flatMap((set, at) => {
    const next = sentence.datasets[at + 1];
    if (
      !THERE.test(sentence.text.slice(0, set.start)) ||
      (next && /^\s*(?:,|and|or)\s/.test(sentence.text.slice(set.end)))
    )
      return [];
    const relation = nearestIn(sentence, relations, set.start, set.end);
    if (!relation) return [];
    const { runs, definite, references, metrics } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!definite || !run) return [];
    const failing = metrics.flatMap((metric) => {
      const does = (dataset: string) => everyReference(relation, run, references, metric, dataset);
      const here = set.ids.map(does).filter((answer) => answer !== undefined);
      if (here.length === 0) return [];
      if (!here.includes(true)) return [`${nameOf(run)} does not on ${set.ids.join(", ")} in ${metric.key}`];
      const others = one.evidence.datasets.filter((dataset) => !set.ids.includes(dataset) && does(dataset) === true);
      return [others.length > 0 ? `${nameOf(run)} does so on ${others.join(", ")} in ${metric.key} as well` : ""];
    });
    if (failing.length === 0 || failing.includes("")) return [];
    const [from, to] = [Math.min(set.start, relation.start), Math.max(set.end, relation.end)];
    return [comparisonVerdict(sentence, "overclaimed", from, to, `“Only” does not fit: ${failing[0]}.`, failing[0])];
  });
}

/** The run that is named before, or that the sentence before was about. */
function runBefore({ evidence }: Case, { text, runs, before }: Sentence, index: number): RunEvidence | undefined {
  const named = runs.findLast((mention) => mention.end <= index && !isReference(text, mention));
  const ids = named
    ? named.ids
    : /(?:^|[\s,])(?:it|this)\s+(?:is|was)\s+(?:also\s+)?$/i.test(text.slice(0, index))
      ? before.subject
      : [];
  return ids.length === 1 ? evidence.runs.find(({ number }) => String(number) === ids[0]) : undefined;
}
