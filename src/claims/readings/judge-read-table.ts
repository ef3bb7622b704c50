import type { TableReading } from "../../research/claim-reading";
import { ClaimQuery } from "../../research/claim-reading";
import type { Case } from "../case";
import { sourceSpan, type Table } from "../paper-text";
import { withoutDoubtedCells } from "../self-consistency";
import { type NumberCell, readTable } from "../table-cells";
import type { Verdict } from "../verdict";
import { judgeChange } from "./judge-change";
import { judgeValue } from "./judge-value";

import { verdictOf } from "./verdict-of";
import { wordsOfQuery } from "./words-of-query";

/** Every number of a table of which the reading tells the run and the metric. A table that comes out wrong in most was misread. */
export function judgeReadTable(one: Case, table: Table, reading: TableReading): Verdict[] {
  const cells = readTable(one, table);
  const verdicts = cells.cells.flatMap((cell) => judgeCell(one, cell, reading) ?? []);
  return withoutDoubtedCells(cells, verdicts);
}

function judgeCell(one: Case, cell: NumberCell, { rows, columns }: TableReading): Verdict | undefined {
  const row = rows.find(({ at }) => at.includes(cell.row + 1));
  const column = columns.find(({ at }) => at.includes(cell.column + 1));
  const { at: _, ...axes } = { at: [], ...row, ...column };
  const { run, metric, than, ...rest } = axes;
  if (run === undefined || metric === undefined || !column || !row || cell.bounds) return undefined;
  const asked = { ...rest, metric, runs: [run], ...(than === undefined ? {} : { than: [than] }) };
  const query = ClaimQuery.parse({ ...asked, kind: than === undefined ? "value" : "change" });
  const number = { ...cell.number, value: cell.number.value / cell.scale, unit: cell.number.unit / cell.scale };
  if (query.kind !== "value" && query.kind !== "change") return undefined;
  const judgement =
    query.kind === "value" ? judgeValue(one.evidence, query, number) : judgeChange(one.evidence, query, number);
  const place = { about: "number" as const, ...sourceSpan(cell.cell, cell.number.start, cell.number.end) };
  return verdictOf(judgement, place, wordsOfQuery(one.evidence, query, cell.number.text));
}
