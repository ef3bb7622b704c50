import type { Case } from "../case";
import type { Mention } from "../mentions";
import { type Prose, sourceSpan, type Table } from "../paper-text";
import { comparedWithIn } from "../rules/caption-references";
import type { TableReading } from "../table-cells";
import type { Verdict } from "../verdict";
import { type Field, MEAN, type Misnamed, SUM } from "./misnamed-cells";
import { runName } from "./words-of-query";

/**
 * What is said of numbers that are called what they are not, once, at the words that call them so. Nothing where no words do, or where
 * some name what they are: then it was the model that misread them.
 */
export function toldOfNames(one: Case, table: Table, place: TableReading, misnamed: Misnamed): Verdict[] {
  const { heads, caption } = callingsOf(one, table, place, misnamed);
  const said = heads.isRight ? [] : heads.called.length > 0 || caption.isRight ? heads.called : caption.called;
  const distinct = [...new Map(said.map((span) => [span.start, span])).values()];
  return distinct.map((span) => ({ kind: "contradicted", about: "fact", ...span, ...sayingOf(one, misnamed) }));
}

type Span = { readonly start: number; readonly end: number };
/** Where words call numbers what they were read as, and whether some call them what they hold. */
type Callings = { readonly called: readonly Span[]; readonly isRight: boolean };

/** What the words over and beside cells call them, and what the caption does. */
export function callingsOf(
  one: Case,
  table: Table,
  place: TableReading,
  misnamed: Misnamed,
): { readonly heads: Callings; readonly caption: Callings } {
  const { field, read, held } = misnamed;
  const callings = (all: readonly Prose[]) => {
    const mentions = all.flatMap((prose) => FINDERS[field](one, prose.text).map((mention) => ({ prose, mention })));
    const naming = (own: string, other: string) =>
      mentions.filter(({ mention: { ids } }) => ids.includes(own) && !ids.includes(other));
    const called = naming(read, held).map(({ prose, mention }) => sourceSpan(prose, mention.start, mention.end));
    return { called, isRight: naming(held, read).length > 0 };
  };
  return { heads: callings(headsOf(table, place, misnamed)), caption: callings(table.caption ? [table.caption] : []) };
}

const FINDERS: Record<Field, (one: Case, text: string) => readonly Mention[]> = {
  metric: (one, text) => one.headerMetrics(text),
  on: (one, text) => [...one.datasets(text), ...together(text)],
  run: (one, text) => {
    const { ids } = one.runs.labelled(text);
    return ids.length === 1 ? [{ start: 0, end: text.length, ids }] : one.runs.find(text);
  },
  than: (one, text) => [...comparedWithIn(one, text), ...labelsComparedWith(one, text)],
};

const SETS = String.raw`(?:data\s?sets?|tasks|corpora|benchmarks|operations|problems|distributions|shapes|densities)`;
/** “Averages over the four tasks”; “Average” and “Total” over a column. */
const TAKEN: readonly (readonly [string, RegExp])[] = [
  [
    MEAN,
    new RegExp(
      `\\b(?:averag\\w*|means?)\\s+(?:over|across|of)\\b[^.;]{0,30}?\\b${SETS}\\b|^\\s*(?:averages?|avg\\.?|mean)\\s*$`,
      "giu",
    ),
  ],
  [
    SUM,
    new RegExp(
      `\\b(?:totals?|sums?|summed)\\s+(?:over|across|of)\\b[^.;]{0,30}?\\b${SETS}\\b|^\\s*(?:total|sum)\\s*$`,
      "giu",
    ),
  ],
];

function together(text: string): Mention[] {
  return TAKEN.flatMap(([id, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ start: index, end: index + words.length, ids: [id] })),
  );
}

const RELATIVE =
  /\b(?:relative to|(?:compared|in comparison) (?:to|with)|with respect to|against|over|from|versus|vs\.?)\s+(?:the\s+|our\s+)?/gi;

/** “relative to Plain”, where that is a run's name and an ordinary word as well. */
function labelsComparedWith(one: Case, text: string): Mention[] {
  return [...text.matchAll(RELATIVE)].flatMap(({ 0: word, index }) => {
    const start = index + word.length;
    const label = /^[^.,;:()]+/.exec(text.slice(start))?.[0].trim() ?? "";
    const { ids } = one.runs.labelled(label);
    return ids.length === 1 ? [{ start, end: start + label.length, ids }] : [];
  });
}

/** What stands over the cells, and at their left, each once. */
function headsOf({ rows }: Table, { headRows, labelColumns }: TableReading, { cells }: Misnamed): Prose[] {
  const above = cells.flatMap(({ cell }) => rows.slice(0, headRows).flatMap((row) => row[cell.column] ?? []));
  const beside = cells.flatMap(({ cell }) => rows[cell.row]!.slice(0, labelColumns));
  const corner = rows.slice(0, headRows).flatMap((row) => row.slice(0, labelColumns));
  return [...new Map([...above, ...beside, ...corner].map((prose) => [prose.at[0], prose])).values()];
}

function sayingOf({ evidence }: Case, { field, read, held }: Misnamed): Pick<Verdict, "message" | "reading"> {
  const run = (number: string) => runName(evidence, Number(number));
  const message = {
    metric: () => `These are the numbers of ${held}, not of ${read}`,
    on: () => `These are the numbers of ${held}, not of ${read}`,
    run: () => `These are the numbers of ${run(held)}, not of ${run(read)}`,
    than: () => `These are the changes from ${run(held)}, not from ${run(read)}`,
  }[field]();
  const reading = field === "than" ? `changes from ${run(read)}` : read;
  return { message: `${message}. Read by the model as: ${reading}.`, reading };
}
