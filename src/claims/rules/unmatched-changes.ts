import { isShare } from "../agreement";
import { type Bound, NOTHING } from "../binding";
import type { Case } from "../case";
import { type ChangeSubject, changesFor } from "../change-subject";
import { changesAcross, describeChange, percentsOf, restsOnChange } from "../derived";
import { isHalfNamed } from "../half-names";
import { isInCode } from "../look-up";
import { isPartOfChange } from "../parts-of-changes";
import type { PrintedNumber } from "../printed-number";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import { subjectOf } from "../subject";
import type { Verdict } from "../verdict";
import { matchingChanges } from "./change-sizes";
import { besideItsAmount, ofUnnamedPair, onItsWay } from "./unnamed-pairs";
import { judgeValue } from "./values";

export type Say = (kind: Verdict["kind"], message: string, rest?: Partial<Verdict>) => Verdict;

/**
 * A change that nothing in the data is of, as the words were read. Before that is said, they are read in other ways: as a value,
 * of another run, of other metrics and data sets that the sentence names.
 */
export function withoutMatch(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  subject: ChangeSubject,
  say: Say,
  arithmeticHolds: boolean,
): Verdict {
  const { metrics, datasets } = subject;
  const other =
    asValue(one, sentence, number, subject) ??
    ofAnotherRun(one, sentence, number, relation, subject, say) ??
    ofOthersNamed(one, sentence, number, relation, subject, say) ??
    ofDatasets(one, sentence, number, relation, subject, say) ??
    ofUnnamedPair(one, sentence, number, relation, subject, say) ??
    besideItsAmount(one, sentence, number, relation, subject, say);
  if (other) return other;
  if (arithmeticHolds || isUntold(one, number, subject)) return say("not-checkable", "");
  const kind = metrics.ids.length > 0 ? "contradicted" : "not-found";
  if (isPartOfChange(sentence, number))
    return say(kind, `No step is ${number.text}% of a change of ${what(metrics)}${where(datasets)}.`);
  return say(
    kind,
    `No run changes ${what(metrics)} by ${number.text}${number.times ? "×" : "%"}${where(datasets)}.${expected(one, subject)}`,
    correctionOf(one, number, subject),
  );
}

/** “an accuracy of 62%” is no change. */
function asValue(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  { metrics }: ChangeSubject,
): Verdict | undefined {
  if (!number.percent) return undefined;
  const share = one.evidence.metrics.some((metric) => metrics.ids.includes(metric.key) && isShare(metric));
  const subject = subjectOf(one, sentence, number);
  if (!share && (metrics.how === "attached" || !number.decimal)) return undefined;
  const verdict = judgeValue(one, sentence, number, share ? subject : { ...subject, metrics: NOTHING });
  return verdict.kind === "supported" && (share || verdict.evidence) ? verdict : undefined;
}

/** Whether the words name a run whose change it is. */
function isExplicit({ runs }: ChangeSubject): boolean {
  return runs.ids.length > 0 && runs.how !== "carried";
}

/** Every run against everything that the sentence names. */
function ofAnyRun(sentence: Sentence, subject: ChangeSubject): ChangeSubject {
  return {
    ...subject,
    runs: { ids: [], how: "none" },
    references: [...new Set([...subject.references, ...sentence.runs.flatMap(({ ids }) => ids)])],
  };
}

/**
 * The change of another run is wrong where the words tie the number to one; with a run only nearby, the sentence may speak of
 * another, if it names that.
 */
function ofAnotherRun(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  subject: ChangeSubject,
  say: Say,
): Verdict | undefined {
  const { runs, metrics } = subject;
  const any = ofAnyRun(sentence, subject);
  const looked = isExplicit(subject) ? { ...subject, runs: any.runs } : any;
  const [other] = onItsWay(number, relation, matchingChanges(number, relation, changesFor(one, looked)));
  if (!other || metrics.ids.length === 0) return undefined;
  const rest = restsOnChange(other);
  const named = sentence.runs.some(({ ids, own }) => !own && ids.includes(String(other.run.number)));
  const unknown = number.measure === "points" && subject.references.length === one.evidence.runs.length;
  if (
    unknown ||
    isSetAgainst(sentence, number) ||
    !isExplicit(subject) ||
    (runs.how === "near" && named) ||
    isHalfNamed(one.evidence, sentence, other.run)
  )
    return say("supported", "", rest);
  const data = runs.how === "near" ? "" : expected(one, subject);
  return say(
    "wrong-run",
    `${number.text}${number.times ? "×" : "%"} is another run's change: ${describeChange(other)}.${data}`,
    rest,
  );
}

