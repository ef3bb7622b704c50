import type { QueryOf } from "../../research/claim-reading";
import type { Candidate } from "../candidates";
import type { Evidence, RunEvidence } from "../evidence";
import { inOneWay, type Judgement, restingOnValues, UNMEASURED } from "./judgement";
import { changesBetween, isSoOf, ofSetsMeant, runsNamed, type Scope, scopesOf, valuesOf } from "./quantities";

type Query = QueryOf<"rank">;

/** Whether a run has its place among others, or a data set among the data sets of a run. */
export function judgeRank(evidence: Evidence, query: Query): Judgement {
  const judge = query.of === "runs" ? amongRuns : amongSets;
  return inOneWay(
    scopesOf(evidence, query).map((scope) => {
      const judged = judge(evidence, query, scope);
      const sets = evidence.datasets.filter((set) => !scope.sets.includes(set));
      if (judged.type !== "holds" || !query.only || query.of === "sets" || sets.length === 0) return judged;
      const elsewhere = amongRuns(evidence, { ...query, ofSets: "some" }, { ...scope, sets, take: "each" });
      return elsewhere.type === "holds" ? { ...elsewhere, type: "fails", kind: "overclaimed" } : judged;
    }),
    "overclaimed",
  );
}

function amongRuns(evidence: Evidence, query: Query, scope: Scope): Judgement {
  const named = runsNamed(evidence, query.runs);
  const among = runsNamed(evidence, query.among) ?? evidence.runs;
  const rivals = [...new Set([...among, ...(named ?? [])])].map((run) => valuesOf(evidence, run, scope));
  const leaders = new Set<Candidate>();
  const places = (named ?? among).map((run) =>
    valuesOf(evidence, run, scope).map((own) => {
      const others = rivals.flat().filter(({ dataset, run: other }) => dataset === own.dataset && other !== run);
      const low = wantsLow(query.way, own);
      if (low === undefined || others.length === 0) return undefined;
      const [first] = [own, ...others].toSorted((a, b) => (low ? a.value - b.value : b.value - a.value));
      const holds = isAtPlace(query, own.value, others, low);
      if (!holds) leaders.add(own).add(first!);
      return holds;
    }),
  );
  const holds = isSoOf(
    named ? query.ofRuns : "some",
    places.map((sets) => isSoOf(ofSetsMeant(query), sets)),
  );
  if (holds === undefined) return UNMEASURED;
  if (holds)
    return { type: "holds", ...restingOnValues((named ?? []).flatMap((run) => valuesOf(evidence, run, scope))) };
  // Nobody is ahead of those of which it is so of more than is said.
  const against = leaders.size > 0 ? [...leaders] : (named ?? among).flatMap((run) => valuesOf(evidence, run, scope));
  return { type: "fails", kind: "overclaimed", ...restingOnValues(against) };
}

/** The data sets of each run, by its values or by what it gained there. */
function amongSets(evidence: Evidence, query: Query, scope: Scope): Judgement {
  const runs = runsNamed(evidence, query.runs) ?? evidence.runs;
  const [reference] = runsNamed(evidence, query.than) ?? [];
  const all: Scope = { ...scope, sets: evidence.datasets, take: "each" };
  const rankings = reference
    ? [true, false]
        .filter((relative) => query.how === undefined || relative === (query.how !== "difference"))
        .map((relative) => (run: RunEvidence) => gainsOf(evidence, run, reference, all, relative))
    : [(run: RunEvidence) => valuesOf(evidence, run, all)];
  const holding = rankings.map((ranked) =>
    isSoOf(
      query.runs === undefined ? "some" : query.ofRuns,
      runs.map((run) => isSoOf("all", placesIn(ranked(run), query, scope, reference !== undefined))),
    ),
  );
  if (holding.every((one) => one === undefined)) return UNMEASURED;
  const values = runs.flatMap((run) => valuesOf(evidence, run, all));
  if (holding.includes(true)) return { type: "holds", ...restingOnValues(values) };
  return { type: "fails", kind: "overclaimed", ...restingOnValues(values) };
}

function placesIn(
  values: readonly Candidate[],
  query: Query,
  { sets }: Scope,
  gains: boolean,
): (boolean | undefined)[] {
  return values
    .filter(({ dataset }) => dataset !== undefined && sets.includes(dataset))
    .map((own) => {
      const others = values.filter(
        (one) => one !== own && !(one.dataset !== undefined && sets.length > 1 && sets.includes(one.dataset)),
      );
      const low = gains ? query.way === "worst" || query.way === "lowest" : wantsLow(query.way, own);
      return low === undefined || others.length === 0 ? undefined : isAtPlace(query, own.value, others, low);
    });
}

/** How much better it became on each data set; how much it changed where nobody knows which way is good. */
function gainsOf(
  evidence: Evidence,
  run: RunEvidence,
  reference: RunEvidence,
  scope: Scope,
  relative: boolean,
): Candidate[] {
  return changesBetween(evidence, run, reference, scope).flatMap(({ value, from, metric, dataset }) => {
    const size = (value - from) / (relative ? Math.abs(from) : 1);
    const gain = metric.direction === undefined ? Math.abs(size) : metric.direction === "lower" ? -size : size;
    return Number.isFinite(gain) ? [{ value: gain, run, metric, dataset, spreads: () => [] }] : [];
  });
}

function wantsLow(way: Query["way"], { metric: { direction } }: Candidate): boolean | undefined {
  if (way === "lowest" || way === "highest") return way === "lowest";
  return direction === undefined ? undefined : (direction === "lower") === (way === "best");
}

/** Those that nobody can tell apart as they are printed share their places. */
function isAtPlace({ place }: Query, value: number, others: readonly Candidate[], low: boolean): boolean {
  const equal = others.filter((one) => asPrinted(one.value) === asPrinted(value));
  const ahead = others.filter((one) => !equal.includes(one) && (low ? one.value < value : one.value > value)).length;
  return [place].flat().some((one) => ahead < one && one <= ahead + 1 + equal.length);
}

/** To four places behind the point, and no more than four digits that count. */
function asPrinted(value: number): number {
  return Number(Number(value.toPrecision(4)).toFixed(4));
}
