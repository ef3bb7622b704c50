import { factorsFor, isTime } from "./agreement";
import type { Case } from "./case";
import { datasetsShortenedTo } from "./dataset-words";
import { spelling } from "./metric-vocabulary";
import type { Cell } from "./paper-text";
import type { PrintedNumber } from "./printed-number";
import { wordsOf } from "./words";

/** “(s)”, “[min]”: a column of times, whatever else is over it. */
const IN_TIME =
  /[([]\s*(?:in\s+)?(?:s|secs?|seconds?|ms|milliseconds?|min|mins|minutes?|h|hrs?|hours?)\.?\s*[)\]]|,\s*(?:s|ms|min)\s*$/i;

/**
 * The metrics that what is beside and over a cell names. The caption tells them only where the head leaves it open: a column of
 * its own name beside columns of metrics is none of what the caption speaks of.
 */
export function metricsHeading(
  one: Case,
  parts: readonly string[],
  over: readonly string[],
  caption: string,
  headed: boolean,
): string[] {
  const named = idsIn(one.headerMetrics, parts);
  const above = idsIn(one.headerMetrics, over);
  // “Without style loss” beside a column of speeds is the name of a run, whatever its words are.
  if (above.length === 1 && named.length > 1 && parts.every((part) => over.includes(part) || isMore(one, part)))
    return above;
  if (named.length > 0) return named;
  const units = unitsIn(one, parts);
  if (units.length > 0) return units;
  const split = splitsIn(one, over, caption);
  if (split.length > 0) return split;
  return headed && !over.every((part) => isExplained(one, part)) ? [] : idsIn(one.headerMetrics, [caption]);
}

/** Whether any of the words at the top and at the left of a table name a metric. */
export function namesMetrics(one: Case, rows: readonly (readonly Cell[])[], headRows: number, labels: number): boolean {
  return rows.some((row, at) =>
    row.some(
      ({ text }, column) =>
        (at < headRows || column < labels) && (one.headerMetrics(text).length > 0 || IN_TIME.test(text)),
    ),
  );
}

/** “k/s”, “tok/s”, “it/s”: a column of speeds. */
const PER_SECOND = /(?:^|[\s([])(?:[kM]\s?)?(?:tok\w*|char\w*|samples|items|it)?\s?\/\s?s(?:ec)?\b/i;

function unitsIn(one: Case, parts: readonly string[]): string[] {
  const speeds = one.evidence.metrics.filter(({ heads }) => heads.has("throughput")).map(({ key }) => key);
  return parts.some((part) => PER_SECOND.test(part)) ? speeds : timesIn(one, parts);
}

function timesIn({ evidence }: Case, parts: readonly string[]): string[] {
  if (!parts.some((part) => IN_TIME.test(part))) return [];
  const words = new Set(parts.flatMap((part) => wordsOf(part).map(({ low }) => rootSpelling(low))));
  const times = evidence.metrics.filter(isTime);
  const split = times.filter((metric) => [...metric.words].some((word) => word !== "time" && words.has(word)));
  return (split.length > 0 ? split : times).map(({ key }) => key);
}

/** “Train” and “Val” over columns: what was taken there, if the caption tells of it. */
function splitsIn(one: Case, over: readonly string[], caption: string): string[] {
  const words = over.flatMap((part) => wordsOf(part).map(({ low }) => spelling(low)));
  const split = words.find((word) => /^(?:train|val|eval)$/.test(word));
  if (split === undefined || words.length > 2) return [];
  const told = idsIn(one.headerMetrics, [caption]);
  const fitting = one.evidence.metrics.filter(({ words }) => words.has(split)).map(({ key }) => key);
  const both = fitting.filter((key) => told.includes(key));
  return both.length > 0 ? both : fitting;
}

/** Whether a label has words besides those of a metric. */
function isMore(one: Case, part: string): boolean {
  const said = one.headerMetrics(part).reduce((sum, { start, end }) => sum + end - start, 0);
  return part.trim().length > said + 3;
}

/** “sample” and “generate” stand over times of sampling. */
function rootSpelling(word: string): string {
  return /^(?:sampl|generat|infer)/.test(word) ? "inference" : spelling(word);
}

function isExplained(one: Case, part: string): boolean {
  return (
    part.trim() === "" ||
    one.datasets(part).length > 0 ||
    abbreviated(one, part).length > 0 ||
    one.runs.labelled(part).ids.length > 0
  );
}

/** “Sub.”, “Perm” and “C10” over columns. */
export function abbreviated({ evidence }: Case, part: string): string[] {
  const short = /^\s*(\p{L}[\p{L}\d-]{1,7})\.?\s*$/u.exec(part)?.[1];
  return short === undefined ? [] : datasetsShortenedTo(short, evidence.datasets);
}

export function idsIn(
  find: (text: string) => readonly { readonly ids: readonly string[] }[],
  texts: readonly string[],
): string[] {
  return [...new Set(texts.flatMap((text) => find(text).flatMap(({ ids }) => ids)))];
}

/** Several heads may each leave the metric open and agree on one: “Validation” over “Loss”. */
export function fitting({ evidence }: Case, keys: readonly string[], number: PrintedNumber): string[] {
  const metrics = evidence.metrics.filter(({ key }) => keys.includes(key));
  const units = metrics.filter((metric) => factorsFor(number, metric).length > 0);
  return (units.length > 0 ? units : metrics).map(({ key }) => key);
}
