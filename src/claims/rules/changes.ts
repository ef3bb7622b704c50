import { allowsSize, isShare, isTime } from "../agreement";
import { type Bound, clauseEnd, clauseStart, datasetsOf, isReference, metricsOf, runsOf } from "../binding";
import { shortly } from "../candidates";
import type { Case } from "../case";
import { type Change, changesIn, percentsOf } from "../derived";
import { nameOf } from "../evidence";
import { isInCode } from "../look-up";
import type { Pair } from "../pairs";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { goes, type Relation } from "../relation";
import type { RunMention } from "../run-words";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { metricsOfPair } from "./pairs";
import { isOfOthers, judgeValue, subjectOf } from "./values";

/** Judges a change in percent or by a factor. `relation` is the word that says which way, `pair` the numbers printed with it. */
export function judgeChange(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  pair: Pair | undefined,
): Verdict {
  const say = sayer(sentence, number, relation);
  if (isOfOthers(sentence)) return say("not-checkable", "");
  const size = sizeVerdict(one, sentence, number, say);
  if (size) return size;
  const subject = changeSubject(one, sentence, number, relation, pair);
  const fitting = matchingChanges(number, relation, changesFor(one, subject));
  const printed = pair && isOfPair(one, subject, pair) ? arithmetic(number, pair) : undefined;
  if (printed === false && (fitting.length === 0 || isTight(sentence, number, pair!)))
    return say(
      "contradicted",
      `From ${pair!.from.text} to ${pair!.to.text} is ${percentText(pair!)}, not ${number.text}%.`,
      correctionFrom(number, pair!),
    );
  if (fitting.length === 0) return withoutMatch(one, sentence, number, relation, subject, say, printed === true);
  return (
    directed(number, relation, fitting, say) ??
    upToVerdict(one, number, subject, fitting, relation, say) ??
    say("supported", "", { evidence: describeChange(fitting[0]!) })
  );
}

type Subject = {
  readonly runs: Bound;
  readonly references: readonly string[];
  readonly datasets: Bound;
  readonly metrics: Bound;
  readonly averaged: boolean;
};
type Say = (kind: Verdict["kind"], message: string, rest?: Partial<Verdict>) => Verdict;

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

function changeSubject(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  pair: Pair | undefined,
): Subject {
  const [from, to] = [clauseStart(sentence, number.start) - 1, clauseEnd(sentence, number.end)];
  const references = sentence.runs.filter(
    (mention) => isReference(sentence.text, mention) && mention.start >= from && mention.end <= to,
  );
  const bound = runsOf(sentence, number);
  const onlyBaseline = bound.ids.length === 1 && bound.ids[0] === "0";
  const runs = onlyBaseline ? { ids: [], how: "none" as const } : bound;
  const datasets = datasetsOf(sentence, number);
  return {
    runs,
    references: referenceIds(one, sentence, from, to, references),
    datasets,
    metrics: changedMetrics(one, sentence, number, relation, pair),
    averaged:
      datasets.how === "none" ||
      datasets.how === "carried" ||
      /\b(?:average|averaged|mean|overall|across)\b/i.test(sentence.text),
  };
}

