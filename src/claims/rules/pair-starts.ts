import type { Bound } from "../binding";
import { type Candidate, describe, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import { inUnitOf, matching, PLAIN, type Reading } from "../look-up";
import { metricsOfPair, type Pair } from "../pairs";
import { sourceSpan } from "../paper-text";
import { type PrintedNumber, printedLike } from "../printed-number";
import type { Sentence } from "../sentence";
import { isTold } from "../subject";
import { namesUnknown } from "../unknown-references";
import type { Verdict } from "../verdict";

/** What a pair is of: `runs` are those of the number that is arrived at. */
type Meant = {
  readonly runs: Bound;
  readonly datasets: Bound;
  readonly metrics: Bound;
  readonly reading: Reading;
};

/** “lowers it further”, “back from”: that may start from where another run left it. */
const FROM_ELSEWHERE =
  /\b(?:further|again|another|back|additional(?:ly)?|then|next|previous(?:ly)?|finally|in turn)\b/i;

/**
 * “The gate lowers the loss on enwik8 from 1.012 to 0.994” where 1.012 is neither the baseline's nor that of a run which the words
 * name, but a third one's: a change starts from what it is compared with. Undefined where it starts rightly, or where that is open.
 */
export function judgePairStart(one: Case, sentence: Sentence, pair: Pair, meant: Meant): Verdict | undefined {
  const { from, to } = pair;
  const { runs, reading } = meant;
  const metrics = isTold(meant.metrics) ? meant.metrics : ofOneMetric(one, pair);
  if (!metrics || isOpenStart(sentence, pair)) return undefined;
  const of = (number: PrintedNumber, ids: readonly string[], datasets: readonly string[]) =>
    matching(one, number, { runs: ids, datasets, metrics: metrics.ids }, { ...reading, averaged: true });
  const told = isTold(meant.datasets) ? meant.datasets.ids : [];
  const own = of(to, isTold(runs) ? runs.ids : [], told);
  const ends = own.length > 0 ? own : of(to, [], told);
  const changed = [...new Set(ends.map(({ run }) => String(run.number)))].filter((id) => id !== "0");
  const sets = [...new Set(ends.flatMap(({ dataset }) => dataset ?? []))];
  if (changed.length === 0 || sets.length !== 1) return undefined;
  const [other] = of(from, [], sets);
  if (!other || of(from, startsNamed(one, sentence, changed), sets).length > 0) return undefined;
  return verdictOn(one, sentence, from, { other, metrics, datasets: sets });
}

/** Where the baseline is not named, “0.72 vs. 0.81” may set any two runs against each other; so may “0.81 further to 0.72”. */
function isOpenStart(sentence: Sentence, { from, to }: Pair): boolean {
  const { text, runs } = sentence;
  if (namesUnknown(sentence)) return true;
  if (FROM_ELSEWHERE.test(text.slice(0, Math.max(from.start, to.start)))) return true;
  const between = text.slice(to.end, from.start);
  return (
    /\b(?:vs|versus|against)\b/.test(between) && !runs.some(({ ids, end }) => ids.includes("0") && end <= to.start)
  );
}

/** The metric that both numbers are values of, where they are of one alone. */
function ofOneMetric(one: Case, pair: Pair): Bound | undefined {
  const keys = metricsOfPair(one, pair).map(({ key }) => key);
  return keys.length === 1 ? { ids: keys, how: "near" } : undefined;
}

/** The baseline, whatever the sentence and the one before name, and what the run has its parts from. */
function startsNamed({ runs: { partsOf } }: Case, { runs, before }: Sentence, changed: readonly string[]): string[] {
  const named = [...runs.filter(({ own }) => !own).flatMap(({ ids }) => ids), ...before.subject];
  return [...new Set(["0", ...named.filter((id) => !changed.includes(id)), ...changed.flatMap((id) => partsOf(id))])];
}

function verdictOn(
  { evidence }: Case,
  { prose }: Sentence,
  from: PrintedNumber,
  { other, metrics, datasets }: { other: Candidate; metrics: Bound; datasets: readonly string[] },
): Verdict {
  const metric = metrics.ids.includes(other.metric.key) ? [other.metric.key] : metrics.ids;
  const [start] = measuredIn(evidence, { runs: ["0"], datasets, metrics: metric });
  const printed = start && inUnitOf(from, start, PLAIN)[0];
  const correction = printed === undefined ? undefined : printedLike(from, printed);
  return {
    kind: "wrong-run",
    about: "number",
    ...sourceSpan(prose, from.start, from.end),
    message: `${from.text} is not what it is compared with: ${describe(other)}.${start ? ` The data: ${describe(start)}.` : ""}`,
    ...restsOn([start ?? other]),
    ...(correction !== undefined && { correction }),
  };
}
