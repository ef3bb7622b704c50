import type { Evidence } from "../evidence";
import { groupedBy } from "../grouped-by";
import { judgeReadCell } from "./read-cells";
import type { JudgedCell } from "./signs-of-changes";

/** So many more must be right. */
const FEWEST = 3;

/**
 * A speed-up of 1.25 is the time before over that since. Where more factors and percentages of a kind are right the other way round,
 * they are meant that way.
 */
export function withTurnedChanges(evidence: Evidence, judged: readonly JudgedCell[]): readonly JudgedCell[] {
  const kinds = groupedBy(judged, ({ read: { axis, place } }) =>
    JSON.stringify([axis.metric, axis.than, axis.how, place]),
  );
  const turned = new Map([...kinds.values()].flatMap((kind) => turnedIfRight(evidence, kind)));
  return judged.map((one) => turned.get(one) ?? one);
}

function turnedIfRight(evidence: Evidence, kind: readonly JudgedCell[]): [JudgedCell, JudgedCell][] {
  const [first] = kind;
  if (first?.read.axis.than === undefined || first.read.axis.whole || first.read.axis.how === "difference") return [];
  const turned = kind.map((one): [JudgedCell, JudgedCell] => [one, turnedOf(evidence, one)]);
  const right = (all: readonly JudgedCell[]) => all.filter(({ verdict }) => verdict.kind === "supported").length;
  const [as, other] = [right(kind), right(turned.map(([, one]) => one))];
  return other >= Math.max(FEWEST, 2 * as) && other > kind.length / 2 ? turned : [];
}

function turnedOf(evidence: Evidence, { read, verdict }: JudgedCell): JudgedCell {
  const { run, than } = read.axis;
  const other = { ...read, axis: { ...read.axis, run: than, than: run } };
  return { read: other, verdict: judgeReadCell(evidence, other) ?? verdict };
}
