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
    scopesOf(evidence, query).map((scope) => judge(evidence, query, scope)),
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
      const holds = isAt(query.place, own.value, others, low);
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
    ? [true, false].map((relative) => (run: RunEvidence) => gainsOf(evidence, run, reference, all, relative))
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
  { way, place }: Query,
  { sets }: Scope,
  gains: boolean,
): (boolean | undefined)[] {
  return values
    .filter(({ dataset }) => dataset !== undefined && sets.includes(dataset))
    .map((own) => {
      const others = values.filter(
        (one) => one !== own && !(one.dataset !== undefined && sets.length > 1 && sets.includes(one.dataset)),
      );
      const low = gains ? way === "worst" || way === "lowest" : wantsLow(way, own);
      return low === undefined || others.length === 0 ? undefined : isAt(place, own.value, others, low);
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

/** Those that are equal share their places. */
function isAt(place: number, value: number, others: readonly Candidate[], low: boolean): boolean {
  const ahead = others.filter((one) => (low ? one.value < value : one.value > value)).length;
  const equal = others.filter((one) => one.value === value).length;
  return ahead < place && place <= ahead + 1 + equal;
}
