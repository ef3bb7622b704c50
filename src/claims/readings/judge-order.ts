import type { QueryOf } from "../../research/claim-reading";
import type { Evidence, RunEvidence } from "../evidence";
import { inOneWay, type Judgement, restingOnValues, UNMEASURED } from "./judgement";
import { isSoOf, runsNamed, type Scope, scopesOf, UnknownName, valuesOf } from "./quantities";

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

function inScope(evidence: Evidence, { way, ofSets }: Query, runs: readonly RunEvidence[], scope: Scope): Judgement {
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
