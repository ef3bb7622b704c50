import { allowsSize } from "../agreement";
import { clauseEnd, clauseStart, metricsOf } from "../binding";
import { shortly } from "../candidates";
import type { Case } from "../case";
import { type ChangeSubject, changeSubject, changesFor, isOfPair, isTight, metricBehind } from "../change-subject";
import { type Change, describeChange, percentsOf, restsOnChange } from "../derived";
import { isWritten } from "../look-up";
import { metricsOfPair, type Pair, valuesOf } from "../pairs";
import { sourceSpan } from "../paper-text";
import { isPartOfChange, isSomePartOfChange } from "../parts-of-changes";
import { type PrintedNumber, significantDigits } from "../printed-number";
import { goes, type Relation } from "../relation";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import { isTold } from "../subject";
import type { Verdict } from "../verdict";
import { arithmetic, correctionFrom, matchingChanges, percentText } from "./change-sizes";
import { type Say, withoutMatch } from "./unmatched-changes";
import { amountBeside } from "./unnamed-pairs";

/** Judges a change in percent or by a factor. `relation` is the word that says which way, `pair` the numbers printed with it. */
export function judgeChange(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  pair: Pair | undefined,
): Verdict {
  const say = sayer(sentence, number, relation);
  if (isOfOthers(sentence) || isToldInPassing(sentence)) return say("not-checkable", "");
  const size = sizeVerdict(one, sentence, number, say);
  if (size) return size;
  const subject = changeSubject(one, sentence, number, relation, pair);
  if (isStep(one, sentence, number, subject)) return say("supported", "");
  const fitting = matchingChanges(number, relation, changesFor(one, subject));
  const printed =
    pair &&
    isOfPair(one, sentence, subject, pair) &&
    !isSpan(one, sentence, number, pair) &&
    !isOfOther(sentence, number, pair)
      ? arithmetic(number, pair)
      : undefined;
  const isMiswritten = fitting.length > 0 && pair !== undefined && !isMeasuredPair(one, subject, pair);
  if (printed === false && !isMiswritten && (fitting.length === 0 || isTight(sentence, number, pair!)))
    return say(
      "contradicted",
      `From ${pair!.from.text} to ${pair!.to.text} is ${percentText(pair!)}, not ${number.text}%.`,
      { ...correctionFrom(number, pair!), arithmetic: true },
    );
  const holds = printed === true && !isMadeUp(one, sentence, number, subject, pair!);
  if (fitting.length === 0) return withoutMatch(one, sentence, number, relation, subject, say, holds);
  return (
    directed(number, relation, fitting, say) ??
    upToVerdict(one, number, subject, fitting, relation, say) ??
    say("supported", "", restsOnChange(fitting[0]!))
  );
}

/** Whether both numbers of a pair are results: of “4720 to 1923, a 54% reduction” it may be the first that is wrong. */
function isMeasuredPair(one: Case, { datasets, metrics }: ChangeSubject, { from, to }: Pair): boolean {
  const isOf = (ids: readonly string[], id: string | undefined) =>
    ids.length === 0 || (id !== undefined && ids.includes(id));
  return [from, to].every((end) =>
    valuesOf(one, end).some(({ dataset, metric }) => isOf(datasets.ids, dataset) && isOf(metrics.ids, metric.key)),
  );
}

/** “15% better loss (1.47 vs 1.73)” where no run has 1.73: that the three agree does not make them results. */
function isMadeUp(one: Case, sentence: Sentence, number: PrintedNumber, subject: ChangeSubject, pair: Pair): boolean {
  const ends = [pair.from, pair.to];
  return (
    isTold(subject.metrics) &&
    isTight(sentence, number, pair) &&
    ends.some((end) => significantDigits(end) >= 3 && valuesOf(one, end).length === 0 && !isWritten(one, end))
  );
}

/** “97.3% of the whole gain”, or “22.08 (97.3%)” where that is the step and what it is of the whole. */
function isStep(one: Case, sentence: Sentence, number: PrintedNumber, subject: ChangeSubject): boolean {
  const amount = amountBeside(sentence, number);
  const isSaid = isPartOfChange(sentence, number);
  if (!isSaid && !amount) return false;
  const { metrics, datasets } = subject;
  const selection = { metrics: metrics.ids, datasets: datasets.how === "carried" ? [] : datasets.ids };
  const ends = ["0", ...sentence.runs.flatMap(({ ids }) => ids)];
  return isSomePartOfChange(one, number, selection, ends, isSaid ? undefined : amount);
}

/** “worth 11% on arms whose means reach from 0.2 to 0.8”: no result is at either end, and nothing ties the percentage to it. */
function isSpan(one: Case, sentence: Sentence, number: PrintedNumber, pair: Pair): boolean {
  const isCoarse = [pair.from, pair.to].every((end) => significantDigits(end) < 2);
  return (isCoarse || metricsOfPair(one, pair).length === 0) && !isTight(sentence, number, pair);
}

