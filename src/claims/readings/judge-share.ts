import type { QueryOf } from "../../research/claim-reading";
import { allowsSize } from "../agreement";
import type { Evidence } from "../evidence";
import { type PrintedNumber, printedLike } from "../printed-number";
import { inOneWay, isBeyond, type Judgement, restingOnChanges, UNMEASURED } from "./judgement";
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
  const share = ((part.value - part.from) / (whole.value - whole.from)) * (printed.percent ? 100 : 1);
  const rest = restingOnChanges([part, whole]);
  const { bound } = query;
  const fits = bound === "least" || bound === "most" ? isBeyond(bound, share, printed) : allowsSize(printed, share);
  if (fits) return { type: "holds", ...rest };
  const correction = printedLike(printed, share);
  return { type: "fails", kind: "contradicted", ...rest, ...(correction !== undefined && { correction }) };
}
