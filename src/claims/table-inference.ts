import type { Case } from "./case";
import { groupedBy } from "./grouped-by";
import type { NumberCell } from "./table-cells";

/** Whether a cell prints what a run measured, as it is read. */
type Matches = (cell: NumberCell, id: string) => boolean;

/**
 * Cells whose head names no metric, or one that nearly none of them is of: where the numbers of the column are those of one metric,
 * that one is meant, whatever the head calls it.
 */
export function withInferredMetrics(one: Case, read: readonly NumberCell[], matches: Matches): NumberCell[] {
  const cells = withFittingUnits(one, read, matches);
  const byColumn = groupedBy(cells, ({ column, metrics }) => `${column} ${metrics.join(" ")}`);
  const meant = new Map<NumberCell, string>();
  for (const column of byColumn.values()) {
    const metric = inferred(one, column, matches);
    if (metric !== undefined) for (const cell of column) meant.set(cell, metric);
  }
  return cells.map((cell) => {
    const metric = meant.get(cell);
    return metric === undefined ? cell : { ...cell, metrics: [metric] };
  });
}

/** “Time (min)” over a column of seconds: numbers that fit nothing in the unit of their head and most of which do without are without. */
function withFittingUnits(one: Case, cells: readonly NumberCell[], matches: Matches): NumberCell[] {
  const all = one.evidence.runs.map(({ number }) => String(number));
  const share = (column: readonly NumberCell[]) =>
    column.filter((cell) => all.some((id) => matches(cell, id))).length / column.length;
  const plainly = (cell: NumberCell): NumberCell => ({ ...cell, number: { ...cell.number, measure: undefined } });
  const columns = [...groupedBy(cells, ({ column }) => column).values()].filter(
    (column) => column.length > 2 && column.every(({ number }) => /^(?:ms|s|min|h)$/.test(number.measure ?? "")),
  );
  const misnamed = new Set(columns.filter((column) => share(column) < 0.4 && share(column.map(plainly)) >= 0.6).flat());
  return cells.map((cell) => (misnamed.has(cell) ? plainly(cell) : cell));
}

/** How many cells show which data set a table is of, and what share of them must be of it. */
const FEWEST = 6;
const OF_ONE_SET = 0.75;

/** A table that names no data set is of the one that nearly all of its numbers are of, each of the run that its row names. */
export function withInferredDatasets(one: Case, cells: readonly NumberCell[], matches: Matches): readonly NumberCell[] {
  const { datasets } = one.evidence;
  const named = cells.filter(
    ({ change, spread, label }) => !change && !spread && one.runs.labelled(label).ids.length === 1,
  );
  if (datasets.length < 2 || named.length < FEWEST || cells.some((cell) => cell.datasets.length > 0 || cell.averaged))
    return cells;
  if (new Set(named.map(({ metrics }) => metrics.join(" "))).size < 2) return cells;
  const count = (set: string) =>
    named.filter((cell) => matches({ ...cell, datasets: [set] }, one.runs.labelled(cell.label).ids[0]!)).length;
  const counts = datasets.map((dataset) => ({ dataset, count: count(dataset) })).sort((a, b) => b.count - a.count);
  const [best, second] = counts;
  if (best!.count < OF_ONE_SET * named.length || best!.count - second!.count < named.length / 4) return cells;
  return cells.map((cell) => ({ ...cell, datasets: [best!.dataset] }));
}

/** A column of “Time (min)” whose numbers are those that were recorded as they stand: the unit of the records is the printed one. */
export function withRecordedUnits(one: Case, cells: readonly NumberCell[], matches: Matches): NumberCell[] {
  const timed = cells.filter(({ number }) => number.measure !== undefined);
  const all = one.evidence.runs.map(({ number }) => String(number));
  const asRecorded = (cell: NumberCell) => ({ ...cell, number: { ...cell.number, measure: undefined } });
  const plain = new Set<NumberCell>();
  for (const column of groupedBy(timed, (cell) => cell.column).values()) {
    const share = (read: (cell: NumberCell) => NumberCell) =>
      column.filter((cell) => {
        const { ids } = one.runs.labelled(cell.label);
        return (ids.length > 0 ? ids : all).some((id) => matches(read(cell), id));
      }).length / column.length;
    if (column.length >= 3 && share((cell) => cell) < 0.4 && share(asRecorded) >= 0.6)
      for (const cell of column) plain.add(cell);
  }
  return cells.map((cell) => (plain.has(cell) ? asRecorded(cell) : cell));
}

function inferred(one: Case, column: readonly NumberCell[], matches: Matches): string | undefined {
  const [first] = column;
  if (!first || column.length < 3) return undefined;
  const all = one.evidence.runs.map(({ number }) => String(number));
  const holds = (cell: NumberCell) => {
    const { ids } = one.runs.labelled(cell.label);
    return (ids.length > 0 ? ids : all).some((id) => matches(cell, id));
  };
  const share = (metrics: readonly string[]) =>
    column.filter((cell) => holds({ ...cell, metrics })).length / column.length;
  if (first.metrics.length === 1 && share(first.metrics) >= 0.4) return undefined;
  const shares = one.evidence.metrics.map(({ key }) => ({ key, share: share([key]) }));
  const [best, second] = shares.sort((a, b) => b.share - a.share);
  return best && best.share >= 0.6 && best.share > (second?.share ?? 0) ? best.key : undefined;
}
