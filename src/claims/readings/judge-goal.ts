import type { QueryOf } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import { type Judgement, UNMEASURED } from "./judgement";
import { metricNamed } from "./quantities";

type Query = QueryOf<"goal">;

/** Whether that way is good in a metric; where none is named it is enough that it is so in one. */
export function judgeGoal(evidence: Evidence, { metric, way }: Query): Judgement {
  const metrics = metric === undefined ? evidence.metrics : [metricNamed(evidence, metric)];
  const known = metrics.filter(({ direction }) => direction !== undefined);
  if (known.length === 0) return UNMEASURED;
  const told = known.map(({ key, direction }) => `of ${key}, ${direction} is better`).join("; ");
  const holds = known.some(({ direction }) => direction === way);
  return holds ? { type: "holds", evidence: told } : { type: "fails", kind: "contradicted", evidence: told };
}
