import { clauseEnd, clauseStart } from "../binding";
import type { Case } from "../case";
import { type Comparison, comparisonAt } from "../comparison";
import { nameOf } from "../evidence";
import { isOrdinary } from "../ordinary";
import { speaksOfOthers } from "../references";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparesWithRun } from "./compared-with";
import { everyReference, valuesOn } from "./exceptions";
import { comparisonVerdict } from "./in-words";
import { saysMostly } from "./majorities";
import { setsAt } from "./set-comparisons";
import { saysAll } from "./universals";

/** “outperforms the baseline on dino”, “a lower loss than Fixed Weighting”: without numbers, but with names. */
export function plainComparisons(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return relations.flatMap((relation) => {
    const clause = sentence.text.slice(clauseStart(sentence, relation.start), clauseEnd(sentence, relation.end));
    if (saysAll(clause) || saysMostly(clause)) return [];
    if (hasNumbersBeside(sentence, relation) || isAboutSettings(sentence, relation)) return [];
    if (isAgainstUnknown(sentence, relation)) return [];
    if (isOnUnknown(sentence, relation) || isConditional(sentence, relation) || setsAt(sentence, relation)) return [];
    const comparison = comparisonAt(one, sentence, relation);
    if (!isTelling(sentence, relation, comparison) || holdsSomehow(relation, comparison)) return [];
    const { datasets, placed } = comparison;
    const example = exampleOf(comparison, relation);
    const message = `“${relation.word}” does not fit${placed ? ` on ${datasets.join(", ")}` : ""}: ${example || "no run goes that way"}.`;
    return [comparisonVerdict(sentence, "wrong-direction", relation.start, relation.end, message, example)];
  });
}

/** Whether it is told what is compared: a metric beside the word, a data set, or whom it is compared with. */
function isTelling(sentence: Sentence, relation: Relation, { measured, placed, definite }: Comparison): boolean {
  const against =
    /^(?:outperform|surpass|beat|above|below|ahead)/i.test(relation.word) ||
    AGAINST.test(sentence.text.slice(relation.end)) ||
    isJoined(sentence, relation);
  const judging =
    /^(?:benefi|help|hurt|harm|detrim|advantag)/i.test(relation.word) ||
    OF_LEARNING.test(sentence.text.slice(relation.start)) ||
    (sentence.runs.length > 0 && MAKING.test(sentence.text.slice(0, relation.start)));
  if (!(measured && (placed || against)) && !((against || judging) && placed))
    return against && definite && (/faster|slower/.test(relation.way) || comparesWithRun(sentence, relation));
  return !measured || against || judging || isBeside(sentence, relation);
}

const AGAINST = /^\s*(?:\S+\s+){0,4}(?:than|over|compared|relative|upon|on the baseline)\b/;
/** “(makes calibration worse, whereas A) makes it (better)” */
const MAKING = /\b(?:makes?|made|making)\s+(?:it|them|matters|things)\s+(?:\p{L}+ly\s+)?$/iu;

/** “delays generalization” */
const OF_LEARNING =
  /^(?:delay|postpon|accelerat|speed|slow|hasten)\p{L}*\s+(?:up\s+|down\s+)?(?:generali[sz]ation|grokking|convergence|learning)\b/iu;

/** “better than complex approaches”: whom it is compared with is nothing that we know. */
function isAgainstUnknown(sentence: Sentence, { end }: Relation): boolean {
  const { text, runs, datasets, aspects } = sentence;
  const against =
    /^[^.;:,()]{0,40}?\b(?:than|over|compared (?:to|with)|relative to)\s+(?:(?:that|those)\s+)?(?:(?:of|for|with|in|on)\s+)?(?=\p{L})/u.exec(
      text.slice(end),
    );
  const at = end + (against?.[0].length ?? 0);
  const phrase = /^[^.;:,()]{0,60}/.exec(text.slice(at))![0];
  const known = [...runs, ...datasets, ...aspects].some(
    ({ start, end: stop }) => stop > at && start < at + phrase.length,
  );
  return against !== null && !known && !speaksOfOthers(text, end) && UNKNOWN.test(phrase);
}

/** Words for methods that are no name of ours. */
const UNKNOWN =
  /^(?:\S+\s+){0,4}?(?:approach(?:es)?|methods?|models?|techniques?|strategies|architectures?|mechanisms?|schemes?|alternatives?)\b/i;

