import type { Case } from "../case";
import { groupedBy } from "../grouped-by";
import { type PrintedNumber, significantDigits } from "../printed-number";
import type { Verdict } from "../verdict";
import { type Axis, judgeReadCell, type ReadCell } from "./read-cells";
import { type JudgedCell, wayOf } from "./signs-of-changes";

/** Cells that are called one thing, as they were read, and all hold another. */
export type Misnamed = {
  readonly field: Field;
  readonly read: string;
  readonly held: string;
  readonly cells: readonly ReadCell[];
};
/** What numbers may be called that they are not: the metric, the data set, what changes are changes from, the run. */
export type Field = "metric" | "on" | "than" | "run";
const FIELDS: readonly Field[] = ["metric", "than", "on"];

/** So many wrong cells show what they hold, with so many digits, what share of them must be so, and how few may be right only as they are called. */
const FEWEST = 3;
const DIGITS = 8;
const OF_A_RUN = { fewest: 2, digits: 6 };
const MOST = 0.8;
const HARDLY = 0.2;

/** Where nearly all that are called the same are wrong, and right as exactly one other thing: what they hold, and what is said of them then. */
export function withoutWrongNames(
  one: Case,
  judged: readonly JudgedCell[],
): { readonly judged: readonly JudgedCell[]; readonly misnamed: readonly Misnamed[] } {
  const found = FIELDS.map((field) => heldOtherwise(one, judged, field));
  // What is right as two things of two kinds was misread.
  const [kind = [], ...others] = found.filter((each) => each.length > 0);
  if (others.length > 0) return { judged, misnamed: [] };
  return { judged: judgedAgain(judged, kind), misnamed: kind.map((each) => each.misnamed) };
}

/** Cells that hold something else, and what is said of them as that. */
export type Held = { readonly misnamed: Misnamed; readonly again: readonly JudgedCell[] };

/** All that are called one thing of a kind and hold another of it. */
export function heldOtherwise(one: Case, judged: readonly JudgedCell[], field: Field): Held[] {
  const groups = groupedBy(judged, ({ read }) => nameOf(read.axis, field));
  return [...groups.values()].flatMap((group) => heldInstead(one, group, field) ?? []);
}

export function judgedAgain(judged: readonly JudgedCell[], held: readonly Held[]): JudgedCell[] {
  const again = new Map(held.flatMap((each) => each.again.map((cell) => [cell.read.number, cell])));
  return judged.map((cell) => again.get(cell.read.number) ?? cell);
}

function heldInstead(one: Case, group: readonly JudgedCell[], field: Field): Held | undefined {
  const isRight = ({ verdict, read }: JudgedCell) =>
    verdict.kind === "supported" && wayOf(one.evidence, { verdict, read }) !== "turned";
  const known = group.filter(({ verdict }) => verdict.kind !== "not-checkable");
  const [right, wrong] = [known.filter(isRight), known.filter((cell) => !isRight(cell))].map(numbersOf);
  const axis = group[0]!.read.axis;
  const least = field === "run" ? OF_A_RUN : { fewest: FEWEST, digits: DIGITS };
  if (axis[field] === undefined || wrong!.size < least.fewest) return undefined;
  const tried = othersOf(one, axis, field).map((other) => {
    const again = judgedAs(one, group, other.axis);
    const gained = again.filter((cell) => isRight(cell) && wrong!.has(cell.read.number));
    const lost = again.filter((cell) => !isRight(cell) && right!.has(cell.read.number));
    return { name: other.name, again, gained, lost: lost.length };
  });
  const [best, second] = tried.toSorted((first, other) => other.gained.length - first.gained.length);
  if (!best || best.gained.length < MOST * wrong!.size || best.lost > Math.max(1, HARDLY * best.gained.length))
    return undefined;
  if ((second?.gained.length ?? 0) > best.gained.length / 2 || !isNoChance(best.gained, least)) return undefined;
  const read = nameOf(axis, field);
  return { misnamed: { field, read, held: best.name, cells: group.map(({ read }) => read) }, again: best.again };
}

function numbersOf(cells: readonly JudgedCell[]): ReadonlySet<PrintedNumber> {
  return new Set(cells.map(({ read }) => read.number));
}

function judgedAs(one: Case, group: readonly JudgedCell[], axis: Partial<Axis>): JudgedCell[] {
  return group.flatMap(({ read }) => {
    const other = { ...read, axis: { ...read.axis, ...axis } };
    const verdict: Verdict | undefined = judgeReadCell(one.evidence, other);
    return verdict ? [{ read: other, verdict }] : [];
  });
}

/** Equal numbers show no more than one of them. */
export function isNoChance(
  right: readonly JudgedCell[],
  { fewest, digits } = { fewest: FEWEST, digits: DIGITS },
): boolean {
  const texts = [...new Set(right.map(({ read }) => read.number.text))];
  return texts.length >= fewest && texts.reduce((sum, text) => sum + significantDigits({ text }), 0) >= digits;
}

/** What else the numbers may be. */
function othersOf({ evidence }: Case, axis: Axis, field: Field): { name: string; axis: Partial<Axis> }[] {
  const { metrics, runs, datasets } = evidence;
  const { metric } = axis;
  if (field === "metric")
    return metrics.filter(({ key }) => key !== metric).map(({ key }) => ({ name: key, axis: { metric: key } }));
  if (field === "than" || field === "run")
    return runs
      .filter(({ number }) => number !== axis[field])
      .map(({ number }) => ({ name: String(number), axis: { [field]: number } }));
  const single = datasets.map((set) => ({ name: set, axis: { on: [set], take: "each" as const } }));
  const together = datasets.length > 1 ? TOGETHER : [];
  return [...single, ...together].filter(({ name }) => name !== nameOf(axis, "on"));
}

/** What numbers over all data sets are said to be on. */
export const [MEAN, SUM] = ["the mean over the data sets", "the sum over the data sets"] as const;
const TOGETHER = [
  { name: MEAN, axis: { on: "all" as const, take: "mean" as const } },
  { name: SUM, axis: { on: "all" as const, take: "sum" as const } },
];

function nameOf(axis: Axis, field: Field): string {
  const value = axis[field];
  if (field === "on" && value === "all") return axis.take === "sum" ? SUM : MEAN;
  return Array.isArray(value) ? value.join(" and ") : String(value);
}
