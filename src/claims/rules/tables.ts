import type { Case } from "../case";
import { groupedBy } from "../grouped-by";
import { isInvented } from "../invented";
import type { Table } from "../paper-text";
import { runOf, unlabelledCells } from "../shown-run";
import type { NumberCell, TableReading } from "../table-cells";
import { withInferredDatasets, withInferredMetrics, withRecordedUnits } from "../table-inference";
import { isFinding, type Verdict } from "../verdict";
import { judgeRangeCell } from "./ranges";
import { judgeAside, judgeBoundsCell, judgeChangeCell, judgeSpreadCell } from "./table-changes";
import { loneVerdict, matchesRun, placeOf, supported } from "./table-numbers";
import { judgeWrong, swapped } from "./wrong-cells";

/** Judges the numbers of a table of results by the runs, the data sets and the metrics that head them. */
export function judgeTable(one: Case, table: Table, { cells: read }: TableReading): Verdict[] {
  const matches = (cell: NumberCell, id: string) => matchesRun(one, cell, id) !== undefined;
  const cells = withInferredDatasets(
    one,
    withRecordedUnits(one, withInferredMetrics(one, read, matches), matches),
    matches,
  );
  if (!cells.some(({ metrics, datasets }) => metrics.length > 0 || datasets.length > 0))
    return cells.map((cell) => loneVerdict(one, cell));
  const plain = cells.filter(({ change, spread, bounds }) => !change && !spread && !bounds);
  const ranges = new Map(plain.map((cell) => [cell, judgeRangeCell(one, cell)]));
  const values = plain.filter((cell) => ranges.get(cell) === undefined);
  // The cells under one label of a run belong together.
  const groups = groupedBy(values, ({ label, row }) => (isShared(values, label) ? `${label} ${row}` : label));
  const only = runOf(one, unlabelledCells(one, cells));
  const named = [...groups.values()].map(([first]) => one.runs.labelled(first!.label).ids);
  const reading = {
    trusted: trust(one, [...groups.values()]),
    labelled: new Set(named.flatMap((ids) => (ids.length === 1 ? ids : []))),
  };
  return [
    ...withoutDoubtful(
      one,
      [...groups.values()].flatMap((group) => judgeGroup(one, group, table, { ...reading, only })),
      values,
    ),
    ...plain.flatMap((cell) => ranges.get(cell) ?? []),
    ...cells.filter(({ change }) => change).flatMap((cell) => judgeChangeCell(one, cell)),
    ...values.flatMap((cell) => judgeAside(one, cell)),
    ...cells.filter(({ bounds }) => bounds).flatMap((cell) => judgeBoundsCell(one, cell)),
    ...cells.filter(({ spread, change }) => spread && !change).flatMap((cell) => judgeSpreadCell(one, cell)),
  ];
}

/** Whether several rows of one column stand under the same label: it does not tell whose they are. */
function isShared(cells: readonly NumberCell[], label: string): boolean {
  const own = cells.filter((cell) => cell.label === label);
  const places = own.map(({ column, datasets, metrics }) => `${column} ${datasets.join(" ")} ${metrics.join(" ")}`);
  return label !== "" && new Set(places).size < places.length;
}

/** Columns of which most numbers seem wrong are read wrongly, unless they can only be made up: nothing is said of them. */
function withoutDoubtful(one: Case, verdicts: readonly Verdict[], cells: readonly NumberCell[]): Verdict[] {
  const wrong = new Set(verdicts.filter(isFinding).map(({ start }) => start));
  const columns = groupedBy(cells, ({ column }) => column).values();
  const doubtful = [...columns].filter((column) => {
    const seeming = column.filter((cell) => wrong.has(placeOf(cell).start));
    if (seeming.length < 3 || seeming.length <= column.length / 2) return false;
    return seeming.filter((cell) => isInvented(one, cell)).length < seeming.length / 2;
  });
  const starts = new Set(doubtful.flat().map((cell) => placeOf(cell).start));
  return verdicts.filter((verdict) => !isFinding(verdict) || !starts.has(verdict.start));
}

/** Whether the headings are read rightly: most labelled rows hold what the runs of those names measured. */
function trust(one: Case, groups: readonly (readonly NumberCell[])[]): boolean {
  const told = groups.flatMap((group) => {
    const { ids } = one.runs.labelled(group[0]!.label);
    return ids.length === 1 ? group.map((cell) => matchesRun(one, cell, ids[0]!) !== undefined) : [];
  });
  return told.length > 0 && told.filter(Boolean).length >= told.length / 2;
}

