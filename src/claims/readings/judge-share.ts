import type { QueryOf } from "../../research/claim-reading";
import { allowsSize } from "../agreement";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { inOneWay, isBeyond, type Judgement, restingOnChanges, UNMEASURED } from "./judgement";
import { printedInstead } from "./printed";
import { changesBetween, runsNamed, type Scope, scopesOf } from "./quantities";

type Query = QueryOf<"share">;

/** Whether one change is such a part of another. */
export function judgeShare(evidence: Evidence, query: Query, printed: PrintedNumber): Judgement {
  return inOneWay(
    scopesOf(evidence, query).map((scope) => inScope(evidence, query, printed, scope)),
    "not-found",
  );
}

function inScope(evidence: Evidence, query: Query, printed: PrintedNumber, scope: Scope): Judgement {
  const between = ({ run, than }: { run: number; than: number }) => {
    const [to, from] = runsNamed(evidence, [run, than])!;
    return changesBetween(evidence, to!, from!, scope)[0];
  };
  const [part, whole] = [between(query), between(query.whole)];
  if (!part || !whole || whole.value === whole.from) return UNMEASURED;
  const share = (part.value - part.from) / (whole.value - whole.from);
  const rest = restingOnChanges([part, whole]);
  const { bound } = query;
  const fits = (size: number) =>
    bound === "least" || bound === "most" ? isBeyond(bound, size, printed) : allowsSize(printed, size);
  // “half” may be told as 50, a percentage.
  const isPercentage = printed.percent || (!/\d/.test(printed.text) && printed.value > 1);
  const size = isPercentage ? 100 * share : share;
  if (fits(size)) return { type: "holds", ...rest };
  const correction = printedInstead(printed, size);
  return { type: "fails", kind: "contradicted", ...rest, ...(correction !== undefined && { correction }) };
}