/** “slower than the baseline and (worse in loss)”: than the same. */
function isJoined(sentence: Sentence, { start }: Relation): boolean {
  const before = sentence.text.slice(clauseStart(sentence, start), start);
  return /\b(?:slower|faster|better|worse|lower|higher)\s+than\s+[^.;:,]{1,40}\s(?:and|but|yet)\s+(?:also\s+|even\s+|slightly\s+)?$/.test(
    before,
  );
}

/** On what is named it has to hold everywhere, in one metric and for one of the runs that may be meant; else somewhere. */
function holdsSomehow(relation: Relation, comparison: Comparison): boolean {
  const { runs, references, lesser, metrics, datasets, placed } = comparison;
  if (lesser.some((one) => holdsSomehow(relation, { ...comparison, references: [one], lesser: [] }))) return true;
  const told = runs
    .flatMap((run) =>
      metrics.map((metric) =>
        datasets
          .map((dataset) => everyReference(relation, run, references, metric, dataset))
          .filter((answer) => answer !== undefined),
      ),
    )
    .filter((answers) => answers.length > 0);
  return told.length === 0 || told.some((answers) => (placed ? answers.every(Boolean) : answers.some(Boolean)));
}

function exampleOf({ runs: [run], metrics: [metric], datasets, references }: Comparison, { way }: Relation): string {
  if (!run || !metric) return "";
  return datasets
    .filter((dataset) => run.value(dataset, metric.key))
    .slice(0, 2)
    .map((dataset) => `${nameOf(run)} ${valuesOn(dataset, { run, metric }, references, way)}`)
    .join(", ");
}

/** Numbers have rules of their own, which know more. */
export function hasNumbersBeside(sentence: Sentence, { start, end }: Relation): boolean {
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  return sentence.numbers.some(
    (number) =>
      number.start >= Math.max(from, start - 20) &&
      number.end <= Math.min(to, end + 60) &&
      !/,\s+(?:e\.g\.|i\.e\.|for (?:example|instance))/.test(sentence.text.slice(end, number.start)) &&
      !isOrdinary(sentence, number) &&
      !/^[^\d]*\b(?:and|but)\s+(?:an?\s+)?$/.test(sentence.text.slice(number.end, Math.max(number.end, start))) &&
      !/=\s*$/.test(sentence.text.slice(0, number.start)) &&
      (number.decimal || number.percent || number.measure !== undefined || number.value >= 50),
  );
}

/** “a lower KL divergence”, “the KL divergence is lower” */
function isBeside({ metrics }: Sentence, { start, end }: Relation): boolean {
  return metrics.some(
    (metric) => (metric.start >= end && metric.start - end <= 30) || (metric.end <= start && start - metric.end <= 30),
  );
}

/** “a higher learning rate”, “fewer layers” */
export function isAboutSettings({ text, metrics }: Sentence, { start, end, word }: Relation): boolean {
  if (
    isOfSomeThing(text, word, start, end) &&
    !metrics.some((metric) => metric.start > end && metric.start <= end + 30)
  )
    return true;
  return /^\s+(?:the\s+)?(?:number|learning|rate|probability|weight decay|dropout|capacity|width|depth|batch|complexity|dimension\w*|layers?|temperature|noise|steps per|of the)\b/i.test(
    text.slice(end),
  );
}

/** “ties favour a worse arm”: a kind of thing, and no run. */
function isOfSomeThing(text: string, word: string, start: number, end: number): boolean {
  const isOne = /^(?:better|worse)$/i.test(word) && /\b(?:an?|the)\s+$/i.test(text.slice(0, start));
  return (
    isOne && /^\s+(?!than\b|on\b|in\b|for\b|and\b|or\b|result|performance|value|choice)\p{L}/u.test(text.slice(end))
  );
}

/** “worse than UCB1 on the two fixed bandits, and better on ten arms”: the data sets that we know are those of what follows. */
function isOnUnknown({ text, datasets }: Sentence, { end }: Relation): boolean {
  const behind =
    /^\s+(?:than|over)\s+[^,.;:]{1,40}?\son\s+the\s+(?=(?:two|three|four|five|other)\s)[^,.;:]{3,40}(?=[,.;:])/.exec(
      text.slice(end),
    );
  const stop = end + (behind?.[0].length ?? 0);
  return behind !== null && !datasets.some((mention) => mention.start < stop && mention.end > end);
}

/** “worse only where ties go to the first”: under some condition, which no result tells. */
export function isConditional({ text }: Sentence, { end }: Relation): boolean {
  return /^\s+only\s+(?:where|when|if|because|with|under)\b/.test(text.slice(end));
}
