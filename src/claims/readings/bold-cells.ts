import type { Direction } from "../../research/template";
import type { Case } from "../case";
import { groupedBy } from "../grouped-by";
import { sourceSpan, type Table } from "../paper-text";
import type { Verdict } from "../verdict";
import { restingOnValues } from "./judgement";
import { runsNamed, scopesOf, valuesOf } from "./quantities";
import { isOfNoResult } from "./read-cells";
import type { JudgedCell } from "./signs-of-changes";

/** So many others have the best in bold, and so many of all. */
const FEWEST = 2;
const MOST = 1 / 2;

/**
 * Numbers in bold that are not the best of what was measured there, where the caption says that bold is the best, and elsewhere in the table
 * it is. What is best as printed counts as best.
 */
export function boldOfCells(one: Case, { caption }: Table, judged: readonly JudgedCell[]): Verdict[] {
  const said = /[^.;]*\bbold(?:face[d]?)?\b[^.;]*/i.exec(caption?.text ?? "")?.[0] ?? "";
  const way = /\b(best|lowest|smallest|highest|largest)\b/i.exec(said)?.[1]?.toLowerCase();
  if (way === undefined) return [];
  const values = judged.filter(
    ({ verdict, read: { axis, place } }) =>
      verdict.kind === "supported" &&
      place === 0 &&
      !isOfNoResult(axis) &&
      axis.than === undefined &&
      !axis.whole &&
      (axis.as ?? "plain") === "plain",
  );
  const groups = groupedBy(values, ({ read: { axis } }) => JSON.stringify([axis.metric, axis.on, axis.take]));
  const told = [...groups.values()].flatMap((group) => {
    const bold = group.filter(({ read }) => read.cell.cell.bold);
    return bold.length === 1 && group.length > 1 ? [wrongIn(one, group, bold[0]!, way)] : [];
  });
  const wrong = told.flatMap((each) => each ?? []);
  const right = told.length - wrong.length;
  return right >= FEWEST && right >= MOST * told.length ? wrong : [];
}

/** What is told of the one in bold, if others are better. */
function wrongIn(one: Case, group: readonly JudgedCell[], bold: JudgedCell, way: string): Verdict | undefined {
  const known = group.flatMap((each) => {
    const candidate = measured(one, each);
    return candidate ? [{ each, candidate }] : [];
  });
  const own = known.find(({ each }) => each === bold)?.candidate;
  const direction = own && directionOf(way, own.metric.direction);
  if (!own || direction === undefined) return undefined;
  const { cell, number } = bold.read;
  const by = (value: number) => (direction === "lower" ? own.value - value : value - own.value);
  const size = Math.abs(own.value) > 0 ? number.unit * Math.abs(own.value / (number.value || 1)) : number.unit;
  const better = known.filter(({ candidate }) => by(candidate.value) > 1.5 * size).map(({ candidate }) => candidate);
  if (better.length === 0) return undefined;
  const rest = restingOnValues([
    ...better.toSorted((first, other) => by(other.value) - by(first.value)).slice(0, 1),
    own,
  ]);
  const reading = `${own.metric.key} in bold is the ${way}`;
  const place = { about: "comparison" as const, ...sourceSpan(cell.cell, number.start, number.end) };
  const message = `In bold is not the ${way}: ${rest.evidence}. Read by the model as: ${reading}.`;
  return { kind: "overclaimed", ...place, message, reading, ...rest };
}

function measured({ evidence }: Case, { read: { axis } }: JudgedCell) {
  const { run, metric, on, take = "each" } = axis;
  if (run === undefined || metric === undefined) return undefined;
  const [scope, ...others] = scopesOf(evidence, { metric, on, take });
  const [of] = runsNamed(evidence, [run])!;
  const values = scope && others.length === 0 ? valuesOf(evidence, of!, scope) : [];
  return values.length === 1 ? values[0] : undefined;
}

function directionOf(way: string, good: Direction | undefined): Direction | undefined {
  if (way === "best") return good;
  return way === "lowest" || way === "smallest" ? "lower" : "higher";
}
