import type { QueryOf } from "../../research/claim-reading";
import { meanOf } from "../../research/metrics";
import { allowsSize, isShare } from "../agreement";
import { type Change, percentsOf } from "../derived";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { goesWay, pairsOf } from "./judge-comparison";
import { inOneWay, isBeyond, type Judgement, restingOnChanges, UNMEASURED } from "./judgement";
import { printedInstead } from "./printed";
import { isSoOf, type Scope, scopesOf } from "./quantities";
import { unitFactors } from "./units";

type Query = QueryOf<"change">;

/** Whether something changed by as much as is printed, and the way that is said. */
export function judgeChange(evidence: Evidence, query: Query, printed: PrintedNumber): Judgement {
  return inOneWay(
    scopesOf(evidence, query).map((scope) => inScope(evidence, query, printed, scope)),
    "not-found",
  );
}

function inScope(evidence: Evidence, query: Query, printed: PrintedNumber, scope: Scope): Judgement {
  const pairs = pairsOf(evidence, query, scope);
  const all = pairs.flat(2).filter((one) => sizesOf(one, query, printed).length > 0);
  if (all.length === 0) return UNMEASURED;
  const fits = (one: Change) => isAs(one, query, printed);
  const { bound } = query;
  const holds =
    bound === "up to"
      ? all.some(fits) && all.every((one) => fits(one) || !isRightWay(query, one) || isBelow(one, query, printed))
      : isSoOf(
          query.runs === undefined ? "some" : query.ofRuns,
          pairs.map((own) => isSoOf(query.ofSets, own.flat().map(fits))),
        );
  if (holds) return { type: "holds", ...restingOnChanges(all.filter(fits)) };
  const averaged = averagesOf(evidence, query, printed, scope);
  if (averaged.length > 0 && averaged.every(fits)) return { type: "holds", ...restingOnChanges(all) };
  const [only, ...others] = all;
  if (!only || others.length > 0 || query.runs === undefined) {
    const kind = bound === "exact" || bound === "about" ? "contradicted" : "overclaimed";
    return {
      type: "fails",
      kind,
      ...restingOnChanges(bound === "up to" ? largest(all) : all.filter((one) => !fits(one))),
    };
  }
  return ofOne(evidence, query, printed, only, scope);
}

/** “7.8% slower on average”: also the mean of what it is on each data set, as a change from 100. */
function averagesOf(evidence: Evidence, query: Query, printed: PrintedNumber, scope: Scope): Change[] {
  if (scope.take !== "mean" || query.how === "difference" || query.bound === "up to") return [];
  const pairs = pairsOf(evidence, query, { ...scope, take: "each" }).flat();
  return pairs.flatMap((changes) => {
    const sizes = changes.flatMap((one) => sizesOf(one, query, printed)[0] ?? []);
    const [first] = changes;
    if (!first || sizes.length < scope.sets.length) return [];
    const mean = meanOf(sizes);
    return [{ ...first, dataset: undefined, from: 100, value: query.how === "factor" ? 100 * mean : 100 + mean }];
  });
}

function largest(all: readonly Change[]): Change[] {
  return all.toSorted((one, other) => Math.abs(percentsOf(other)[0] ?? 0) - Math.abs(percentsOf(one)[0] ?? 0));
}

/** One change: the other way, another run's, or another size. */
function ofOne(evidence: Evidence, query: Query, printed: PrintedNumber, only: Change, scope: Scope): Judgement {
  const rest = restingOnChanges([only]);
  const sized = sizesOf(only, query, printed).some((size) => allowsSize(printed, size));
  if (!isRightWay(query, only)) return { type: "fails", kind: "wrong-direction", ...rest };
  if (sized) return { type: "fails", kind: "contradicted", ...rest };
  const other =
    query.thanOn === undefined && query.thanMetric === undefined
      ? otherRun(evidence, query, printed, only, scope)
      : undefined;
  if (other)
    return {
      type: "fails",
      kind: "wrong-run",
      evidence: `${rest.evidence}; ${printed.text} is that of ${nameOf(other)}`,
    };
  const [size] = sizesOf(only, query, printed);
  const correction = size === undefined ? undefined : printedInstead(printed, Math.abs(size));
  return { type: "fails", kind: "contradicted", ...rest, ...(correction !== undefined && { correction }) };
}

/** The run whose change it is, from where this one comes from. */
function otherRun(
  evidence: Evidence,
  query: Query,
  printed: PrintedNumber,
  { run, reference }: Change,
  scope: Scope,
): RunEvidence | undefined {
  return evidence.runs.find(
    (one) =>
      one !== run &&
      one !== reference &&
      pairsOf(evidence, { ...query, runs: [one.number] }, scope)
        .flat(2)
        .some((change) => isAs(change, query, printed)),
  );
}

function isAs(one: Change, query: Query, printed: PrintedNumber): boolean {
  const { bound } = query;
  const sizes = sizesOf(one, query, printed).map(Math.abs);
  const right = isRightWay(query, one);
  if (bound === "most") return !right || sizes.some((size) => isBeyond("most", size, printed));
  if (!right) return false;
  if (bound === "least") return sizes.some((size) => isBeyond("least", size, printed));
  return sizes.some((size) => allowsSize(printed, size));
}

function isRightWay({ way }: Query, change: Change): boolean {
  return way === undefined || goesWay(way, change) !== false;
}

function isBelow(one: Change, query: Query, printed: PrintedNumber): boolean {
  return sizesOf(one, query, printed).some((size) => isBeyond("most", Math.abs(size), printed));
}

/** How large a change is, in the ways that people print it. Nothing where it cannot be printed so. */
function sizesOf(change: Change, { how, way }: Pick<Query, "how" | "way">, printed: PrintedNumber): number[] {
  const { value, from, metric } = change;
  if (how === "factor") return value === 0 || from === 0 ? [] : factorsOf(value / from, way);
  const between = unitFactors(printed, metric).map((factor) => (value - from) * factor);
  if (how === "difference") return between;
  const turned = way === "faster" || way === "slower" ? percentsOf({ value: from, from: value }) : [];
  const points = isShare(metric) ? between : [];
  return [...percentsOf(change), ...turned, ...points];
}

/** “2.3 times lower” and “lower by a factor of 2.3” are one over the other, either way round. */
function factorsOf(factor: number, way: Query["way"]): number[] {
  return way === undefined ? [factor] : [factor, 1 / factor];
}

export const sizesOfChange = sizesOf;
