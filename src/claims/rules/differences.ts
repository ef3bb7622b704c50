import { allowsSize, factorsFor } from "../agreement";
import { clauseStart, endOf, listAround } from "../binding";
import { measuredIn } from "../candidates";
import type { Case } from "../case";
import { everyRun } from "../change-subject";
import { type Change, changesIn, describeChange, restsOnChange } from "../derived";
import { type PrintedNumber, significantDigits } from "../printed-number";
import { isReference } from "../references";
import { goes, type Relation, relationsIn } from "../relation";
import type { Sentence } from "../sentence";
import { isTold, type Subject } from "../subject";
import type { Verdict } from "../verdict";
import { isAsserted } from "./in-words";
import type { Say } from "./unsupported-values";

const BY = /\bby\s+(?:about\s+|only\s+|just\s+|roughly\s+|around\s+|approximately\s+|as much as\s+|another\s+)?$/i;
const BEHIND =
  /^\s*(?:\p{L}+\s+)?(?:later|earlier|sooner|fewer|less|more|additional|extra|lower|higher|longer|shorter|above|below)\b/u;
/** “emerges first (by 2,580 steps)”, “is complete by 400 steps”: when something has come about. */
const HAPPENS =
  /\b(?:emerg|reach|appear|achiev|attain|complet|converg|grok|generali[sz]|solv|learn|master|plateau|stabili[sz]|develop|form|finish|saturat|first|accuracy)(?:\p{L}*)\b(?:[^.;:\d]|(?<=\d)[.,](?=\d)|\d){0,60}\bby\s+(?:about\s+|only\s+|around\s+)?$/iu;

function isMoment(sentence: Sentence, { start, measure }: PrintedNumber): boolean {
  if (measure !== "steps") return false;
  const before = sentence.text.slice(clauseStart(sentence, start), start);
  return HAPPENS.test(before) && relationsIn(before).length === 0 && !FASTER.test(before);
}

const FASTER =
  /\b(?:earlier|later|sooner|ahead|behind|fewer|more|less|differ\w*|shift\w*|mov\w+|exceed\w*|postpon\w*)\b/i;

/** “the improvement is 0.68 on A and 0.67 on B” */
const NOUN =
  /\b(?:improvements?|gains?|increases?|reductions?|decreases?|drops?|differences?|gaps?|margins?|adds?|loses?|costs?|costing|saving|gained|lost|rises?|falls?|buys?|brings?|shaves?|saves?|yields?|worth)\s+(?:(?!to\b|from\b|reach)(?:[^.;:()]|(?<=\d)\.(?=\d))){0,110}$/i;
