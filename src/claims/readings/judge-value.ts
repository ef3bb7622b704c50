import type { QueryOf } from "../../research/claim-reading";
import { meanOf } from "../../research/metrics";
import { allows, allowsSize, isInPercent, isShare } from "../agreement";
import type { Candidate } from "../candidates";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { PrintedNumber } from "../printed-number";
import type { VerdictKind } from "../verdict";
import { inOneWay, isBeyond, type Judgement, restingOnValues, UNMEASURED } from "./judgement";
import { printedInstead } from "./printed";
import { isSoOf, runsNamed, type Scope, scopesOf, valuesOf } from "./quantities";
import { whereEnded } from "./to-a-mark";
import { unitFactors } from "./units";

type Query = QueryOf<"value">;

/** Whether the runs that are named measured what is printed. */
export function judgeValue(evidence: Evidence, query: Query, printed: PrintedNumber): Judgement {
  const named = runsNamed(evidence, query.runs);
  const scopes = scopesOf(evidence, query);
  const judge = (scope: Scope) => inScope(evidence, query, printed, scope, named);
  return inOneWay(scopes.map(judge), "not-found");
}

function inScope(
  evidence: Evidence,
  query: Query,
  printed: PrintedNumber,
  scope: Scope,
  named: readonly RunEvidence[] | undefined,
): Judgement {
  const runs = named ?? evidence.runs;
  const measured = runs.map((run) => valuesOf(evidence, run, scope));
  const all = measured.flat();
  const together = query.take === "each" || query.ofRuns !== "all" ? undefined : overRuns(all, query.take);
  if (together && isAs(together, query, printed)) return { type: "holds", ...restingOnValues(all) };
  const inUnits = all.filter((one) => sizesOf(one, query, printed).length > 0);
  if (inUnits.length === 0) return UNMEASURED;
  const { bound } = query;
  const fits = (one: Candidate) => isAs(one, query, printed) && !(bound === "most" && isEnded(evidence, one));
  const holds =
    bound === "up to"
      ? inUnits.some(fits) && inUnits.every((one) => fits(one) || isNotAbove(one, query, printed))
      : isSoOf(
          named ? query.ofRuns : "some",
          measured.map((values) => isSoOf(query.ofSets, values.map(fits))),
        );
  if (holds) return { type: "holds", ...restingOnValues(inUnits.filter(fits)) };
  const [only, ...others] = inUnits;
  if (!only || others.length > 0 || !named) {
    const against = inUnits.filter((one) => !fits(one));
    return { type: "fails", kind: kindOf(bound), ...restingOnValues(against.length > 0 ? against : inUnits) };
  }
  return ofOne(evidence, query, printed, only, scope);
}

/** “All experiments took 9 hours”, “on average over all variants”: the sum or the mean over runs as well. */
function overRuns(values: readonly Candidate[], take: "mean" | "sum"): Candidate | undefined {
  const [first] = values;
  if (!first || values.length < 2) return undefined;
  const sum = values.reduce((total, { value }) => total + value, 0);
  return { ...first, value: take === "sum" ? sum : sum / values.length, spreads: () => [] };
}

function kindOf(bound: Query["bound"]): VerdictKind {
  return bound === "exact" || bound === "about" ? "contradicted" : "overclaimed";
}

/** One number of one run: whose it is instead, or what it should be. */
function ofOne(evidence: Evidence, query: Query, printed: PrintedNumber, only: Candidate, scope: Scope): Judgement {
  const isOther = (run: RunEvidence) =>
    run !== only.run && valuesOf(evidence, run, scope).some((one) => isAs(one, query, printed));
  const other = query.as === "spread" ? undefined : evidence.runs.find(isOther);
  const rest = restingOnValues([only]);
  const [value] = sizesOf(only, query, printed);
  const correction = value === undefined || query.as === "spread" ? undefined : printedInstead(printed, value);
  return {
    ...{ type: "fails", kind: other ? "wrong-run" : "contradicted", ...rest },
    evidence: other ? `${rest.evidence}; ${printed.text} is that of ${nameOf(other)}` : rest.evidence,
    ...(correction !== undefined && { correction }),
  };
}

/** The values that the printed number may stand for, in its unit. */
function sizesOf(one: Candidate, { as }: Query, printed: PrintedNumber): number[] {
  const { value, metric } = one;
  const whole = isShare(metric) && isInPercent(metric) ? 100 : 1;
  const seeds = one.dataset === undefined ? [] : (one.run.value(one.dataset, metric.key)?.perSeed ?? []);
  const values = {
    plain: () => [value],
    perplexity: () => [Math.exp(value)],
    complement: () => [whole - value],
    spread: () => [...one.spreads()],
    median: () => medianOf(seeds),
    "best seed": () => extremesOf(seeds, metric, metric.direction === "higher"),
    "worst seed": () => extremesOf(seeds, metric, metric.direction === "lower"),
    seed: () => [...seeds],
  }[as]();
  return unitFactors(printed, metric).flatMap((factor) => values.map((each) => each * factor));
}

function medianOf(seeds: readonly number[]): number[] {
  const sorted = seeds.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return middle.length === 0 ? [] : [meanOf(middle)];
}

/** The greatest, or the least; either where nobody knows which of them is good. */
function extremesOf(seeds: readonly number[], { direction }: MetricEvidence, greatest: boolean): number[] {
  if (seeds.length === 0) return [];
  const [least, most] = [Math.min(...seeds), Math.max(...seeds)];
  return direction === undefined ? [least, most] : [greatest ? most : least];
}

function isAs(one: Candidate, query: Query, printed: PrintedNumber): boolean {
  const { bound, as } = query;
  return sizesOf(one, query, printed).some((size) =>
    bound === "least" || bound === "most"
      ? isBeyond(bound, size, printed)
      : as === "spread"
        ? allowsSize(printed, size)
        : allows(printed, size),
  );
}

/** What was ended did not get there within so many steps. */
function isEnded(evidence: Evidence, { metric, value }: Candidate): boolean {
  return value >= (whereEnded(evidence, metric) ?? Number.POSITIVE_INFINITY);
}

function isNotAbove(one: Candidate, query: Query, printed: PrintedNumber): boolean {
  return sizesOf(one, query, printed).some((size) => isBeyond("most", size, printed));
}
