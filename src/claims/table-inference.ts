import type { Case } from "./case";
import { groupedBy } from "./grouped-by";
import type { NumberCell } from "./table-cells";

/** Whether a cell prints what a run measured, as it is read. */
type Matches = (cell: NumberCell, id: string) => boolean;

/**
 * Cells whose head names no metric, or one that nearly none of them is of: where the numbers of the column are those of one metric,
 * that one is meant, whatever the head calls it.
 */
export function withInferredMetrics(one: Case, cells: readonly NumberCell[], matches: Matches): NumberCell[] {
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
