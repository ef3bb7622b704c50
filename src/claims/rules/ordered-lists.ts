import { allows, allowsSize } from "../agreement";
import { clauseEnd, clauseStart, endOf, listAround, metricsOf } from "../binding";
import { type Candidate, describe, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import { percentsOf } from "../derived";
import type { RunEvidence } from "../evidence";
import { inUnitOf, PLAIN } from "../look-up";
import { sourceSpan } from "../paper-text";
import { type PrintedNumber, printedLike } from "../printed-number";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

/**
 * “It reaches 0.898, 0.889 and 0.893”: as many numbers as there are data sets, in their order. Where all but one are those of one
 * run, the one that is not is wrong. Gives the verdicts by number; none where the list is of something else.
 */
export function judgeOrderedLists(one: Case, sentence: Sentence): Map<PrintedNumber, Verdict> {
  const verdicts = new Map<PrintedNumber, Verdict>();
  const { datasets } = one.evidence;
  if (datasets.length < 3 || isOfOthers(sentence)) return verdicts;
  for (const first of sentence.numbers) {
    const list = listAround(sentence, first);
    const sets = [datasets, sentence.before.datasets.ids].find(({ length }) => length === list.length);
    if (list[0] !== first || !sets || list.length < 3 || namesSets(sentence, list)) continue;
    const odd = oddOne(one, sentence, list, sets);
    if (odd) verdicts.set(odd.number, verdictOn(one, sentence, odd));
  }
  return verdicts;
}

/** Data sets that are named beside the list have an order of their own. */
function namesSets(sentence: Sentence, list: readonly PrintedNumber[]): boolean {
  const [from, to] = [clauseStart(sentence, list[0]!.start), clauseEnd(sentence, endOf(list.at(-1)!))];
  return sentence.datasets.some(({ start, end }) => start >= from && end <= to);
}

type Odd = { readonly number: PrintedNumber; readonly meant: Candidate; readonly base: Candidate | undefined };

function oddOne(
  one: Case,
  sentence: Sentence,
  list: readonly PrintedNumber[],
  sets: readonly string[],
): Odd | undefined {
  if (
    !list.every(
      ({ decimal, value, percent, times }) => (decimal || value >= 50) && percent === list[0]!.percent && !times,
    )
  )
    return undefined;
  const named = metricsOf(sentence, list[0]!).ids;
  const metrics = one.evidence.metrics.filter(({ key }) => named.length === 0 || named.includes(key));
  const rows = metrics.flatMap(({ key }) => one.evidence.runs.map((run) => rowOf(one, run, key, sets)));
  const full = rows.filter(({ length }) => length === list.length);
  const misses = full.map((row) => list.filter((number, at) => !fits(number, row[at]!)));
  if (misses.some(({ length }) => length === 0)) return undefined;
  const at = misses.findIndex(({ length }) => length === 1);
  if (at < 0 || misses.filter(({ length }) => length === 1).length > 1) return undefined;
  const number = misses[at]![0]!;
  return { number, ...full[at]![list.indexOf(number)]! };
}

type Entry = Omit<Odd, "number">;

function rowOf({ evidence }: Case, run: RunEvidence, metric: string, datasets: readonly string[]): Entry[] {
  const base = measuredIn(evidence, { runs: ["0"], datasets, metrics: [metric] });
  return measuredIn(evidence, { runs: [String(run.number)], datasets, metrics: [metric] }).map((meant) => ({
    meant,
    base: run.number === 0 ? undefined : base.find(({ dataset }) => dataset === meant.dataset),
  }));
}

/** The value, or the change from the baseline in percent. */
function fits(number: PrintedNumber, { meant, base }: Entry): boolean {
  if (inUnitOf(number, meant, PLAIN).some((value) => allows(number, value))) return true;
  return (
    number.percent &&
    base !== undefined &&
    percentsOf({ value: meant.value, from: base.value }).some((size) => allowsSize(number, size))
  );
}

function verdictOn({ evidence }: Case, { prose }: Sentence, { number, meant, base }: Odd): Verdict {
  const value = inUnitOf(number, meant, PLAIN)[0];
  const correction = value === undefined ? undefined : printedLike(number, value);
  const other = measuredIn(evidence, { runs: [], datasets: [meant.dataset!], metrics: [meant.metric.key] }).find(
    (one) => inUnitOf(number, one, PLAIN).some((size) => allows(number, size)),
  );
  const change = number.percent && base ? ` (the baseline has ${base.value})` : "";
  return {
    kind: other ? "wrong-run" : "contradicted",
    about: "number",
    ...sourceSpan(prose, number.start, number.end),
    message: `The numbers beside ${number.text} are those of ${describe(meant)}${change}.`,
    ...restsOn([meant]),
    ...(correction !== undefined && { correction }),
  };
}
