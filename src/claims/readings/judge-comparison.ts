import type { QueryOf } from "../../research/claim-reading";
import { isClear } from "../comparison";
import type { Change } from "../derived";
import type { Evidence } from "../evidence";
import { goes, type Way } from "../relation";
import type { VerdictKind } from "../verdict";
import { acrossMetrics, acrossSets } from "./across";
import { inOneWay, type Judgement, restingOnChanges, UNMEASURED } from "./judgement";
import { changesBetween, isSingle, isSoOf, runsNamed, type Scope, scopesOf, setsNamed } from "./quantities";

type Query = QueryOf<"comparison">;

/** Whether some runs are better, lower, no different … than others, on as many data sets as is said. */
export function judgeComparison(evidence: Evidence, query: Query): Judgement {
  const scopes = scopesOf(evidence, query);
  const judge = (so: IsSo) =>
    inOneWay(
      scopes.map((scope) => inScope(evidence, query, scope, so)),
      "overclaimed",
    );
  const bySign = judge((change) => isSo(evidence, query, change));
  if (bySign.type !== "fails" || !isCount(query)) return bySign;
  // “Better on three of four” may leave out a data set where the difference is no clear one.
  const byVerdict = judge((change) => isSo(evidence, query, change) && isClearly(evidence, change));
  return byVerdict.type === "holds" ? byVerdict : bySign;
}

type IsSo = (change: Change) => boolean | undefined;

/** Whether it is said of how many it is so, and so of the others that it is not. */
function isCount({ ofSets, ofRuns, only }: Query): boolean {
  return only || [ofSets, ofRuns].some((of) => of !== "all" && of !== "some");
}

/** As far as anybody can know: of what was measured once no interval is known. */
function isClearly(evidence: Evidence, { run, reference, metric, dataset }: Change): boolean {
  return dataset === undefined || isClear(evidence, [run, reference], metric, dataset) !== false;
}

function inScope(evidence: Evidence, query: Query, scope: Scope, so: IsSo): Judgement {
  const pairs = pairsOf(evidence, query, scope);
  const ofRun = (own: readonly (readonly Change[])[]) => {
    const bySet = setsIn(own.flat()).map((set) =>
      isSoOf(
        query.ofThan,
        own.flatMap((changes) => changes.filter(({ dataset }) => dataset === set).map(so)),
      ),
    );
    return isSoOf(query.ofSets, bySet);
  };
  const holds = isSoOf(query.runs === undefined ? "some" : query.ofRuns, pairs.map(ofRun));
  if (holds === undefined) return UNMEASURED;
  const all = pairs.flat(2);
  const elsewhere = query.only ? alsoElsewhere(evidence, query, scope, so) : [];
  if (holds && elsewhere.length === 0)
    return { type: "holds", ...restingOnChanges(all.filter((one) => so(one) === true)) };
  if (holds) return { type: "fails", kind: "overclaimed", ...restingOnChanges(elsewhere) };
  const against = all.filter((one) => so(one) === isTooMuch(query, all.filter((each) => so(each)).length));
  return {
    type: "fails",
    kind: kindOf(query, all),
    ...withWhy(query, restingOnChanges(against.length > 0 ? against : all)),
  };
}

/** Whether it is so more often than is said: then that speaks against it, and else where it is not so. */
function isTooMuch({ ofSets, ofRuns }: Query, holding: number): boolean {
  return [ofSets, ofRuns].some((of) => of === "none" || of === "not all" || (typeof of === "number" && holding > of));
}

/** The changes to each run, by what it is compared with. */
export function pairsOf(
  evidence: Evidence,
  query: Pick<Query, "runs" | "than" | "thanOn" | "thanMetric">,
  scope: Scope,
): Change[][][] {
  const { than, thanOn, thanMetric } = query;
  const named = runsNamed(evidence, query.runs);
  if (thanMetric !== undefined)
    return (named ?? evidence.runs).map((run) => [acrossMetrics(evidence, run, scope, thanMetric)]);
  if (thanOn !== undefined)
    return (named ?? evidence.runs).map((run) => acrossSets(evidence, run, scope, setsNamed(evidence, thanOn)!));
  const references =
    than === undefined ? evidence.runs.filter(({ number }) => number === 0) : runsNamed(evidence, than)!;
  const runs = named ?? evidence.runs.filter((run) => !references.includes(run) || than === "all");
  return runs.map((run) =>
    references.filter((one) => one !== run).map((one) => changesBetween(evidence, run, one, scope)),
  );
}

function setsIn(changes: readonly Change[]): (string | undefined)[] {
  return [...new Set(changes.map(({ dataset }) => dataset))];
}

/** Percent of the value. What differs by less is called the same by everybody. */
const ALIKE = 3;

function isSo(evidence: Evidence, { way, significant }: Query, change: Change): boolean | undefined {
  const { run, reference, metric, dataset, value, from } = change;
  const clear = dataset === undefined ? undefined : isClear(evidence, [run, reference], metric, dataset);
  if (significant === false) return clear !== true;
  if (way === "equal") return clear === false || Math.abs(value - from) <= (ALIKE / 100) * Math.abs(from);
  const right = goesWay(way, change);
  // “significantly” of a mean over data sets is open: no interval of that is known.
  if (!significant || right !== true) return right;
  return dataset === undefined ? undefined : clear === true;
}

/** Whether a change goes the way that is said. Less time is quicker, also where the words are “better” and “worse”. */
export function goesWay(
  way: Exclude<Way, "down" | "up" | "changed"> | "lower" | "higher",
  change: Change,
): boolean | undefined {
  const words = way === "lower" ? "down" : way === "higher" ? "up" : way;
  return goes(words, change.metric, change.value - change.from);
}

/** The runs and data sets for which it is so as well, where it is said to be so of some only. */
function alsoElsewhere(evidence: Evidence, query: Query, scope: Scope, so: IsSo): Change[] {
  const sets = evidence.datasets.filter((set) => !scope.sets.includes(set));
  const changes = pairsOf(evidence, query, { ...scope, sets, take: "each" }).flat(2);
  return sets.length === 0 ? [] : changes.filter((one) => so(one) === true);
}

function kindOf(query: Query, all: readonly Change[]): VerdictKind {
  const exact = isSingle(query) && all.length === 1 && query.significant === undefined && query.way !== "equal";
  return exact && query.ofRuns === "all" && query.ofSets === "all" ? "wrong-direction" : "overclaimed";
}

function withWhy<Rest extends { evidence: string }>({ significant }: Query, rest: Rest): Rest {
  return significant ? { ...rest, evidence: `no clear difference: ${rest.evidence}` } : rest;
}
