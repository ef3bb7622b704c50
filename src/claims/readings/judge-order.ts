import type { QueryOf } from "../../research/claim-reading";
import type { Change } from "../derived";
import type { Evidence, RunEvidence } from "../evidence";
import { inOneWay, type Judgement, restingOnChanges, restingOnValues, UNMEASURED } from "./judgement";
import {
  changesBetween,
  isSoOf,
  metricNamed,
  runsNamed,
  type Scope,
  scopesOf,
  UnknownName,
  valuesOf,
} from "./quantities";

type Query = QueryOf<"order">;

/** Whether something rises or falls from run to run, in the order in which they are named. */
export function judgeOrder(evidence: Evidence, query: Query): Judgement {
  const runs = runsNamed(evidence, query.runs) ?? evidence.runs;
  if (runs.length < 2) throw new UnknownName("fewer than two runs in an order");
  return inOneWay(
    scopesOf(evidence, query).map((scope) => inScope(evidence, query, runs, scope)),
    "overclaimed",
  );
}

function inScope(evidence: Evidence, query: Query, runs: readonly RunEvidence[], scope: Scope): Judgement {
  const { way, ofSets } = query;
  if (way === "same") return sameOrder(evidence, query, runs, scope);
  const { direction } = scope.metric;
  if (direction === undefined && (way === "improving" || way === "worsening")) return UNMEASURED;
  const up = way === "rising" || (way !== "falling" && (direction === "higher") === (way === "improving"));
  const rows = runs.map((run) => valuesOf(evidence, run, scope));
  const sets = [...new Set(rows.flat().map(({ dataset }) => dataset))];
  const orders = sets.map((set) => {
    const values = rows.flatMap((row) => row.filter(({ dataset }) => dataset === set));
    if (values.length < runs.length) return undefined;
    return values.every(
      ({ value }, at) => at === 0 || (up ? value >= values[at - 1]!.value : value <= values[at - 1]!.value),
    );
  });
  const holds = isSoOf(ofSets, orders);
  if (holds === undefined) return UNMEASURED;
  const against = rows.flat().filter(({ dataset }) => orders[sets.indexOf(dataset)] === holds);
  const rest = restingOnValues(against.length > 0 ? against : rows.flat());
  return holds ? { type: "holds", ...rest } : { type: "fails", kind: "overclaimed", ...rest };
}

/** Whether no two runs are one way round on a data set, or by a metric, and clearly the other way round on or by another. */
function sameOrder(evidence: Evidence, { thanMetric }: Query, runs: readonly RunEvidence[], scope: Scope): Judgement {
  const scopes = [
    scope,
    ...(thanMetric === undefined ? [] : [{ ...scope, metric: metricNamed(evidence, thanMetric) }]),
  ];
  if (scopes.length > 1 && scopes.some(({ metric }) => metric.direction === undefined)) return UNMEASURED;
  const changes = runs.flatMap((run, at) =>
    runs.slice(0, at).map((other) => scopes.map((one) => changesBetween(evidence, run, other, one))),
  );
  const sides = changes.map((pair) => (thanMetric === undefined ? [pair.flat()] : besideEachOther(pair)));
  const known = sides.flat().filter((side) => side.length > 1);
  if (known.length === 0) return UNMEASURED;
  const turned = known.find((side) => [1, -1].every((sign) => side.some((change) => isTo(sign, change))));
  if (!turned) return { type: "holds", ...restingOnChanges(known[0]!) };
  return { type: "fails", kind: "overclaimed", ...restingOnChanges(turned) };
}

/** By data set, what two runs differ in by each metric. */
function besideEachOther([first = [], second = []]: readonly (readonly Change[])[]): Change[][] {
  return first.map((one) => [one, ...second.filter(({ dataset }) => dataset === one.dataset)]);
}

/** Whether it is the better one (1) or the worse (-1) by more than what might as well be nothing. */
function isTo(sign: number, { metric, value, from }: Change): boolean {
  const good = metric.direction === "lower" ? -1 : 1;
  return sign * good * (value - from) > NOTHING * Math.abs(from);
}

const NOTHING = 0.005;
