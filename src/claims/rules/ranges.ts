import { allows, isShare } from "../agreement";
import { endOf, metricsOf } from "../binding";
import { type Candidate, measuredIn, restsOn, shortly } from "../candidates";
import type { Case } from "../case";
import { changeSubject, changesFor } from "../change-subject";
import type { Change } from "../derived";
import { groupedBy } from "../grouped-by";
import { inUnitOf, PLAIN } from "../look-up";
import { isOfInterval } from "../pairs";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { relationAt } from "../relation";
import { isOfOthers, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { saysAll } from "./universals";

/** “16.20–28.28”, “15–25×”, “10–15%” */
type Range = { readonly low: PrintedNumber; readonly high: PrintedNumber };

/** Numbers with nothing but a dash between, or “in the range from … to”, the smaller first. */
export function rangesIn({ text, numbers }: Pick<Sentence, "text" | "numbers">): Range[] {
  return numbers.flatMap((low, at) => {
    const high = numbers[at + 1];
    if (!high || low.value >= high.value || low.spread !== undefined) return [];
    const between = text.slice(endOf(low), high.start);
    const joined =
      /^\s*(?:%|×|s)?\s*(?:--?|–|—)\s*$/.test(between) ||
      (isOfInterval(text, low) && /^\s*[\p{L}%×]{0,10}\s*(?:to|and)\s*$/u.test(between));
    return joined ? [{ low, high }] : [];
  });
}

/** Both numbers of a range, where it is known what it is of. */
export function judgeRange(one: Case, sentence: Sentence, range: Range): Verdict[] {
  const ofChanges = judgeRangeOfChanges(one, sentence, range);
  return ofChanges ? [ofChanges] : (judgeRangeOfValues(one, sentence, range) ?? []);
}

/**
 * A range of factors or percentages holds for every run and data set that it may be said of: of all runs where “all” is said,
 * else at least of one. Nothing is said of a range that some run fits.
 */
function judgeRangeOfChanges(one: Case, sentence: Sentence, { low, high }: Range): Verdict | undefined {
  const unit = high.times ? "×" : high.percent ? "%" : undefined;
  const relation = unit && relationAt(sentence, low.start, endOf(high));
  if (!relation || isOfOthers(sentence)) return undefined;
  const subject = changeSubject(one, sentence, high, relation, undefined);
  const changes = changesFor(one, subject).filter(
    ({ dataset, metric, from }) => dataset !== undefined && from !== 0 && !isShare(metric),
  );
  if (subject.metrics.ids.length === 0 || subject.references.length !== 1 || changes.length < 2) return undefined;
  const whole = [...groupedBy(changes, ({ metric }) => metric.key).values()];
  const each = [...groupedBy(changes, ({ metric, run }) => `${metric.key} ${run.number}`).values()];
  const groups = saysAll(sentence.text) ? whole : [...whole, ...each];
  if (groups.some((group) => isWithin(low, high, group))) return undefined;
  const [first] = whole;
  const sizes = first!.map((change) => sizeOf(high, change));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return {
    kind: "contradicted",
    about: "number",
    ...sourceSpan(sentence.prose, low.start, high.end),
    message: `${low.text}–${high.text}${unit} is not what the data say: ${first![0]!.metric.key} changes by ${shortly(least)}${unit} to ${shortly(most)}${unit}.`,
  };
}

/** Whether all that a group has lies in the range, with some room, or reaches from one end to the other. */
function isWithin(low: PrintedNumber, high: PrintedNumber, group: readonly Change[]): boolean {
  const sizes = group.map((change) => sizeOf(high, change));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const room = (end: PrintedNumber) => end.unit + 0.05 * end.value;
  return least >= low.value - room(low) && most <= high.value + room(high);
}

function sizeOf({ times }: PrintedNumber, { value, from }: Change): number {
  return times ? Math.max(value / from, from / value) : Math.abs((100 * (value - from)) / from);
}

/** “KL of 16.20–28.29”: where one end is the least or the most that is measured of something, the other is the most or the least. */
function judgeRangeOfValues(one: Case, sentence: Sentence, { low, high }: Range): Verdict[] | undefined {
  if (low.percent || high.percent || high.times || !low.decimal || isOfSetup(sentence)) return undefined;
  const { ids, how } = metricsOf(sentence, low);
  if (ids.length === 0) return undefined;
  const isNamed = how === "attached" || how === "near";
  const all = measuredIn(one.evidence, { runs: [], datasets: [], metrics: ids });
  const groups = groupsOf(all.filter((candidate) => inUnitOf(high, candidate, PLAIN).length > 0));
  const found = verdictOnEnds({ low, high }, groups, 1, (number) =>
    sourceSpan(sentence.prose, number.start, number.end),
  );
  return isNamed || found?.every(({ kind }) => kind === "supported") ? found : undefined;
}

/** A cell that holds the least and the most of a run over its data sets. */
export function judgeRangeCell(one: Case, cell: NumberCell): Verdict[] | undefined {
  const range = rangeOfCell(cell);
  const { ids } = one.runs.labelled(cell.label);
  if (!range || ids.length !== 1 || cell.datasets.length === 1 || cell.metrics.length !== 1) return undefined;
  const { datasets, metrics } = cell;
  const own = measuredIn(one.evidence, { runs: ids, datasets, metrics });
  return verdictOnEnds(range, own.length > 1 ? [own] : [], cell.scale, (number) =>
    sourceSpan(cell.cell, number.start, number.end),
  );
}

/** The two numbers of a cell that holds nothing but a range. */
function rangeOfCell({ cell, number, further }: NumberCell): Range | undefined {
  const [high, more] = further;
  if (!high || more || cell.text.slice(0, number.start).trim() !== "" || cell.text.slice(high.end).trim() !== "")
    return undefined;
  return rangesIn({ text: cell.text, numbers: [number, high] })[0];
}

/** What one run has on all data sets, all runs but the baseline, and all runs; each metric by itself. */
function groupsOf(all: readonly Candidate[]): Candidate[][] {
  const by = (key: (one: Candidate) => string) => [...groupedBy(all, key).values()];
  const groups = [
    ...by(({ metric, run }) => `${metric.key} ${run.number}`),
    ...by(({ metric, run }) => `${metric.key} ${run.number === 0}`),
    ...by(({ metric }) => metric.key),
    ...by(({ metric, dataset }) => `${metric.key} ${dataset}`),
    ...by(({ metric, dataset, run }) => `${metric.key} ${dataset} ${run.number === 0}`),
  ];
  return groups.filter(({ length }) => length > 1);
}

/** Numbers are tried in the unit that is printed and without: a head may name another than what was recorded. */
function verdictOnEnds(
  range: Range,
  groups: readonly (readonly Candidate[])[],
  scale: number,
  placeOf: (number: PrintedNumber) => { start: number; end: number },
): Verdict[] | undefined {
  const { measure } = range.low.measure === undefined ? range.high : range.low;
  const ends = [measure, undefined].flatMap((unit) => {
    const [low, high] = [range.low, range.high].map((number) => ({ ...number, measure: unit })) as [
      PrintedNumber,
      PrintedNumber,
    ];
    return groups.map((group) => fitOf({ low, high }, group, scale));
  });
  const whole = ends.find((end) => end.low && end.high);
  if (whole)
    return [range.low, range.high].map((number) => ({
      kind: "supported",
      about: "number",
      ...placeOf(number),
      message: "",
      ...restsOn([whole.least, whole.most]),
    }));
  const half = ends.find((end) => end.low !== end.high);
  if (!half) return undefined;
  const [wrong, right] = half.low ? [half.range.high, half.range.low] : [half.range.low, half.range.high];
  const meant = half.low ? half.most : half.least;
  const value = shortly(inUnitOf(wrong, meant, PLAIN)[0]! * scale);
  return [
    {
      kind: "contradicted",
      about: "number",
      ...placeOf(wrong),
      message: `${wrong.text} is not the ${half.low ? "largest" : "smallest"} that goes with ${right.text}: it is ${value}.`,
      ...restsOn([half.least, half.most]),
    },
  ];
}

/** Whether the ends of a range are the least and the most of a group. */
function fitOf(range: Range, group: readonly Candidate[], scale: number) {
  const ordered = group.toSorted((a, b) => a.value - b.value);
  const [least, most] = [ordered[0]!, ordered.at(-1)!];
  const fits = (number: PrintedNumber, candidate: Candidate) =>
    inUnitOf(number, candidate, PLAIN).some((value) => allows(number, value * scale));
  return { range, least, most, low: fits(range.low, least), high: fits(range.high, most) };
}