/** “from 0.924 to 0.988, an increase of 3.6%”, “3.6% (from 0.924 to 0.988)”: the percentage is that of the pair and of nothing else. */
function isTight({ text }: Sentence, number: PrintedNumber, { from, to }: Pair): boolean {
  const [first, last] = [Math.min(from.start, to.start), Math.max(from.end, to.end)];
  if (number.start > last)
    return /^[^.;\d]{0,60}(?:,\s*(?:i\.e\.,?\s*)?(?:an?|which is|representing|corresponding|that is)\s[\p{L}\s]{0,40}(?:of\s+)?|\(|(?:—|–|---)\s*(?:an?\s+)?)\s*$/u.test(
      text.slice(last, number.start),
    );
  return /^\s*%?\s*[\p{L}\s]{0,30}\(\s*(?:from\s+)?$/u.test(text.slice(number.end, first));
}

/** Whether the percentage may have been computed from the pair: one of another metric says nothing about it. */
function isOfPair(one: Case, { metrics }: Subject, pair: Pair): boolean {
  const keys = metricsOfPair(one, pair).map(({ key }) => key);
  return keys.length === 0 || metrics.ids.length === 0 || keys.some((key) => metrics.ids.includes(key));
}

/** The metric that is named, else the one that the printed pair is of, else what goes faster or takes longer. */
function changedMetrics(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  pair: Pair | undefined,
): Bound {
  const named = metricsOf(sentence, number);
  const ofPair = pair ? metricsOfPair(one, pair).map(({ key }) => key) : [];
  if (pair && ofPair.length > 0 && named.how !== "attached" && isTight(sentence, number, pair))
    return { ids: ofPair, how: "near" };
  if (named.how === "attached" || named.how === "near") return named;
  if (ofPair.length > 0) return { ids: ofPair, how: "near" };
  if (!/longer|shorter|faster|slower|quicker|speed|slow|earlier|later|sooner/i.test(relation.word)) return named;
  const clause = sentence.text.slice(clauseStart(sentence, number.start), clauseEnd(sentence, number.end));
  const splits = [
    /\btrain/i.test(clause) ? "train" : "",
    /\b(?:infer|generat|sampl)/i.test(clause) ? "inference" : "",
  ].filter(Boolean);
  const costs = one.evidence.metrics.filter(
    (metric) => isTime(metric) || metric.heads.has("throughput") || metric.heads.has("step"),
  );
  const fitting = costs.filter(({ words }) => splits.length === 0 || splits.some((split) => words.has(split)));
  return fitting.length > 0 ? { ids: fitting.map(({ key }) => key), how: "near" } : named;
}

/** What a change is measured from: the runs that are named for it, the baseline, or, where something unknown is named, any. */
function referenceIds(
  { evidence }: Case,
  { text, runs }: Sentence,
  from: number,
  to: number,
  named: readonly RunMention[],
): string[] {
  if (named.some(({ own }) => own)) return evidence.runs.map(({ number }) => String(number));
  if (named.length > 0) return named.flatMap(({ ids }) => [...ids]);
  const clause = text.slice(Math.max(0, from), to);
  const against =
    /\b(?:compared (?:to|with)|relative to|over|than|versus|against)\s+(?:the\s+|an?\s+|our\s+)?(?=[\p{L}])/giu;
  const unknown = [...clause.matchAll(against)].some(({ 0: words, index }) => {
    const at = Math.max(0, from) + index + words.length;
    return (
      !runs.some(({ start, end }) => start <= at + 1 && at < end) &&
      !/^(?:all|every|each|training|time|that|before|previous|existing|uniform|random|standard|both|the|it|half|twice)\b/i.test(
        text.slice(at),
      )
    );
  });
  return unknown ? evidence.runs.map(({ number }) => String(number)) : ["0"];
}

/** Changes of what is no metric: “1.4% more parameters” is held against the recorded counts, other sizes against nothing. */
function sizeVerdict({ evidence }: Case, sentence: Sentence, number: PrintedNumber, say: Say): Verdict | undefined {
  const [from, to] = [clauseStart(sentence, number.start), clauseEnd(sentence, number.end)];
  const about = /\b(?:parameters?|parameter count|FLOPs|memory|model size|VRAM|weights to train)\b/i.test(
    sentence.text.slice(from, to),
  );
  if (!about || sentence.metrics.some(({ start, end }) => start >= from && end <= to)) return undefined;
  const counts = evidence.runs.flatMap(({ environment }) => environment?.trainableParameters ?? []);
  const fits = counts.some((value) =>
    counts.some((from) => value !== from && percentsOf({ value, from }).some((size) => allowsSize(number, size))),
  );
  if (fits || counts.length < 2 || !/parameter/i.test(sentence.text.slice(from, to)))
    return say(fits ? "supported" : "not-checkable", "");
  return say(
    "contradicted",
    `No two runs differ by ${number.text}% in parameters: ${[...new Set(counts)].join(", ")}.`,
  );
}

/** The changes that a sentence may speak of: of the run named, or of every run but the one compared with. */
function changesFor({ evidence }: Case, { runs, references, datasets, metrics, averaged }: Subject): Change[] {
  const others = evidence.runs.map(({ number }) => String(number)).filter((id) => id !== "0");
  const selection = { runs: runs.ids.length > 0 ? runs.ids : others, datasets: datasets.ids, metrics: metrics.ids };
  return changesIn(evidence, selection, references, averaged);
}

function matchingChanges(number: PrintedNumber, relation: Relation, changes: readonly Change[]): Change[] {
  return changes.filter((change) => sizesOf(number, relation, change).some((size) => allowsSize(number, size)));
}

/** What the words may mean by “12% faster”, “2.3 times”, “5 points”. */
function sizesOf(number: PrintedNumber, { way }: Relation, change: Change): number[] {
  const { value, from, metric } = change;
  if (number.times) return value === 0 || from === 0 ? [] : [value / from, from / value];
  const points = isShare(metric) ? [100 * (value - from)] : [];
  if (number.measure === "points") return points;
  const inverse = value !== 0 && /faster|slower|better|worse/.test(way) ? percentsOf({ value: from, from: value }) : [];
  return [...percentsOf(change), ...inverse, ...points];
}

/** All that fit go the other way. */
function directed(
  number: PrintedNumber,
  relation: Relation,
  fitting: readonly Change[],
  say: Say,
): Verdict | undefined {
  const answers = fitting.map((change) => goes(relation.way, change.metric, change.value - change.from));
  if (answers.some((answer) => answer !== false)) return undefined;
  const change = fitting[0]!;
  const better = change.metric.direction ? ` For ${change.metric.key}, ${change.metric.direction} is better.` : "";
  return say(
    "wrong-direction",
    `“${relation.word}” by ${number.text}${number.times ? "×" : "%"} does not fit: ${describeChange(change)}.${better}`,
    { evidence: describeChange(change) },
  );
}

/** “up to 12.8%” needs that nothing that is spoken of changes more, and that something does so much. */
function upToVerdict(
  one: Case,
  number: PrintedNumber,
  subject: Subject,
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

function withoutMatch(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  subject: Subject,
  say: Say,
  arithmeticHolds: boolean,
): Verdict {
  const { runs, datasets, metrics } = subject;
  const share =
    metrics.ids.length > 0 &&
    one.evidence.metrics.some((metric) => metrics.ids.includes(metric.key) && isShare(metric));
  if (share && number.percent) {
    const asValue = judgeValue(one, sentence, number, subjectOf(one, sentence, number));
    if (asValue.kind === "supported") return asValue;
  }
  const anyRun = {
    ...subject,
    runs: { ids: [], how: "none" as const },
    references: [...new Set([...subject.references, ...sentence.runs.flatMap(({ ids }) => ids)])],
  };
  const explicit = runs.ids.length > 0 && runs.how !== "carried";
  const other = matchingChanges(
    number,
    relation,
    changesFor(one, explicit ? { ...subject, runs: anyRun.runs } : anyRun),
  )[0];
  if (other && metrics.ids.length > 0) {
    if (!explicit || runs.how === "near") return wrongRunOr(one, sentence, subject, other, number, say);
    return say(
      "wrong-run",
      `${number.text}% is another run's change: ${describeChange(other)}.${expected(one, subject)}`,
      { evidence: describeChange(other) },
    );
  }
  const looser = matchingChanges(
    number,
    relation,
    changesFor(one, {
      ...(explicit ? subject : anyRun),
      metrics: loose(metrics, sentence.metrics),
      datasets: loose(datasets, sentence.datasets),
      averaged: true,
    }),
  );
  if (looser.length > 0) return say("supported", "", { evidence: describeChange(looser[0]!) });
  if (arithmeticHolds) return say("not-checkable", "");
  if (metrics.ids.length === 0 && isInCode(one, number)) return say("not-checkable", "");
  if (metrics.ids.length === 0 && !number.decimal && runs.ids.length === 0 && datasets.ids.length === 0)
    return say("not-checkable", "");
  return say(
    metrics.ids.length > 0 ? "contradicted" : "not-found",
    `No run changes ${what(metrics)} by ${number.text}${number.times ? "×" : "%"}${where(datasets)}.${expected(one, subject)}`,
    correctionOf(one, number, subject),
  );
}

/** With a run only nearby, it may be that the sentence speaks of another; a run that is named nowhere in it cannot be meant. */
function wrongRunOr(
  _: Case,
  sentence: Sentence,
  { runs }: Subject,
  other: Change,
  number: PrintedNumber,
  say: Say,
): Verdict {
  const named = sentence.runs.some(({ ids, own }) => !own && ids.includes(String(other.run.number)));
  if (runs.ids.length === 0 || runs.how === "carried" || named)
    return say("supported", "", { evidence: describeChange(other) });
  return say("wrong-run", `${number.text}% is another run's change: ${describeChange(other)}.`, {
    evidence: describeChange(other),
  });
}

function loose(bound: Bound, named: readonly { readonly ids: readonly string[] }[]): Bound {
  if (bound.how === "attached") return bound;
  return bound.how === "near"
    ? { ids: [...new Set([...bound.ids, ...named.flatMap(({ ids }) => ids)])], how: "near" }
    : { ids: [], how: "none" };
}

/** Whether a percentage agrees with the two numbers printed beside it; undefined where that cannot be told. */
function arithmetic(number: PrintedNumber, { from, to }: Pair): boolean | undefined {
  if (!number.percent || from.value === 0 || from.percent) return undefined;
  const bounds = [-1, 1].flatMap((one) =>
    [-1, 1].map(
      (two) => 100 * Math.abs((to.value + (one * to.unit) / 2 - from.value - (two * from.unit) / 2) / from.value),
    ),
  );
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const size = Math.abs(number.value);
  const slack = number.hedge ? 0.1 * size + number.unit : number.unit;
  const other = 100 * Math.abs((to.value - from.value) / to.value);
  return (size >= low - slack && size <= high + slack) || Math.abs(size - other) <= slack;
}

function percentText({ from, to }: Pair): string {
  return `${shortly(Number(((100 * (to.value - from.value)) / from.value).toFixed(1)))}%`;
}

function correctionFrom(number: PrintedNumber, { from, to }: Pair): Partial<Verdict> {
  return {
    correction: Math.abs((100 * (to.value - from.value)) / from.value).toFixed(number.text.split(".")[1]?.length ?? 0),
  };
}

function correctionOf(one: Case, number: PrintedNumber, subject: Subject): Partial<Verdict> {
  const changes = changesFor(one, { ...subject, averaged: false });
  const percent = changes.length === 1 ? percentsOf(changes[0]!)[0] : undefined;
  if (percent === undefined || number.times || subject.runs.ids.length !== 1) return {};
  return {
    evidence: describeChange(changes[0]!),
    correction: Math.abs(percent).toFixed(number.text.split(".")[1]?.length ?? 0),
  };
}

function expected(one: Case, subject: Subject): string {
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

/** “kl_divergence on dino goes from 0.98913 to 0.86226 (−12.8%) in “Weight Visualization”” */
export function describeChange({ run, reference, metric, dataset, value, from }: Change): string {
  const percent =
    from === 0
      ? ""
      : ` (${value >= from ? "+" : "−"}${shortly(Number(Math.abs((100 * (value - from)) / from).toFixed(1)))}%)`;
  const place = dataset === undefined ? "averaged over the data sets" : `on ${dataset}`;
  return `${metric.key} ${place} goes from ${shortly(from)} in ${nameOf(reference)} to ${shortly(value)} in ${nameOf(run)}${percent}`;
}
