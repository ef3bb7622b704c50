import { allows, factorsFor } from "../agreement";
import { type Bound, clauseStart, datasetsOf, endOf, isReference, metricsOf, runsOf } from "../binding";
import { type Candidate, describe, measuredIn, type Selection, shortly } from "../candidates";
import type { Case } from "../case";
import { changesIn } from "../derived";
import {
  candidatesFor,
  inUnitOf,
  isDerived,
  isInCode,
  isRecorded,
  isWritten,
  matching,
  PLAIN,
  type Reading,
} from "../look-up";
import { isCustomary } from "../ordinary";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { goes, relationsIn } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

/** What a number in running text is about, as far as the words tell. */
export type Subject = {
  readonly runs: Bound;
  readonly datasets: Bound;
  readonly metrics: Bound;
  readonly reading: Reading;
};

/** Judges a number that states what something measured came to. */
export function judgeValue(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  subject = subjectOf(one, sentence, number),
): Verdict {
  const { prose } = sentence;
  const verdict = (kind: Verdict["kind"], message: string, rest: Partial<Verdict> = {}): Verdict => ({
    kind,
    about: "number",
    ...sourceSpan(prose, number.start, number.end),
    message,
    ...rest,
  });
  if (isAssigned(sentence, number)) return judgeAssigned(one, number, verdict);
  const turned = turnedDifference(one, sentence, number, subject);
  if (turned) return verdict("wrong-direction", turned, { about: "comparison" });
  const fitting = supportFor(one, sentence, number, subject);
  if (fitting)
    return (
      wrongWay(one, sentence, number, fitting) ??
      spreadVerdict(sentence, number, fitting) ??
      verdict("supported", "", fitting[0] && { evidence: describe(fitting[0]) })
    );
  if (isOfOthers(sentence)) return verdict("not-checkable", "");
  const stale = earlierMatch(one, number, subject);
  if (stale)
    return verdict("stale", `${number.text} is what an earlier run gave; the run was made again since.`, {
      evidence: stale,
    });
  const found = misattributed(one, number, subject, verdict) ?? unsupported(one, sentence, number, subject, verdict);
  return found.kind === "not-found" ? orAnothers(one, number, subject, found) : found;
}

/** A number that no reading of the words supports may still be a number of this metric: then that is said. */
function orAnothers(
  one: Case,
  number: PrintedNumber,
  { datasets, metrics, reading }: Subject,
  found: Verdict,
): Verdict {
  if (metrics.ids.length === 0) return found;
  const [other] = matching(one, number, { runs: [], datasets: datasets.ids, metrics: metrics.ids }, reading);
  return other
    ? {
        ...found,
        kind: "wrong-run",
        message: `${number.text} is another run's: ${describe(other)}.`,
        evidence: describe(other),
      }
    : found;
}

export function subjectOf(one: Case, sentence: Sentence, number: PrintedNumber): Subject {
  const metrics = metricsOf(sentence, number);
  const fitting = metrics.ids.filter((key) =>
    one.evidence.metrics.some((metric) => metric.key === key && factorsFor(number, metric).length > 0),
  );
  const named = fitting.length > 0 ? { ids: fitting, how: metrics.how } : fromUnit(one, sentence, number);
  const perplexity = sentence.metrics.some(
    (mention) => mention.perplexity && mention.ids.some((id) => named.ids.includes(id)),
  );
  const datasets = datasetsOf(sentence, number);
  const averaged =
    datasets.how === "none" ||
    datasets.how === "carried" ||
    /\b(?:average|averaged|mean|overall|across|all)\b/i.test(sentence.text);
  return { runs: runsOf(sentence, number), datasets, metrics: named, reading: { averaged, perplexity } };
}

/** Seconds are times and tokens per second are throughputs, whatever the words say. */
function fromUnit({ evidence }: Case, { numbers }: Sentence, number: PrintedNumber): Bound {
  const unit =
    number.measure ??
    (number.decimal || number.percent ? undefined : numbers.find(({ measure }) => measure !== undefined)?.measure);
  if (unit === undefined) return { ids: [], how: "none" };
  const ids = evidence.metrics
    .filter((metric) => factorsFor({ ...number, measure: unit }, metric).length > 0)
    .map(({ key }) => key);
  return ids.length > 0 ? { ids, how: "near" } : { ids: [], how: "none" };
}

const TOWARDS =
  /\b(improv\w*|reduc\w*|lower(?:s|ed|ing)|decreas\w*|rais(?:es|ed|ing)|increas\w*|drop\w*|falls?|fell|ris(?:es|en|ing)|rose|climb\w*)\s+(?:[^.;,\d]{0,40}\s)?to\s*(?:about\s+|just\s+|only\s+)?$/i;

