import type { QueryOf } from "../../research/claim-reading";
import { allowsSize } from "../agreement";
import type { Change } from "../derived";
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
  const shares = sharesIn(evidence, between(evidence, query, scope), query.whole, scope);
  if (shares.length === 0) return UNMEASURED;
  const rest = restingOnChanges(shares.flatMap(({ part, whole }) => [part, whole]));
  const { bound } = query;
  const fits = (size: number) =>
    bound === "least" || bound === "most" ? isBeyond(bound, size, printed) : allowsSize(printed, size);
  // “half” may be told as 50, a percentage.
  const isPercentage = printed.percent || (!/\d/.test(printed.text) && printed.value > 1);
  const sizes = shares.map(({ share }) => (isPercentage ? 100 * share : share));
  if (bound === "up to" ? fits(Math.max(...sizes)) : sizes.every(fits)) return { type: "holds", ...rest };
  const correction = sizes.length === 1 ? printedInstead(printed, sizes[0]!) : undefined;
  return { type: "fails", kind: "contradicted", ...rest, ...(correction !== undefined && { correction }) };
}

type Pair = { readonly run: number; readonly than: number };
type Share = { readonly part: Change; readonly whole: Change; readonly share: number };

/** What part each change is of that between two runs on the same data set. */
export function sharesIn(evidence: Evidence, parts: readonly Change[], ofPair: Pair, scope: Scope): Share[] {
  const wholes = between(evidence, ofPair, scope);
  return parts.flatMap((part) => {
    const whole = wholes.find(({ dataset }) => dataset === part.dataset);
    if (!whole || whole.value === whole.from) return [];
    return [{ part, whole, share: (part.value - part.from) / (whole.value - whole.from) }];
  });
}

function between(evidence: Evidence, { run, than }: Pair, scope: Scope): Change[] {
  const [to, from] = runsNamed(evidence, [run, than])!;
  return changesBetween(evidence, to!, from!, scope);
}
