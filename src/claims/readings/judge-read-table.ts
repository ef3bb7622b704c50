import { ClaimQuery, type TableReading } from "../../research/claim-reading";
import { isShare } from "../agreement";
import type { Case } from "../case";
import { sourceSpan, type Table } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { withoutDoubtedCells } from "../self-consistency";
import { type NumberCell, readTable } from "../table-cells";
import type { Verdict } from "../verdict";
import { judgeChange } from "./judge-change";
import { judgeValue } from "./judge-value";
import { metricNamed } from "./quantities";
import { verdictOf } from "./verdict-of";
import { wordsOfQuery } from "./words-of-query";

/** `run`: whose the numbers are of a table that names no run, because most of them are of that one and of no other. */
export type JudgedTable = { readonly verdicts: readonly Verdict[]; readonly run?: number };

/** Every number of a table of which the reading tells the run and the metric. A table that comes out wrong in most was misread. */
export function judgeReadTable(one: Case, table: Table, reading: TableReading): JudgedTable {
  const cells = readTable(one, table);
  const judge = (whose: TableReading) => cells.cells.flatMap((cell) => judgeCell(one, cell, whose) ?? []);
  const told = (verdicts: readonly Verdict[]) => withoutDoubtedCells(cells, verdicts);
  const { rows, columns } = reading;
  if ([...rows, ...columns].some(({ run }) => run !== undefined)) return { verdicts: told(judge(reading)) };
  const ofRuns = one.evidence.runs.map(({ number }) => {
    const verdicts = judge({ ...reading, rows: rows.map((row) => ({ ...row, run: number })) });
    return { run: number, verdicts, right: verdicts.filter(({ kind }) => kind === "supported").length };
  });
  const [best, second] = ofRuns.toSorted((first, other) => other.right - first.right);
  const sure =
    best && best.right >= FEWEST && best.right > best.verdicts.length / 2 && best.right > (second?.right ?? 0);
  return sure ? { verdicts: told(best.verdicts), run: best.run } : { verdicts: [] };
}

/** So many numbers of a run tell that a table is of it. */
const FEWEST = 3;

function judgeCell(one: Case, cell: NumberCell, { rows, columns }: TableReading): Verdict | undefined {
  const row = rows.find(({ at }) => at.includes(cell.row + 1));
  const column = columns.find(({ at }) => at.includes(cell.column + 1));
  if (!row || !column || cell.bounds) return undefined;
  const { at: _, run, metric, than, ...rest } = { ...row, ...column };
  if (run === undefined || metric === undefined) return undefined;
  const asked = { ...rest, metric, runs: [run], ...(than === undefined ? {} : { than: [than] }) };
  const query = ClaimQuery.parse({ ...asked, kind: than === undefined ? "value" : "change" });
  if (query.kind !== "value" && query.kind !== "change") return undefined;
  const { evidence } = one;
  const number = inOwnUnit(cell, query.kind === "change" || isShare(metricNamed(evidence, metric)));
  const judgement = query.kind === "value" ? judgeValue(evidence, query, number) : judgeChange(evidence, query, number);
  const place = { about: "number" as const, ...sourceSpan(cell.cell, cell.number.start, cell.number.end) };
  return verdictOf(judgement, place, wordsOfQuery(evidence, query, cell.number.text));
}

/** Under “95% Val Acc” there may be steps: what cannot be a percentage is none. */
function inOwnUnit({ number, scale }: NumberCell, isPercentage: boolean): PrintedNumber {
  const { value, unit, percent } = number;
  return { ...number, value: value / scale, unit: unit / scale, percent: percent && isPercentage };
}