/** “slower grokking (793 steps)” */
const BESIDE =
  /\b(faster|slower|lower|higher|better|worse|longer|shorter)\s+(?:(?!than\b|over\b)[\p{L}-]+\s+){0,4}\(\s*$/iu;

/** “lowers it to 7.16” where every other run has less. */
function wrongWay(
  { evidence }: Case,
  { text, prose }: Sentence,
  number: PrintedNumber,
  [found]: readonly Candidate[],
): Verdict | undefined {
  const before = text.slice(0, number.start);
  const match = TOWARDS.exec(before) ?? BESIDE.exec(before);
  const way = match && relationsIn(match[0])[0]?.way;
  if (!found || !way || found.dataset === undefined || /\bfrom\s+[\d.]/.test(match[0])) return undefined;
  const others = evidence.runs.flatMap((run) =>
    run === found.run ? [] : (run.value(found.dataset!, found.metric.key)?.mean ?? []),
  );
  if (others.length < 2 || others.some((other) => goes(way, found.metric, found.value - other) !== false))
    return undefined;
  return {
    kind: "wrong-direction",
    about: "comparison",
    ...sourceSpan(prose, match.index, number.end),
    message: `“${match[1]}” does not fit: ${describe(found)}, and no other run has a value on that side of it.`,
    evidence: describe(found),
  };
}

/** “437 steps fewer than the baseline” where it is 437 more. */
function turnedDifference(
  { evidence }: Case,
  { text, runs }: Sentence,
  number: PrintedNumber,
  subject: Subject,
): string | undefined {
  const word =
    /^\s*(?:[\p{L}]+\s+)?(fewer|more|less|higher|lower|longer|slower|faster|earlier|later|sooner)\b(?:\s+than\b|\s*[.,;)]|\s+(?:for|on|in)\b)/u.exec(
      text.slice(endOf(number)),
    )?.[1];
  if (word === undefined || number.percent || number.times || subject.runs.ids.length === 0) return undefined;
  const references = runs.filter((mention) => isReference(text, mention)).flatMap(({ ids }) => ids);
  const selection = { runs: subject.runs.ids, datasets: subject.datasets.ids, metrics: subject.metrics.ids };
  const changes = changesIn(evidence, selection, references.length > 0 ? references : ["0"], subject.reading.averaged);
  const meant = changes.filter(({ value, from }) =>
    allows({ ...number, value: Math.abs(number.value) }, Math.abs(value - from)),
  );
  const way = /fewer|less|lower|earlier|sooner|faster/.test(word) ? "down" : "up";
  if (meant.length === 0 || meant.some(({ metric, value, from }) => goes(way, metric, value - from) !== false))
    return undefined;
  const { metric, dataset, value, from } = meant[0]!;
  return `“${word}” does not fit: ${metric.key}${dataset === undefined ? "" : ` on ${dataset}`} goes from ${shortly(from)} to ${shortly(value)}.`;
}

