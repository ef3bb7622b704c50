import { ClaimQuery, type TableReading } from "../../research/claim-reading";
import { isShare } from "../agreement";
import type { Evidence } from "../evidence";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import type { NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { judgeChange } from "./judge-change";
import { judgeRange } from "./judge-range";
import { judgeShare } from "./judge-share";
import { judgeValue } from "./judge-value";
import type { Judgement } from "./judgement";
import { metricNamed } from "./quantities";
import { verdictOf } from "./verdict-of";
import { wordsOfQuery } from "./words-of-query";

/** What a row and a column together say of the numbers where they meet. */
export type Axis = Omit<TableReading["rows"][number], "at" | "next">;

/** A number of a table, with those that belong to it, and what was read of it. */
export type ReadCell = {
  readonly cell: NumberCell;
  /** Which of the numbers in its cell it is. */
  readonly place: number;
  readonly number: PrintedNumber;
  readonly further: readonly PrintedNumber[];
  readonly axis: Axis;
};

/** What the reading says of a place of the table, where it says anything: of each of the numbers that stand there. */
export function axesAt({ rows, columns }: TableReading, row: number, column: number): Axis[] {
  const [across, down] = [
    rows.find(({ at }) => at.includes(row + 1)),
    columns.find(({ at }) => at.includes(column + 1)),
  ];
  if (!across || !down) return [];
  const { at: _, next = [], ...first } = { ...across, ...down };
  const { run, metric, on, take } = first;
  // What a number is a change from, or how it is given, is said of each.
  return [first, ...next.map((other) => ({ ...{ run, metric, on, take }, ...other }))];
}

/** The numbers of a table of which the reading tells anything. */
export function cellsRead(cells: readonly NumberCell[], reading: TableReading): ReadCell[] {
  return cells.flatMap((cell) => {
    const left = [cell.number, ...cell.further];
    return axesAt(reading, cell.row, cell.column).flatMap((axis, place): ReadCell[] => {
      const [number, ...further] = left.splice(0, axis.as === "range" || axis.as === "interval" ? 2 : 1);
      return number ? [{ cell, place, number, further, axis }] : [];
    });
  });
}

/** What the data say of a number as it was read; undefined where the reading does not say enough to ask. */
export function judgeReadCell(evidence: Evidence, read: ReadCell): Verdict | undefined {
  const { cell, number, axis } = read;
  const { run, metric } = axis;
  if ((cell.bounds && axis.as !== "interval") || isOfNoResult(axis)) return undefined;
  if (run === undefined || metric === undefined) return undefined;
  const query = queryOf(run, axis, read);
  const place = { about: "number" as const, ...sourceSpan(cell.cell, number.start, number.end) };
  const judgement = judged(evidence, query, numbersOf(evidence, read));
  return judgement && verdictOf(judgement, place, wordsOfQuery(evidence, query, number.text));
}

/** Whether it is a setting, a fact or a count. */
export function isOfNoResult({ setting, fact, count }: Axis): boolean {
  return setting !== undefined || fact !== undefined || count !== undefined;
}

function queryOf(run: number, axis: Axis, { number, further }: ReadCell): ClaimQuery {
  const { as, than, whole, ...rest } = axis;
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
  const { whole, than, how, metric } = axis;
  const isPart = whole !== undefined || (than !== undefined && how !== "difference");
  const isPercentage = isPart || than !== undefined || (metric !== undefined && isShare(metricNamed(evidence, metric)));
  // What one number is of another has no unit, whatever stands over it.
  const inUnit = (one: PrintedNumber) => inOwnUnit(one, isPart ? 1 : cell.scale, isPercentage);
  return [inUnit(number), ...further.map(inUnit)];
}

/** Under “95% Val Acc” there may be steps: what cannot be a percentage is none. */
function inOwnUnit(number: PrintedNumber, scale: number, isPercentage: boolean): PrintedNumber {
  const { value, unit, percent } = number;
  return { ...number, value: value / scale, unit: unit / scale, percent: percent && isPercentage };
}
