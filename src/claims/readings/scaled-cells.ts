import { isTime } from "../agreement";
import type { Evidence } from "../evidence";
import { groupedBy } from "../grouped-by";
import { isNoChance } from "./misnamed-cells";
import { metricNamed } from "./quantities";
import { judgeReadCell } from "./read-cells";
import type { JudgedCell } from "./signs-of-changes";

/** What share of the numbers must be right in the other unit, and so few as they stand. */
const MOST = 0.8;
const HARDLY = 0.2;
/** What a printed number may be of the measured one: other units of time, thousands, hundredths. */
const OF_TIMES = [1000, 1 / 60, 1 / 3600, 60, 0.001];
const OF_OTHERS = [1000, 0.001, 100, 10];

/** “Minutes” over a column of what was recorded in seconds: where nearly all numbers of a metric are right in one other unit, that is meant. */
export function withFittingScale(evidence: Evidence, judged: readonly JudgedCell[]): readonly JudgedCell[] {
  const kinds = groupedBy(judged, ({ read: { axis, place } }) =>
    JSON.stringify([axis.metric, axis.than, axis.as, place]),
  );
  const scaled = new Map([...kinds.values()].flatMap((kind) => scaledIfRight(evidence, kind)));
  return judged.map((one) => scaled.get(one) ?? one);
}

function scaledIfRight(evidence: Evidence, kind: readonly JudgedCell[]): [JudgedCell, JudgedCell][] {
  const { metric, than, how, whole } = kind[0]!.read.axis;
  if (metric === undefined || whole || (than !== undefined && how !== "difference")) return [];
  const right = (all: readonly JudgedCell[]) => all.filter(({ verdict }) => verdict.kind === "supported");
  if (right(kind).length > HARDLY * kind.length) return [];
  const factors = isTime(metricNamed(evidence, metric)) ? OF_TIMES : OF_OTHERS;
  const fitting = factors
    .map((factor) => kind.map((one): [JudgedCell, JudgedCell] => [one, scaledBy(evidence, one, factor)]))
    .filter((all) => {
      const gained = right(all.map(([, one]) => one));
      return gained.length >= MOST * kind.length && isNoChance(gained);
    });
  return fitting.length === 1 ? fitting[0]! : [];
}

function scaledBy(evidence: Evidence, { read, verdict }: JudgedCell, factor: number): JudgedCell {
  const other = { ...read, cell: { ...read.cell, scale: read.cell.scale * factor } };
  return { read: other, verdict: judgeReadCell(evidence, other) ?? verdict };
}
