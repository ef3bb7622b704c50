import { allowsSize, factorsFor } from "../agreement";
import { clauseStart, endOf } from "../binding";
import type { Case } from "../case";
import { type Change, changesIn, describeChange } from "../derived";
import type { PrintedNumber } from "../printed-number";
import { isReference } from "../references";
import type { Sentence } from "../sentence";
import { isTold, type Subject } from "../subject";
import type { Verdict } from "../verdict";
import type { Say } from "./unsupported-values";

const BY = /\bby\s+(?:about\s+|only\s+|just\s+|roughly\s+|around\s+|approximately\s+|as much as\s+|another\s+)?$/i;
const BEHIND = /^\s*(?:\p{L}+\s+)?(?:later|earlier|sooner|fewer|less|more|lower|higher|longer|shorter|above|below)\b/u;
/** “the improvement is 0.68 on A and 0.67 on B” */
const NOUN =
  /\b(?:improvements?|gains?|increases?|reductions?|decreases?|drops?|differences?|gaps?|margins?|adds?|loses?|costs?|gained|lost|rises?|falls?)\s+(?:(?!to\b|from\b|reach)[^.;:()]){0,60}$/i;
const OF_VALUE = /(?:\b(?:to|from|at|reach\w*|than|vs\.?|against|versus)|[:(=])\s*(?:about\s+|only\s+|just\s+)?$/i;

function isDifference(sentence: Sentence, number: PrintedNumber): boolean {
  const { text } = sentence;
  const before = text.slice(clauseStart(sentence, number.start), number.start);
  if (BY.test(before) || BEHIND.test(text.slice(endOf(number)))) return true;
  return NOUN.test(before) && !OF_VALUE.test(before) && !/\b(?:to|from|reach\w*)\b/i.test(NOUN.exec(before)?.[0] ?? "");
}

/** “delays the peak by 47 days”, “12 steps fewer”: where run, metric and data set are told, it is their difference. */
export function judgeDifference(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  { runs, datasets, metrics }: Subject,
  say: Say,
): Verdict | undefined {
  const { text, runs: mentions, datasets: named } = sentence;
  if (number.percent || number.times || !isDifference(sentence, number)) return undefined;
  if (!isTold(runs) || metrics.ids.length === 0 || (!isTold(datasets) && one.evidence.datasets.length > 1))
    return undefined;
  const references = mentions.filter((mention) => isReference(text, mention)).flatMap(({ ids }) => ids);
  const unknown = references.length === 0 && /\bthan\s+(?!the baseline)/.test(text);
  const any = [
    "0",
    ...(unknown ? one.evidence.runs.map((run) => String(run.number)) : []),
    ...mentions.flatMap(({ ids }) => ids),
    ...references,
  ];
  const changes = (against: readonly string[], sets: readonly string[]) =>
    changesIn(one.evidence, { runs: runs.ids, datasets: sets, metrics: metrics.ids }, against, true);
  const near = changes(references.length > 0 ? references : ["0"], datasets.ids);
  const fits = (change: Change) =>
    factorsFor(number, change.metric).some((factor) => allowsSize(number, (change.value - change.from) * factor));
  if ([...near, ...changes(any, [...datasets.ids, ...named.flatMap(({ ids }) => ids)])].some(fits))
    return say("supported", "");
  const [only, more] = near.filter(({ dataset }) => dataset !== undefined);
  if (!only || more || !(BY.test(text.slice(0, number.start)) || number.decimal) || mentions.some(({ own }) => own))
    return undefined;
  return say("contradicted", `The difference is not ${number.text}: ${describeChange(only)}.`, {
    evidence: describeChange(only),
  });
}
