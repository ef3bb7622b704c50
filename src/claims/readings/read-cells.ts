import { ClaimQuery, type QueryOf, type TableReading } from "../../research/claim-reading";
import { isShare } from "../agreement";
import type { Evidence } from "../evidence";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import type { NumberCell } from "../table-cells";
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

/** What a row and a column together say of the numbers where they meet. */
export type Axis = Omit<TableReading["rows"][number], "at">;

/** A number of a table, with those behind it in its cell, and what was read of it. */
export type ReadCell = {
  readonly cell: NumberCell;
  readonly number: PrintedNumber;
  readonly further: readonly PrintedNumber[];
  readonly axis: Axis;
};

/** The numbers of a table of which the reading tells anything. */
export function cellsRead(cells: readonly NumberCell[], { rows, columns }: TableReading): ReadCell[] {
  return cells.flatMap((cell) => {
    const row = rows.find(({ at }) => at.includes(cell.row + 1));
    const column = columns.find(({ at }) => at.includes(cell.column + 1));
    if (!row || !column) return [];
    const { at: _, ...axis } = { ...row, ...column };
    return [{ cell, number: cell.number, further: cell.further, axis }];
  });
}

/** What the data say of a number as it was read; undefined where the reading does not say enough to ask. */
export function judgeReadCell(evidence: Evidence, read: ReadCell): Verdict | undefined {
  const { cell, number, axis } = read;
  const { run, setting } = axis;
  if (cell.bounds && axis.as !== "interval") return undefined;
  if (setting !== undefined) return judgeSettingCell(evidence, read, { name: setting, run });
  if (run === undefined || axis.metric === undefined) return undefined;
  const query = queryOf(run, axis, read);
  const judgement = judged(evidence, query, numbersOf(evidence, read));
  return judgement && verdictOf(judgement, placeOf(read, "number"), wordsOfQuery(evidence, query, number.text));
}

export function placeOf({ cell, number }: ReadCell, about: Verdict["about"]): Pick<Verdict, "about" | "start" | "end"> {
  return { about, ...sourceSpan(cell.cell, number.start, number.end) };
}

/** The number of a setting, of a run where the table tells whose. */
function judgeSettingCell(
  evidence: Evidence,
  read: ReadCell,
  asked: { readonly name: string; readonly run: number | undefined },
): Verdict {
  const { number } = read;
  const query = ClaimQuery.parse({ ...asked, kind: "setting", number: number.text }) as QueryOf<"setting">;
  const judgement = judgeSetting(evidence, query, number);
  return verdictOf(judgement, placeOf(read, "fact"), wordsOfQuery(evidence, query, number.text));
}

function queryOf(run: number, axis: Axis, { number, further }: ReadCell): ClaimQuery {
  const { as, than, whole, setting: _, ...rest } = axis;
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
  [number, high]: readonly [PrintedNumber, ...PrintedNumber[]],
): Judgement | undefined {
  switch (query.kind) {
    case "range":
      return high && judgeRange(evidence, query, { low: number, high });
    case "value":
      return judgeValue(evidence, query, number);
    case "change":
      return withSign(judgeChange(evidence, query, number), number);
    case "share":
      return judgeShare(evidence, query, number);
    default:
      return undefined;
  }
}

/** The size of a change takes the place of a number with its sign. */
function withSign(judgement: Judgement, { text }: PrintedNumber): Judgement {
  const sign = /^[+−–-]/.exec(text)?.[0];
  if (judgement.type !== "fails" || judgement.correction === undefined || sign === undefined) return judgement;
  return { ...judgement, correction: `${sign}${judgement.correction}` };
}

function numbersOf(evidence: Evidence, { cell, number, further, axis }: ReadCell): [PrintedNumber, ...PrintedNumber[]] {
  const { whole, than, metric } = axis;
  const isPercentage =
    whole !== undefined || than !== undefined || (metric !== undefined && isShare(metricNamed(evidence, metric)));
  const inUnit = (one: PrintedNumber) => inOwnUnit(one, cell, isPercentage);
  return [inUnit(number), ...further.map(inUnit)];
}

/** Under “95% Val Acc” there may be steps: what cannot be a percentage is none. */
function inOwnUnit(number: PrintedNumber, { scale }: NumberCell, isPercentage: boolean): PrintedNumber {
  const { value, unit, percent } = number;
  return { ...number, value: value / scale, unit: unit / scale, percent: percent && isPercentage };
}
