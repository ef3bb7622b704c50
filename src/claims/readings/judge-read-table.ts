import type { TableReading } from "../../research/claim-reading";
import type { Case } from "../case";
import { groupedBy } from "../grouped-by";
import type { Table } from "../paper-text";
import { withoutDoubtedCells } from "../self-consistency";
import { readTable, type TableReading as TableShape } from "../table-cells";
import type { Verdict } from "../verdict";
import { boldOfCells } from "./bold-cells";
import { withKnownLines } from "./known-lines";
import { withoutWrongNames } from "./misnamed-cells";
import { withoutMisreadRuns } from "./misread-runs";
import { cellsRead, isOfNoResult, judgeReadCell } from "./read-cells";
import { withFittingScale } from "./scaled-cells";
import { judgeSettingsIn } from "./settings-in-cells";
import { type JudgedCell, withWrongSigns } from "./signs-of-changes";
import { spreadsOfCells } from "./spreads-in-cells";
import { toldOfNames } from "./told-of-names";
import { withTurnedChanges } from "./turned-changes";

/** `run`: whose the numbers are of a table that names no run, because most of them are of that one and of no other. */
export type JudgedTable = { readonly verdicts: readonly Verdict[]; readonly run?: number };

/** Every number of a table of which the reading tells the run and the metric. A table that comes out wrong in most was misread. */
export function judgeReadTable(one: Case, table: Table, read: TableReading): JudgedTable {
  const reading = withKnownLines(one.evidence, read);
  const shape = readTable(one, table);
  const { rows, columns } = reading;
  const settings = judgeSettingsIn(one.evidence, table, reading);
  if ([...rows, ...columns].some((axis) => axis.run !== undefined || isOfNoResult(axis)))
    return { verdicts: [...toldOf(one, table, shape, judgedCells(one, shape, reading)), ...settings] };
  const ofRuns = one.evidence.runs.map(({ number }) => {
    const judged = judgedCells(one, shape, { ...reading, rows: rows.map((row) => ({ ...row, run: number })) });
    return { run: number, judged, right: judged.filter(({ verdict }) => verdict.kind === "supported").length };
  });
  const [best, second] = ofRuns.toSorted((first, other) => other.right - first.right);
  const sure = best && best.right >= FEWEST && best.right > best.judged.length / 2 && best.right > (second?.right ?? 0);
  return sure ? { verdicts: toldOf(one, table, shape, best.judged), run: best.run } : { verdicts: [] };
}

/** So many numbers of a run tell that a table is of it. */
const FEWEST = 3;

function judgedCells({ evidence }: Case, { cells }: TableShape, reading: TableReading): JudgedCell[] {
  return cellsRead(cells, reading).flatMap((read) => {
    const verdict = judgeReadCell(evidence, read);
    return verdict ? [{ read, verdict }] : [];
  });
}

function toldOf(one: Case, table: Table, shape: TableShape, cells: readonly JudgedCell[]): Verdict[] {
  const meant = withFittingScale(one.evidence, withTurnedChanges(one.evidence, cells));
  const { judged, misnamed } = withoutWrongNames(one, withoutMisreadRuns(one, table, shape, meant));
  // Each number of a cell was read by itself.
  const told = [...groupedBy(judged, ({ read }) => read.place).values()].flatMap((numbers) =>
    withoutDoubtedCells(shape, withWrongSigns(one.evidence, numbers)),
  );
  return [
    ...misnamed.flatMap((each) => toldOfNames(one, table, shape, each)),
    ...told,
    ...spreadsOfCells(one, table, judged),
    ...boldOfCells(one, table, judged),
  ];
}