const OF_VALUE = /(?:\b(?:to|from|at|reach\w*|than|vs\.?|against|versus)|[:(=])\s*(?:about\s+|only\s+|just\s+)?$/i;

/** “delays the peak by 47 days”, “12 steps fewer”: where run, metric and data set are told, it is their difference. */
export function judgeDifference(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  { runs, datasets, metrics }: Subject,
  say: Say,
): Verdict | undefined {
  if (number.percent || number.times || !isDifference(sentence, number) || metrics.ids.length === 0) return undefined;
  const strict = isStrict(sentence, number);
  const told = isTold(runs) && (isTold(datasets) || one.evidence.datasets.length === 1);
  const { near, other } = told ? differencesNear(one, sentence, number, { runs, datasets, metrics }) : NO_CHANGES;
  const fits = (change: Change) =>
    factorsFor(number, change.metric).some((factor) => allowsSize(number, (change.value - change.from) * factor));
  const fitting = [...near, ...other].filter(fits);
  const turned = told && near.some(fits) ? turnedWord(sentence, number, fitting) : undefined;
  if (turned) {
    const message = `“${turned.word}” by ${number.text} does not fit: ${describeChange(fitting[0]!)}.`;
    return say("wrong-direction", message, { about: "comparison", ...restsOnChange(fitting[0]!) });
  }
  if (fitting.length > 0) return say("supported", "");
  // A change within a condition (“at the low rate, removing the noise lowers it by 0.503”) is between runs that nobody names;
  // three digits do not fit some pair by chance.
  if (significantDigits(number) >= 3 && isSomewhere(one, sentence, number, { datasets, metrics }))
    return say("supported", "");
  const [only, more] = near.filter(({ dataset }) => dataset !== undefined);
  if (strict && only && !more && !sentence.runs.some(({ own }) => own))
    return say("contradicted", `The difference is not ${number.text}: ${describeChange(only)}.`, restsOnChange(only));
  return isSomewhere(one, sentence, number, { datasets, metrics }) ? say("supported", "") : undefined;
}

/** “lowers it by 9.643” where all that it may be went up; undefined where one went so, or where no word says which way. */
function turnedWord(sentence: Sentence, { start }: PrintedNumber, changes: readonly Change[]): Relation | undefined {
  const { text, runs } = sentence;
  if (!BY.test(text.slice(0, start))) return undefined;
  const from = clauseStart(sentence, start);
  const relation = relationsIn(text).findLast(
    (one) => one.start >= from && one.end <= start && !runs.some((run) => run.start <= one.start && one.end <= run.end),
  );
  const near = relation && !/[,;:(]|\d|\b(?:than|and|but|or)\b/.test(text.slice(relation.end, start));
  if (!relation || !near || !isAsserted(sentence, relation.start, relation.end)) return undefined;
  return changes.every(({ metric, value, from: old }) => goes(relation.way, metric, value - old) === false)
    ? relation
    : undefined;
}

const NO_CHANGES = { near: [], other: [] } as const;

/** The changes that the words speak of, and those of other runs and data sets that the sentence names. */
function differencesNear(
  one: Case,
  { text, runs: mentions, datasets: named }: Sentence,
  number: PrintedNumber,
  { runs, datasets, metrics }: Pick<Subject, "runs" | "datasets" | "metrics">,
): { readonly near: readonly Change[]; readonly other: readonly Change[] } {
  const references = mentions.filter((mention) => isReference(text, mention)).flatMap(({ ids }) => ids);
  const further = /\b(?:another|additional|further|extra)\s+$/i.test(text.slice(0, number.start));
  const unknown = further || (references.length === 0 && /\bthan\s+(?!the baseline)/.test(text));
  const others = unknown ? everyRun(one) : [];
  const any = ["0", ...others, ...mentions.flatMap(({ ids }) => ids)];
  const changes = (against: readonly string[], sets: readonly string[]) =>
    changesIn(one.evidence, { runs: runs.ids, datasets: sets, metrics: metrics.ids }, against, true);
  return {
    near: changes(references.length > 0 ? references : ["0"], datasets.ids),
    other: changes(any, [...datasets.ids, ...named.flatMap(({ ids }) => ids)]),
  };
}

/** Nothing but a difference can be meant. */
function isStrict(sentence: Sentence, number: PrintedNumber): boolean {
  const { text, numbers } = sentence;
  const { start, end, spread, decimal } = number;
  const previous = numbers[numbers.indexOf(number) - 1];
  const joined =
    previous && /^(?:[^.;:()\d]|(?<=\p{L}\d?)\d){0,40}\band\s+(?:by\s+)?$/u.test(text.slice(endOf(previous), start));
  if (joined && decimal && isStrict(sentence, previous)) return true;
  const before = text.slice(0, start);
  if ((BY.test(before) && !isMoment(sentence, number)) || BEHIND.test(text.slice(spread?.end ?? end))) return true;
  return (
    decimal &&
    /\b(?:improvements?|gains?|increases?|reductions?|decreases?|drops?|differences?|gaps?|margins?|adds?|loses?|costs?|buys?|shaves?|saves?)\s+(?:is|are|was|of|another|only|for|about|\s)*$/i.test(
      before,
    )
  );
}

/** Whether a number is some difference of the metric on the data set, or of two metrics that are named. */
function isSomewhere(
  one: Case,
  { text, metrics: named }: Sentence,
  number: PrintedNumber,
  { datasets, metrics }: Pick<Subject, "datasets" | "metrics">,
): boolean {
  const selection = { runs: [], datasets: isTold(datasets) ? datasets.ids : [], metrics: metrics.ids };
  const all = one.evidence.runs.map((run) => String(run.number));
  if (changesIn(one.evidence, selection, all, true).some(({ value, from }) => allowsSize(number, value - from)))
    return true;
  if (!/\b(?:gap|difference|distance)s?\b/i.test(text)) return false;
  const heads = one.evidence.metrics.filter(({ key }) => named.some(({ ids }) => ids.includes(key)));
  const alike = one.evidence.metrics.filter((metric) =>
    heads.some((one) => [...one.heads].some((head) => metric.heads.has(head))),
  );
  const values = measuredIn(one.evidence, { ...selection, metrics: alike.map(({ key }) => key) });
  return values.some((first) =>
    values.some(
      (second) =>
        first.run === second.run && first.dataset === second.dataset && allowsSize(number, first.value - second.value),
    ),
  );
}

/** One end of an interval: “interval of the difference 0.0333 to 0.0527”. */
function isBound(text: string, number: PrintedNumber): boolean {
  const before = text.slice(Math.max(0, number.start - 80), number.start);
  const other =
    /^\s*(?:to|and|,|–|--)\s*[-−+]?\d/.test(text.slice(endOf(number))) || /\d\s*(?:to|and|,|–|--)\s*$/.test(before);
  return other && /\b(?:interval|CI|range)s?\b[^.;]*$/i.test(before.replace(/\d\.\d/g, "00"));
}

function isDifference(sentence: Sentence, number: PrintedNumber): boolean {
  const { text } = sentence;
  const before = text.slice(clauseStart(sentence, number.start), number.start);
  if (isBound(text, number)) return false;
  const [first] = listAround(sentence, number);
  const last = sentence.numbers[sentence.numbers.indexOf(number) - 1];
  const shared = last && number.measure === "steps" && last.measure === "steps";
  if (
    shared &&
    /^[^.;:]{0,60}(?:,|\band)\s+$/.test(text.slice(endOf(last), number.start)) &&
    isDifference(sentence, last)
  )
    return true;
  if (first && first !== number && first.decimal && number.decimal && isDifference(sentence, first)) return true;
  if (isMoment(sentence, number)) return false;
  if (BY.test(before) || BEHIND.test(text.slice(endOf(number)))) return true;
  return NOUN.test(before) && !OF_VALUE.test(before) && !/\b(?:to|from|reach\w*)\b/i.test(NOUN.exec(before)?.[0] ?? "");
}
