import type { Case } from "../case";
import type { Passage, Table } from "../paper-text";
import type { NumberCell, TableReading } from "../table-cells";
import type { Verdict } from "../verdict";
import { referenceInCaption } from "./caption-references";
import { spreadsInCaption } from "./caption-spreads";
import { matchesRun } from "./table-numbers";

/** How many cells show what a table holds, what share of them must be so, and what share at most as the caption says. */
const FEWEST = 4;
const MOST = 0.8;
const HARDLY = 0.2;

/** What the caption says of all numbers of a table, held against what they are. The places are those in the caption's text. */
export function judgeCaption(one: Case, { caption }: Table, { cells }: TableReading): Verdict[] {
  if (!caption) return [];
  const values = cells.filter(
    ({ change, spread, bounds, label }) => !change && !spread && !bounds && one.runs.labelled(label).ids.length === 1,
  );
  return [
    metricInCaption(one, caption, values),
    datasetInCaption(one, caption, values),
    spreadsInCaption(one, caption, values),
    referenceInCaption(one, caption, cells),
  ].filter((verdict) => verdict !== undefined);
}

/** “Training loss of all variants” over numbers of which all are validation losses. */
function metricInCaption(one: Case, { text }: Passage, values: readonly NumberCell[]): Verdict | undefined {
  const mentions = one.headerMetrics(text);
  const [named] = mentions;
  if (mentions.length !== 1 || !named) return undefined;
  const told = values.filter(({ metrics }) => metrics.join() === named.ids.join());
  const as = (metrics: readonly string[]) => heldAs(one, told, (cell) => ({ ...cell, metrics }));
  const others = one.evidence.metrics.filter(({ key }) => !named.ids.includes(key));
  const held = others.find(({ key }) => isRather(as([key]), as(named.ids)));
  const said = named.ids.join(" or ");
  return held && contradicted(named, `The numbers of the table are those of ${held.key}, not of ${said}.`);
}

/** “measured on dino” over means of all data sets, “on circle” over numbers that are those of line. */
function datasetInCaption(one: Case, { text }: Passage, values: readonly NumberCell[]): Verdict | undefined {
  const mentions = one.datasets(text);
  const [named] = mentions;
  if (mentions.length !== 1 || !named || named.ids.length !== 1) return undefined;
  const told = values.filter(({ metrics, datasets }) => metrics.length > 0 && datasets.join() === named.ids.join());
  const as = (datasets: readonly string[]) => heldAs(one, told, (cell) => ({ ...cell, datasets, averaged: true }));
  const all = one.evidence.datasets;
  if (all.length > 1 && isRather(as([]), as(named.ids)))
    return contradicted(named, "The numbers of the table are means over the data sets.");
  const held = all.find((dataset) => isRather(as([dataset]), as(named.ids)));
  return held === undefined ? undefined : contradicted(named, `The numbers of the table are those of ${held}.`);
}

/** Which cells print what their run measured, when they are read so. */
function heldAs(one: Case, cells: readonly NumberCell[], read: (cell: NumberCell) => NumberCell): boolean[] {
  return cells.map((cell) => matchesRun(one, read(cell), one.runs.labelled(cell.label).ids[0]!) !== undefined);
}

/** Whether nearly all cells are of the one and hardly any of the other, where it makes a difference. */
function isRather(held: readonly boolean[], said: readonly boolean[]): boolean {
  const telling = held.map((is, at) => [is, said[at]!] as const).filter(([is, as]) => is !== as);
  const share = held.filter(Boolean).length / held.length;
  return (
    telling.length >= FEWEST &&
    telling.length >= held.length / 3 &&
    share >= MOST &&
    telling.filter(([, as]) => as).length <= HARDLY * telling.length
  );
}

function contradicted({ start, end }: { start: number; end: number }, message: string): Verdict {
  return { kind: "contradicted", about: "fact", start, end, message };
}