/** Whether the headings are read rightly, and the runs that some label means. */
type Labels = {
  readonly trusted: boolean;
  readonly labelled: ReadonlySet<string>;
  /** The run whose numbers a table holds that says nowhere whose they are. */
  readonly only?: string | undefined;
};

function judgeGroup(one: Case, group: readonly NumberCell[], table: Table, reading: Labels): Verdict[] {
  const { ids, own } = runsMeant(one, group[0]!.label, table);
  const all = one.evidence.runs.map(({ number }) => String(number));
  const allowed = ids.length > 0 ? ids : all;
  const named = ids.length === 1 && (!own || one.principal !== undefined) ? ids[0] : undefined;
  const counts = all.map((id) => ({ id, count: group.filter((cell) => matchesRun(one, cell, id)).length }));
  const known = counts.some(({ id, count }) => allowed.includes(id) && count > 0) ? allowed : all;
  const best = counts.filter(({ id }) => known.includes(id)).sort((a, b) => b.count - a.count)[0];
  if (named !== undefined) return judgeNamed(one, group, named, counts, reading);
  if (reading.only !== undefined) return judgeNamed(one, group, reading.only, counts, { ...reading, trusted: true });
  if (best && best.count >= Math.max(2, group.length / 2))
    return [...groupedBy(group, ({ row }) => row).values()].flatMap((row) =>
      judgeNamed(one, row, runOfRow(one, row, known, best.id), counts, { ...reading, trusted: true }),
    );
  return group.flatMap((cell) => judgeLoose(one, cell, allowed));
}

/** Without a name, each row may be of the run that is best there. */
function runOfRow(one: Case, row: readonly NumberCell[], known: readonly string[], usual: string): string {
  const count = (id: string) => row.filter((cell) => matchesRun(one, cell, id)).length;
  const [best] = known.map((id) => ({ id, count: count(id) })).sort((a, b) => b.count - a.count);
  return best && best.count >= 2 && best.count > count(usual) ? best.id : usual;
}

/** A label's runs; a table without labels may say in its caption whose numbers it holds. */
function runsMeant(one: Case, label: string, table: Table): { ids: readonly string[]; own: boolean } {
  const meant = one.runs.labelled(label.split(" | ")[0] ?? "");
  const whole = meant.ids.length === 1 ? meant : one.runs.labelled(label.replaceAll(" | ", " "));
  if (whole.ids.length > 0 || label !== "" || !table.caption) return whole.ids.length > 0 ? whole : meant;
  const named = [...new Set(one.runs.find(table.caption.text).flatMap(({ ids }) => ids))];
  return { ids: named.length === 1 ? named : [], own: true };
}

type Counts = readonly { readonly id: string; readonly count: number }[];

/**
 * Cells that are said to be one run's. When hardly any is and all are another's, that is said once for the row, unless no label
 * means that other and this one is no run's own name: then this one does.
 */
function judgeNamed(one: Case, group: readonly NumberCell[], id: string, counts: Counts, reading: Labels): Verdict[] {
  const wrong = group.filter((cell) => !matchesRun(one, cell, id));
  const right = group
    .filter((cell) => !wrong.includes(cell))
    .map((cell) => supported(cell, matchesRun(one, cell, id)!));
  const other = counts.filter((candidate) => candidate.id !== id).sort((a, b) => b.count - a.count)[0];
  const theirs = other ? wrong.filter((cell) => matchesRun(one, cell, other.id)) : [];
  if (wrong.length > 1 && theirs.length === wrong.length && right.length <= wrong.length) {
    const called = isCalled(one, group[0]!.label, id);
    if (called || reading.labelled.has(other!.id) || wrong.length < 3)
      return [...right, ...swapped(one, wrong, id, other!.id)];
    return group.flatMap((cell) => judgeLoose(one, cell, [id, other!.id]));
  }
  const sure = reading.trusted || right.length > 0;
  return [...right, ...wrong.flatMap((cell) => judgeWrong(one, cell, id, sure || isInvented(one, cell)))];
}

/** Whether a label is a run's name as it is written, which leaves no doubt of whose numbers should stand there. */
function isCalled({ evidence }: Case, label: string, id: string): boolean {
  const run = evidence.runs.find(({ number }) => String(number) === id);
  return run?.names.some((name) => name.toLowerCase() === label.trim().toLowerCase()) ?? false;
}

/** A cell of which it is not known whose it is: any run that may be meant supports it. */
function judgeLoose(one: Case, cell: NumberCell, allowed: readonly string[]): Verdict[] {
  const match = allowed.map((id) => matchesRun(one, cell, id)).find(Boolean);
  return [match ? supported(cell, match) : loneVerdict(one, cell)];
}