/** “γ = 0.995”: what a symbol stands for is a setting, not a result. */
function isAssigned({ text }: Sentence, { start, spread, percent }: PrintedNumber): boolean {
  return (
    !spread &&
    !percent &&
    /(?:^|[\s(,;$])(?:\p{Script=Greek}\w{0,6}|[a-zA-Z])(?:_\w{1,6})?\s*(?:=|:=)\s*$/u.test(
      text.slice(Math.max(0, start - 14), start),
    )
  );
}

function judgeAssigned(one: Case, number: PrintedNumber, say: Say): Verdict {
  if (isWritten(one, number) || isCustomary(number) || isRecorded(one, number) || one.evidence.code.literals.size === 0)
    return say("supported", "");
  return say("not-found", `No line of the code has the number ${number.text}.`, { about: "fact" });
}

/** The data that a number may rest on, the nearest reading of the words first; undefined when there are none. */
function supportFor(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  subject: Subject,
): readonly Candidate[] | undefined {
  const { runs, datasets, metrics, reading } = subject;
  const selection: Selection = { runs: runs.ids, datasets: datasets.ids, metrics: metrics.ids };
  if (isSpread(sentence, number)) return spreadSupport(one, number, selection);
  const close = matching(one, number, selection, reading);
  if (close.length > 0) return close;
  const looser = matching(one, number, loosened(sentence, subject), { ...reading, averaged: true });
  if (looser.length > 0) return looser;
  if (metrics.ids.length === 0 && (isWritten(one, number) || isCustomary(number))) return [];
  if (metrics.how !== "attached" && (isInCode(one, number) || isRecorded(one, number))) return [];
  return !number.percent && isOfDifference(sentence, number) && isDerived(one, number) ? [] : undefined;
}

/** “the standard error is 27 steps, as opposed to 86 for the baseline” */
function isSpread(sentence: Sentence, number: PrintedNumber): boolean {
  const before = sentence.text.slice(0, number.start);
  return /\b(?:standard (?:errors?|deviations?)|stderr|std)\b(?![^.;]*\bmean\b)/i.test(before) && !number.spread;
}

function spreadSupport(one: Case, number: PrintedNumber, selection: Selection): readonly Candidate[] | undefined {
  const fitting = measuredIn(one.evidence, selection).filter(({ spreads }) =>
    spreads().some((spread) => allows(number, spread)),
  );
  return fitting.length > 0 || number.value === 0 ? [] : undefined;
}

/** Where the words leave it open which of several things is meant, all of them. */
function loosened({ runs, datasets, metrics }: Sentence, subject: Subject): Selection {
  const wider = (bound: Bound, named: readonly { readonly ids: readonly string[] }[]) => {
    if (bound.how === "attached") return bound.ids;
    return bound.how === "near" ? [...new Set([...bound.ids, ...named.flatMap(({ ids }) => ids)])] : [];
  };
  return {
    runs: wider(
      subject.runs,
      runs.filter(({ own }) => !own),
    ),
    datasets: wider(subject.datasets, datasets),
    metrics:
      subject.metrics.how === "none" || subject.metrics.how === "carried"
        ? []
        : [...new Set([...subject.metrics.ids, ...metrics.flatMap(({ ids }) => ids)])],
  };
}

/** Words of differences, intervals and ratios. */
const DIFFERENCE =
  /\b(?:differences?|intervals?|CI|gaps?|margins?|by|changes?|deviations?|std|standard errors?|exceeds?|costs?|interaction|paired|Welch|minus|seeds?|ratio|factor|spread|variance|variation|half|sav(?:es|ed|ings?)|fewer|sooner|earlier|later|amounts to)\b|[Δ±[]|(?<![\p{L}\d])[+−-]\d/iu;

/** “1860 steps less than the baseline, constant noise 910” */
const LESS_THAN =
  /\d\s*(?:[\p{L}]+\s+)?(?:fewer|less|more|higher|lower|longer|earlier|later|sooner)\b(?:\s+than\b|\s*[.,;)])/u;

/** Whether the words around speak of differences, intervals or ratios rather than of what one run came to. */
function isOfDifference(sentence: Sentence, { start, end }: PrintedNumber): boolean {
  const from = Math.max(clauseStart(sentence, start), start - 90);
  return DIFFERENCE.test(sentence.text.slice(from, end + 30)) || LESS_THAN.test(sentence.text);
}

/** Numbers beside a citation, with nothing of ours near, are another paper's. */
export function isOfOthers({ cites, runs, datasets, metrics, passage, text }: Sentence): boolean {
  if (!cites) return false;
  if (/related|background|introduction|prior/i.test(passage.section) && !/\b(?:we|our|ours)\b/i.test(text)) return true;
  return runs.length === 0 && datasets.length === 0 && metrics.length === 0 && !/\b(?:we|our|ours)\b/i.test(text);
}

function earlierMatch(one: Case, number: PrintedNumber, { runs, datasets, metrics }: Subject): string | undefined {
  const wanted = (ids: readonly string[], id: string) => ids.length === 0 || ids.includes(id);
  for (const run of one.evidence.runs.filter((run) => wanted(runs.ids, String(run.number))))
    for (const { dataset, metric, mean } of run.earlier) {
      const known = one.evidence.metrics.find(({ key }) => key === metric);
      if (!known || !wanted(datasets.ids, dataset) || !wanted(metrics.ids, metric)) continue;
      const candidate: Candidate = { value: mean, run, metric: known, dataset, spreads: () => [] };
      if (matchesOne(number, candidate))
        return `Before: ${describe(candidate)}. Now it is ${shortly(run.value(dataset, metric)?.mean ?? Number.NaN)}.`;
    }
  return undefined;
}

function matchesOne(number: PrintedNumber, candidate: Candidate): boolean {
  return (
    inUnitOf(number, candidate, PLAIN).some((value) => Math.abs(value - number.value) <= number.unit * 1.01) &&
    (number.decimal || number.value >= 100)
  );
}

function isTold({ how }: Bound): boolean {
  return how === "attached" || how === "near";
}

type Say = (kind: Verdict["kind"], message: string, rest?: Partial<Verdict>) => Verdict;

/** The number is right, but another run's or another data set's. */
function misattributed(
  one: Case,
  number: PrintedNumber,
  { runs, datasets, metrics, reading }: Subject,
  say: Say,
): Verdict | undefined {
  const told = isTold(runs) && isTold(datasets) && number.text.replace(/\D/g, "").length >= 3;
  if (metrics.ids.length === 0 && !told) return undefined;
  const expected = expectation(one, number, { runs, datasets, metrics, reading });
  if (runs.how === "attached" || runs.how === "near") {
    const [other] = matching(one, number, { runs: [], datasets: datasets.ids, metrics: metrics.ids }, reading);
    if (other && datasets.how !== "carried")
      return say(
        "wrong-run",
        `${number.text} is not this run's: ${describe(other)}.${expected.sentence}`,
        expected.rest,
      );
  }
  if (datasets.how === "attached") {
    const [other] = matching(one, number, { runs: runs.ids, datasets: [], metrics: metrics.ids }, reading);
    if (other)
      return say(
        "contradicted",
        `${number.text} belongs to another data set: ${describe(other)}.${expected.sentence}`,
        expected.rest,
      );
  }
  return undefined;
}

/** Nothing gives the number: contradicted where the words say exactly what it is, else not found. */
function unsupported(one: Case, sentence: Sentence, number: PrintedNumber, subject: Subject, say: Say): Verdict {
  const { runs, datasets, metrics } = subject;
  const exact =
    metrics.ids.length > 0 &&
    (runs.how === "attached" || runs.how === "near") &&
    (datasets.how === "attached" || datasets.how === "near");
  const expected = expectation(one, number, subject);
  if (exact && expected.sentence !== "")
    return say("contradicted", `The data do not say ${number.text}.${expected.sentence}`, expected.rest);
  if (!number.decimal && number.measure === undefined && !number.percent && !isCounted(one, number, metrics, runs))
    return say("not-checkable", "");
  const open =
    metrics.ids.length === 0 || (runs.how !== "attached" && runs.how !== "near" && metrics.how !== "attached");
  if (!number.percent && open && isDerived(one, number)) return say("supported", "");
  if (!number.decimal && metrics.ids.length === 0) return say("not-checkable", "");
  return say(
    "not-found",
    `No run and no line of the code has the number ${number.text}.`,
    sentence.text === "" ? {} : expected.rest,
  );
}

/** A whole number that can only be a count of steps or of tokens per second. */
function isCounted({ evidence }: Case, { value }: PrintedNumber, { ids, how }: Bound, runs: Bound): boolean {
  const counting = evidence.metrics
    .filter(({ key }) => ids.includes(key))
    .every(({ heads }) => heads.has("step") || heads.has("epoch") || heads.has("throughput"));
  return ids.length > 0 && counting && value >= 50 && (how === "attached" || how === "near" || runs.how === "attached");
}

/** What the data say instead, when few things can be meant. */
function expectation(
  one: Case,
  number: PrintedNumber,
  { runs, datasets, metrics, reading }: Subject,
): { sentence: string; rest: Partial<Verdict> } {
  const selection = { runs: runs.ids, datasets: datasets.ids, metrics: metrics.ids };
  if (metrics.ids.length === 0 || runs.ids.length === 0 || datasets.ids.length === 0) return { sentence: "", rest: {} };
  const candidates = candidatesFor(one, selection, PLAIN).filter(
    (candidate) => inUnitOf(number, candidate, reading).length > 0,
  );
  if (candidates.length === 0 || candidates.length > 3) return { sentence: "", rest: {} };
  const sentence = ` The data: ${candidates.map(describe).join("; ")}.`;
  const [only] = candidates;
  const correction =
    candidates.length === 1 && only ? printedLike(number, inUnitOf(number, only, reading)[0]!) : undefined;
  return { sentence, rest: { evidence: candidates.map(describe).join("; "), ...(correction && { correction }) } };
}

/** A value with as many digits as the printed number had. */
export function printedLike(number: PrintedNumber, value: number): string | undefined {
  if (/[×^eEkKM,\u2009]/.test(number.text)) return undefined;
  return value.toFixed(number.text.split(".")[1]?.length ?? 0);
}

/** What stands after ± must be a spread of the value that was found. */
function spreadVerdict({ prose }: Sentence, number: PrintedNumber, fitting: readonly Candidate[]): Verdict | undefined {
  const { spread } = number;
  if (!spread || fitting.length === 0) return undefined;
  const known = fitting.flatMap(({ spreads }) => spreads());
  const scales = number.percent ? [100, 1] : [1, 1000, 1 / 60];
  const fits = (one: number) => scales.some((scale) => Math.abs(one * scale - spread.value) <= spread.unit * 1.0001);
  if (known.some(fits) || (spread.value === 0 && known.length === 0)) return undefined;
  const message =
    known.length === 0
      ? `Nothing gives the ± ${spread.text}: ${describe(fitting[0]!)}, measured once.`
      : `The ± ${spread.text} is none of the spreads of these values (${[...new Set(known.map(shortly))].slice(0, 4).join(", ")}).`;
  return {
    kind: known.length === 0 ? "not-found" : "contradicted",
    about: "number",
    ...sourceSpan(prose, spread.start, spread.end),
    message,
    evidence: describe(fitting[0]!),
  };
}
