import { allowsSize } from "../agreement";
import { type Bound, NOTHING } from "../binding";
import { type Candidate, describe, restsOn, shortly } from "../candidates";
import type { Case } from "../case";
import { countsSteps } from "../counted-metrics";
import { changesIn } from "../derived";
import { isLikeSomeResult } from "../large-numbers";
import { candidatesFor, inUnitOf, isDerived, isRecorded, matching, PLAIN } from "../look-up";
import { numbersIn, type PrintedNumber, printedLike, significantDigits } from "../printed-number";
import type { Sentence } from "../sentence";
import { isTold, type Subject } from "../subject";
import type { Verdict } from "../verdict";
import { isPartialMean } from "./partial-means";
import { isCameTo } from "./value-support";

export type Say = (kind: Verdict["kind"], message: string, rest?: Partial<Verdict>) => Verdict;

export function earlierMatch(
  one: Case,
  number: PrintedNumber,
  { runs, datasets, metrics }: Subject,
): { message: string; rest: Partial<Verdict> } | undefined {
  const wanted = (ids: readonly string[], id: string) => ids.length === 0 || ids.includes(id);
  for (const run of one.evidence.runs.filter((run) => wanted(runs.ids, String(run.number))))
    for (const { dataset, metric, mean } of run.earlier) {
      const known = one.evidence.metrics.find(({ key }) => key === metric);
      const now = run.value(dataset, metric)?.mean;
      if (!known || now === undefined || !wanted(datasets.ids, dataset) || !wanted(metrics.ids, metric)) continue;
      const candidate: Candidate = { value: mean, run, metric: known, dataset, spreads: () => [] };
      if (matchesOne(number, candidate)) return staleBy(number, candidate, now);
    }
  return undefined;
}

/** The number was right, and the run was made again since. */
export function staleBy(
  number: PrintedNumber,
  then: Candidate,
  now: number,
  scale = 1,
): { message: string; rest: Partial<Verdict> } {
  const current = { ...then, value: now };
  const printed = inUnitOf(number, current, PLAIN)[0];
  const correction = printed === undefined ? undefined : printedLike(number, printed * scale);
  return {
    message: `Stale: ${number.text} was right until the run was made again. It is ${correction ?? shortly(now)} now.`,
    rest: {
      ...restsOn([current]),
      evidence: `Before: ${describe(then)}. Now it is ${shortly(now)}.`,
      ...(correction !== undefined && { correction }),
    },
  };
}

function matchesOne(number: PrintedNumber, candidate: Candidate): boolean {
  return (
    inUnitOf(number, candidate, PLAIN).some((value) => Math.abs(value - number.value) <= number.unit * 1.01) &&
    (number.decimal || number.value >= 100)
  );
}

