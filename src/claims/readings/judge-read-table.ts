import { ClaimQuery, type QueryOf, type TableReading } from "../../research/claim-reading";
import { isShare } from "../agreement";
import type { Case } from "../case";
import type { Evidence } from "../evidence";
import { sourceSpan, type Table } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { withoutDoubtedCells } from "../self-consistency";
import { type NumberCell, readTable } from "../table-cells";
import type { Verdict } from "../verdict";
import { judgeChange } from "./judge-change";
import { judgeRange } from "./judge-range";
import { judgeSetting } from "./judge-setting";
import { judgeShare } from "./judge-share";
import { judgeValue } from "./judge-value";
import type { Judgement } from "./judgement";
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
  if ([...rows, ...columns].some(({ run, setting }) => run !== undefined || setting !== undefined))
    return { verdicts: told(judge(reading)) };
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
  if (!row || !column) return undefined;
  const { at: _, run, ...axis } = { ...row, ...column };
  if (cell.bounds && axis.as !== "interval") return undefined;
  const { evidence } = one;
  if (axis.setting !== undefined) return judgeSettingCell(evidence, cell, { name: axis.setting, run });
  if (run === undefined || axis.metric === undefined) return undefined;
  const query = queryOf(run, axis, cell);
  const share = axis.whole !== undefined || axis.than !== undefined || isShare(metricNamed(evidence, axis.metric));
  const judgement = judged(
    evidence,
    query,
    inOwnUnit(cell.number, cell, share),
    cell.further.map((number) => inOwnUnit(number, cell, share)),
  );
  const place = { about: "number" as const, ...sourceSpan(cell.cell, cell.number.start, cell.number.end) };
  return judgement && verdictOf(judgement, place, wordsOfQuery(evidence, query, cell.number.text));
}

/** The number of a setting, of a run where the table tells whose. */
function judgeSettingCell(
  evidence: Evidence,
  { cell, number }: NumberCell,
  asked: { readonly name: string; readonly run: number | undefined },
): Verdict {
  const query = ClaimQuery.parse({ ...asked, kind: "setting", number: number.text }) as QueryOf<"setting">;
  const place = { about: "fact" as const, ...sourceSpan(cell, number.start, number.end) };
  return verdictOf(judgeSetting(evidence, query, number), place, wordsOfQuery(evidence, query, number.text));
}

type Axis = Omit<TableReading["rows"][number], "at" | "run" | "setting">;

function queryOf(run: number, { as, than, whole, ...rest }: Axis, { number, further }: NumberCell): ClaimQuery {
  if (whole !== undefined)
    return ClaimQuery.parse({ ...rest, kind: "share", run, than: than ?? whole.than, whole, number: number.text });
  const asked = { ...rest, runs: [run], ...(than === undefined ? {} : { than: [than] }) };
  if (as === "range" || as === "interval") {
    const ends = { low: number.text, high: further[0]?.text ?? "" };
    return ClaimQuery.parse({ ...asked, kind: "range", as: as === "range" ? "plain" : as, ...ends });
  }
  return ClaimQuery.parse({ ...asked, as, kind: than === undefined ? "value" : "change" });
}

function judged(
  evidence: Evidence,
  query: ClaimQuery,
  number: PrintedNumber,
  [high]: readonly PrintedNumber[],
): Judgement | undefined {
  switch (query.kind) {
    case "range":
      return high && judgeRange(evidence, query, { low: number, high });
    case "value":
      return judgeValue(evidence, query, number);
    case "change":
      return judgeChange(evidence, query, number);
    case "share":
      return judgeShare(evidence, query, number);
    default:
      return undefined;
  }
}

/** Under “95% Val Acc” there may be steps: what cannot be a percentage is none. */
function inOwnUnit(number: PrintedNumber, { scale }: NumberCell, isPercentage: boolean): PrintedNumber {
  const { value, unit, percent } = number;
  return { ...number, value: value / scale, unit: unit / scale, percent: percent && isPercentage };
}