/** “(0.432 vs 0.435 loss) with little overhead (+7% training time)”: what is named behind the percentage is not what the pair is of. */
function isOfOther(sentence: Sentence, number: PrintedNumber, { to }: Pair): boolean {
  const [behind, ofPair] = [metricBehind(sentence, number), metricsOf(sentence, to)];
  return behind !== undefined && ofPair.ids.length > 0 && !ofPair.ids.some((id) => behind.ids.includes(id));
}

/** In an introduction, without a word of this work: “Primer was up to 4.2× cheaper to train”. What it lists of a metric of ours is what this work found. */
function isToldInPassing({ passage, runs, datasets, metrics, cites, text }: Sentence): boolean {
  if (passage.kind === "item" && metrics.length > 0 && !cites) return false;
  return /\bintro/i.test(passage.section) && runs.length + datasets.length === 0 && !/\b(?:we|our|ours)\b/i.test(text);
}

function sayer({ prose }: Sentence, number: PrintedNumber, relation: Relation): Say {
  return (kind, message, rest = {}) => {
    const wide = kind === "wrong-direction";
    const place = sourceSpan(
      prose,
      wide ? Math.min(number.start, relation.start) : number.start,
      wide ? Math.max(number.end, relation.end) : number.end,
    );
    return { kind, about: wide ? "comparison" : "number", ...place, message, ...rest };
  };
}

/** “36% more parameters” */
const MORE_PARAMETERS = /^\s*%?\s*(?:more|fewer|less|additional|extra)\s+(?:trainable\s+)?parameters\b/i;

/** Changes of what is no metric: “1.4% more parameters” is held against the recorded counts, other sizes against nothing. */
function sizeVerdict({ evidence }: Case, sentence: Sentence, number: PrintedNumber, say: Say): Verdict | undefined {
  const [from, to] = [clauseStart(sentence, number.start), clauseEnd(sentence, number.end)];
  const about = /\b(?:parameters?|parameter count|FLOPs|memory|model size|VRAM|weights to train)\b/i.test(
    sentence.text.slice(from, to),
  );
  const beside = MORE_PARAMETERS.test(sentence.text.slice(number.end));
  const measured = sentence.metrics.some(({ start, end }) => start >= from && end <= to);
  if (!beside && (!about || measured)) return undefined;
  const counts = evidence.runs.flatMap(({ environment }) => environment?.trainableParameters ?? []);
  const share = /^\s*%?\s*(?:as many|of)\b/i.test(sentence.text.slice(number.end));
  const fits = counts.some((value) =>
    counts.some(
      (from) =>
        value !== from &&
        [...percentsOf({ value, from }), ...(share ? [(100 * value) / from] : [])].some((size) =>
          allowsSize(number, size),
        ),
    ),
  );
  if (fits || counts.length < 2 || !/parameter/i.test(sentence.text.slice(from, to)))
    return say(fits ? "supported" : "not-checkable", "");
  return say(
    "contradicted",
    `No two runs differ by ${number.text}% in parameters: ${[...new Set(counts)].join(", ")}.`,
  );
}

/** All that fit go the other way. */
function directed(
  number: PrintedNumber,
  relation: Relation,
  fitting: readonly Change[],
  say: Say,
): Verdict | undefined {
  const answers = fitting.map((change) => goes(relation.way, change.metric, change.value - change.from));
  const risen = /^[−–-]/.test(number.text) && fitting.every(({ value, from }) => value > from);
  if (!risen && answers.some((answer) => answer !== false)) return undefined;
  const change = fitting[0]!;
  const better = change.metric.direction ? ` For ${change.metric.key}, ${change.metric.direction} is better.` : "";
  return say(
    "wrong-direction",
    `“${relation.word}” by ${number.text}${number.times ? "×" : "%"} does not fit: ${describeChange(change)}.${better}`,
    restsOnChange(change),
  );
}

/** “up to 12.8%” needs that nothing that is spoken of changes more, and that something does so much. */
function upToVerdict(
  one: Case,
  number: PrintedNumber,
  subject: ChangeSubject,
  fitting: readonly Change[],
  relation: Relation,
  say: Say,
): Verdict | undefined {
  if (number.hedge !== "up to" || subject.runs.ids.length !== 1 || subject.datasets.how === "attached")
    return undefined;
  const keys = new Set(fitting.map(({ metric }) => metric.key));
  const right = changesFor(one, subject).filter(
    (change) => keys.has(change.metric.key) && goes(relation.way, change.metric, change.value - change.from) === true,
  );
  const largest = Math.max(0, ...right.map((change) => Math.abs(percentsOf(change)[0] ?? 0)));
  if (number.times || largest <= number.value * 1.25 + number.unit) return undefined;
  return say("overclaimed", `“up to ${number.text}%” is not the largest change: it is ${shortly(largest)}%.`);
}