/** The number is right, but another run's or another data set's. */
export function misattributed(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  { runs, datasets, metrics, reading }: Subject,
  say: Say,
): Verdict | undefined {
  const told = isTold(runs) && isTold(datasets) && number.text.replace(/\D/g, "").length >= 3;
  if (metrics.ids.length === 0 && !told) return undefined;
  const expected = expectation(one, number, { runs, datasets, metrics, reading });
  if (runs.how === "attached" || runs.how === "near") {
    const others = matching(one, number, { runs: [], datasets: datasets.ids, metrics: metrics.ids }, reading);
    const [other] = others;
    if (other && datasets.how !== "carried" && !isOfAnyNamed(sentence, number, others))
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

/** “A and B are practically equal (0.161 and 0.158)”, “from 0.442 over 0.438 and 0.435 to 0.432”: a list has its own order. */
function isOfAnyNamed({ text, runs }: Sentence, { start }: PrintedNumber, others: readonly Candidate[]): boolean {
  const before = text.slice(0, start);
  if (/\bfrom\s+[\d.]+%?\s+(?:over|via|through)\s[^;:]*$/i.test(before)) return true;
  const inBrackets = /\((?:[^()]|\([^()]*\))*$/.test(before);
  const named = new Set(runs.filter(({ end }) => end <= start).flatMap(({ ids }) => ids));
  const isPair = /^[^()]*\band\s+[\d.]/.test(text.slice(start)) || /[\d.]+\s+and\s+$/.test(before);
  return inBrackets && isPair && named.size > 1 && others.some(({ run }) => named.has(String(run.number)));
}

/** What was expected beforehand is in no result: “more than the 0.03 that we had expected”. */
const EXPECTED =
  /(?<!\bas )\b(?:had|have|was|were) expected\b|\bwould (?:be|have been|amount|give|come)\b|\bexpected (?:an?|at least|at most|about|around)\b/i;

/** Nothing gives the number: contradicted where the words say exactly what it is, else not found. */
export function unsupported(one: Case, sentence: Sentence, number: PrintedNumber, subject: Subject, say: Say): Verdict {
  if (EXPECTED.test(sentence.text)) return say("not-checkable", "");
  const { runs, datasets, metrics } = subject;
  const exact =
    metrics.ids.length > 0 &&
    (runs.how === "attached" || runs.how === "near") &&
    (datasets.how === "attached" || datasets.how === "near");
  const expected = expectation(one, number, subject);
  const isStepOf = /^\s*%?\s*from\s/.test(sentence.text.slice(number.end)) && metrics.how === "carried";
  if (isStepOf && isSomeDifference(one, number, subject)) return say("supported", "");
  if (exact && expected.sentence !== "")
    return say("contradicted", `The data do not say ${number.text}.${expected.sentence}`, expected.rest);
  if (
    !number.decimal &&
    number.measure === undefined &&
    !number.percent &&
    !isCounted(one, number, metrics, runs) &&
    !isLikeSomeResult(one, sentence, number)
  )
    return say("not-checkable", "");
  if (isPartialMean(one, sentence, number, subject)) return say("supported", "");
  const dated = /\b(?:day|week|month|round|episode|generation)\s*$/i.test(sentence.text.slice(0, number.start));
  const open =
    metrics.ids.length === 0 ||
    (datasets.how !== "attached" && runs.how !== "attached" && runs.how !== "near" && metrics.how !== "attached");
  const placed = significantDigits(number) >= 3 && isCameTo(sentence, number) && (isTold(datasets) || isTold(runs));
  if (!number.percent && open && !placed && !dated && isDerived(one, number)) return say("supported", "");
  if (!number.percent && metrics.how === "carried" && isSomeDifference(one, number, subject))
    return say("supported", "");
  // “25.2 s against 1.78 s”: whose a time is that so many digits tell is not asked.
  const isWhose = runs.how !== "none" || significantDigits(number) >= 3;
  if (number.measure !== undefined && isWhose && isRecorded(one, number)) return say("supported", "");
  const elsewhere = datasets.how === "carried" && significantDigits(number) >= 4;
  if (elsewhere && isSomeDifference(one, number, { ...subject, datasets: NOTHING })) return say("supported", "");
  if (!number.decimal && metrics.ids.length === 0 && !isLikeSomeResult(one, sentence, number))
    return say("not-checkable", "");
  if (isWrittenDown(one, number)) return say("not-checkable", "");
  return say(
    "not-found",
    `No run and no line of the code has the number ${number.text}.`,
    sentence.text === "" ? {} : expected.rest,
  );
}

/** What stands in the code, or in the words of the notes on a run, is there, though nobody knows what for; so is what one seed gave. */
function isWrittenDown({ evidence }: Case, { value, percent, text }: PrintedNumber): boolean {
  const numbers = evidence.runs.flatMap(({ noted }) => numbersIn(noted).map((one) => one.value));
  const sizes = percent ? [value, value / 100] : [value];
  const isLong = text.replace(/\D/g, "").length >= 3;
  const seeds = isLong ? evidence.runs.flatMap((run) => numbersOfSeeds(evidence, run)) : [];
  return [...numbers, ...evidence.code.literals, ...seeds].some((one) => sizes.includes(one));
}

function numbersOfSeeds({ datasets, metrics }: Case["evidence"], run: Candidate["run"]): number[] {
  return datasets.flatMap((set) => metrics.flatMap(({ key }) => run.value(set, key)?.perSeed ?? []));
}

/** “On A it is 0.0118”, after improvements were spoken of; “on the others 5.852”, four digits after another data set. */
function isSomeDifference({ evidence }: Case, number: PrintedNumber, { datasets, metrics }: Subject): boolean {
  const selection = { runs: [], datasets: datasets.ids, metrics: metrics.ids };
  const all = evidence.runs.map((run) => String(run.number));
  return changesIn(evidence, selection, all, false).some(({ value, from }) => allowsSize(number, value - from));
}

/** A number that no reading of the words supports may still be a number of this metric: then that is said. */
export function orAnothers(
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
        ...restsOn([other]),
      }
    : found;
}

/** A whole number that can only be a count of steps or of tokens per second. */
function isCounted({ evidence }: Case, { value }: PrintedNumber, { ids, how }: Bound, runs: Bound): boolean {
  const counting = evidence.metrics
    .filter(({ key }) => ids.includes(key))
    .every((metric) => countsSteps(metric) || metric.heads.has("throughput"));
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
  return { sentence, rest: { ...restsOn(candidates), ...(correction && { correction }) } };
}
