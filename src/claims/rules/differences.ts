import { allowsSize, factorsFor } from "../agreement";
import { endOf } from "../binding";
import type { Case } from "../case";
import { type Change, changesIn, describeChange } from "../derived";
import type { PrintedNumber } from "../printed-number";
import { isReference } from "../references";
import type { Sentence } from "../sentence";
import { isTold, type Subject } from "../subject";
import type { Verdict } from "../verdict";
import type { Say } from "./unsupported-values";

const BY = /\bby\s+(?:about\s+|only\s+|just\s+|roughly\s+|around\s+|approximately\s+|as much as\s+)?$/i;
const BEHIND = /^\s*(?:\p{L}+\s+)?(?:later|earlier|sooner|fewer|less|more|lower|higher|longer|shorter)\b/u;

/** “delays the peak by 47 days”, “12 steps fewer”: where run, metric and data set are told, it is their difference. */
export function judgeDifference(
  one: Case,
  { text, runs: mentions, datasets: named }: Sentence,
  number: PrintedNumber,
  { runs, datasets, metrics }: Subject,
  say: Say,
): Verdict | undefined {
  const by = BY.test(text.slice(0, number.start));
  if (number.percent || number.times || !(by || BEHIND.test(text.slice(endOf(number))))) return undefined;
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
  if ([...near, ...changes(any, [...datasets.ids, ...named.flatMap(({ ids }) => ids)])].some(fits)) return undefined;
  const [only, more] = near.filter(({ dataset }) => dataset !== undefined);
  if (!only || more || mentions.some(({ own }) => own)) return undefined;
  return say("contradicted", `The difference is not ${number.text}: ${describeChange(only)}.`, {
    evidence: describeChange(only),
  });
}