/** “10.7% on dino versus 14.7%”: the second is that of what it is compared with. */
function isSetAgainst({ text }: Sentence, { start }: PrintedNumber): boolean {
  return /\b(?:versus|vs\.?|against|compared (?:to|with)|instead of|rather than|as opposed to)\s+(?:the\s+|only\s+|just\s+)?$/i.test(
    text.slice(0, start),
  );
}

function ofOthersNamed(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  subject: ChangeSubject,
  say: Say,
): Verdict | undefined {
  const looked = {
    ...(isExplicit(subject) ? subject : ofAnyRun(sentence, subject)),
    metrics: loose(subject.metrics, sentence.metrics),
    datasets: loose(subject.datasets, sentence.datasets),
    averaged: subject.averaged || subject.datasets.how !== "attached",
  };
  const [change] = onItsWay(number, relation, matchingChanges(number, relation, changesFor(one, looked)));
  return change && say("supported", "", restsOnChange(change));
}

/** “10.6 times as long”, “11 times as large as on B”: by themselves these words say nothing of another run. */
const AS_LONG = /^\s*(?:times|×)?\s+as\s+(?:long|large|great|many|much|high|big|fast|slow|small|low)\b/i;

/** “17 points below that of the urban region”: one data set against another. */
function ofDatasets(
  one: Case,
  { text, datasets, before }: Sentence,
  number: PrintedNumber,
  relation: Relation,
  { metrics, runs }: ChangeSubject,
  say: Say,
): Verdict | undefined {
  if (number.times && AS_LONG.test(text.slice(number.end))) {
    const selection = { runs: runs.how === "attached" ? runs.ids : [], datasets: [], metrics: metrics.ids };
    const [ratio] = matchingChanges(number, relation, changesAcross(one.evidence, selection));
    return ratio && say("supported", "", restsOnChange(ratio));
  }
  const named = new Set([...datasets, before.datasets].flatMap(({ ids }) => ids));
  const compared = datasets.some(({ start }) =>
    /\b(?:than|below|above|over|from|between|versus|vs\.?)\s+(?:(?:that|those)\s+)?(?:of|on|in|for|with)?\s*(?:the\s+)?$/i.test(
      text.slice(0, start),
    ),
  );
  if (named.size < 2 || !compared || metrics.ids.length === 0) return undefined;
  const selection = { runs: runs.how === "attached" ? runs.ids : [], datasets: [...named], metrics: metrics.ids };
  const [change] = matchingChanges(number, relation, changesAcross(one.evidence, selection));
  return change && say("supported", "", restsOnChange(change));
}

/** Nothing says what changes: against something unknown, a number of the code, or a whole number without a run and a data set. */
function isUntold(one: Case, number: PrintedNumber, { runs, references, datasets, metrics }: ChangeSubject): boolean {
  if (metrics.ids.length > 0) return false;
  if (references.length === one.evidence.runs.length && references.length > 2) return true;
  return isInCode(one, number) || (!number.decimal && runs.ids.length === 0 && datasets.ids.length === 0);
}

function loose(bound: Bound, named: readonly { readonly ids: readonly string[] }[]): Bound {
  if (bound.how === "attached") return bound;
  return bound.how === "near"
    ? { ids: [...new Set([...bound.ids, ...named.flatMap(({ ids }) => ids)])], how: "near" }
    : { ids: [], how: "none" };
}

function correctionOf(one: Case, number: PrintedNumber, subject: ChangeSubject): Partial<Verdict> {
  const changes = changesFor(one, { ...subject, averaged: false });
  const percent = changes.length === 1 ? percentsOf(changes[0]!)[0] : undefined;
  if (percent === undefined || number.times || subject.runs.ids.length !== 1) return {};
  return {
    ...restsOnChange(changes[0]!),
    correction: Math.abs(percent).toFixed(number.text.split(".")[1]?.length ?? 0),
  };
}

function expected(one: Case, subject: ChangeSubject): string {
  const changes = changesFor(one, { ...subject, averaged: false });
  return changes.length > 0 && changes.length <= 3 && subject.metrics.ids.length > 0
    ? ` The data: ${changes.map(describeChange).join("; ")}.`
    : "";
}

function what({ ids }: Bound): string {
  return ids.length === 1 ? ids[0]! : "any of these metrics";
}

function where({ ids }: Bound): string {
  return ids.length === 1 ? ` on ${ids[0]}` : "";
}
