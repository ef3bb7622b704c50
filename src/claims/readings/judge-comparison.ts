import type { Quantity, QueryOf } from "../../research/claim-reading";
import type { Change } from "../derived";
import type { Evidence, RunEvidence } from "../evidence";
import { goes, type Way } from "../relation";
import type { VerdictKind } from "../verdict";
import { acrossMetrics, acrossSets } from "./across";
import { inOneWay, type Judgement, restingOnChanges, UNMEASURED } from "./judgement";
import {
  changesBetween,
  isDenied,
  isSingle,
  isSoOf,
  ofSetsMeant,
  runsNamed,
  type Scope,
  scopesOf,
  setsNamed,
} from "./quantities";
import { clearnessOf, differs, isOfSize, isWithinErrors } from "./sizes-in-words";

type Query = QueryOf<"comparison">;

/** Whether some runs are better, lower, no different … than others, on as many data sets as is said. */
export function judgeComparison(evidence: Evidence, asked: Query): Judgement {
  // Runs that differ need not all differ from all.
  const query =
    asked.way === "different" && asked.than === "all"
      ? { ...asked, ofThan: ofSome(asked.ofThan), ofRuns: ofSome(asked.ofRuns) }
      : asked;
  const scopes = scopesOf(evidence, query);
  const judge = (so: IsSo) =>
    inOneWay(
      scopes.map((scope) => inScope(evidence, query, scope, so)),
      "overclaimed",
    );
  const bySign = judge((change) => isSo(evidence, query, change));
  if (bySign.type !== "fails" || !isCount(query) || query.way === "equal" || query.way === "different") return bySign;
  // “Better on three of four” may leave out a data set where the difference is no more than its error, “not better” one where it is not clear.
  const isNothing = (change: Change) =>
    isDenied(query) ? clearnessOf(evidence, change) === false : isWithinErrors(change);
  const kindly = judge((change) => isSo(evidence, query, change) && !isNothing(change));
  return kindly.type === "holds" ? kindly : bySign;
}

function ofSome(quantity: Quantity): Quantity {
  return quantity === "all" ? "some" : quantity;
}

type IsSo = (change: Change) => boolean | undefined;

/** Whether it is said of how many it is so, and so of the others that it is not. */
function isCount({ ofSets, ofRuns, only }: Query): boolean {
  return only !== false || [ofSets, ofRuns].some((of) => of !== "all" && of !== "some");
}

function inScope(evidence: Evidence, query: Query, scope: Scope, so: IsSo): Judgement {
  const pairs = pairsOf(evidence, query, scope);
  const ofRun = (own: readonly (readonly Change[])[]) => isSoOfRun(query, own, so);
  const holds = isSoOf(query.runs === undefined ? "some" : query.ofRuns, pairs.map(ofRun));
  if (holds === undefined) return UNMEASURED;
  const all = pairs.flat(2);
  const elsewhere =
    query.only === "runs"
      ? ofOthers(evidence, query, scope, so)
      : query.only
        ? alsoElsewhere(evidence, query, scope, so)
        : [];
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

function isSoOfRun(query: Query, own: readonly (readonly Change[])[], so: IsSo): boolean | undefined {
  const bySet = setsIn(own.flat()).map((set) =>
    isSoOf(
      query.ofThan,
      own.flatMap((changes) => changes.filter(({ dataset }) => dataset === set).map(so)),
    ),
  );
  return isSoOf(ofSetsMeant(query), bySet);
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

function isSo(evidence: Evidence, query: Query, change: Change): boolean | undefined {
  const { way, significant, size } = query;
  const clear = clearnessOf(evidence, change);
  if (significant === false) return clear !== true;
  const denied = isDenied(query);
  const right =
    way === "equal"
      ? !differs(evidence, change, !denied)
      : way === "different"
        ? size === "small" || differs(evidence, change, denied)
        : query.ofSeeds === undefined
          ? goesWay(way, change)
          : seedBySeed(way, query.ofSeeds, change);
  if (right !== true) return right;
  if (size !== undefined && !isOfSize(evidence, size, change, denied)) return false;
  // “significantly” of a mean over data sets is open: no interval of that is known.
  return significant ? (change.dataset === undefined ? undefined : clear === true) : true;
}

/** Each seed beside the one that the other run had, or beside what that had on average. Undefined where they are not known. */
function seedBySeed(way: Parameters<typeof goesWay>[0], ofSeeds: Quantity, change: Change): boolean | undefined {
  const { run, reference, metric, dataset, from } = change;
  const seedsOf = (one: RunEvidence) => (dataset === undefined ? undefined : one.value(dataset, metric.key)?.perSeed);
  const [own, other] = [seedsOf(run), seedsOf(reference)];
  if (!own || own.length < 2 || run === reference) return undefined;
  const beside = (froms: readonly number[]) =>
    isSoOf(
      ofSeeds,
      own.map((value, at) => goesWay(way, { ...change, value, from: froms[at] ?? from })),
    );
  const known = other?.length === own.length ? [beside(other), beside([])] : [beside([])];
  return known.includes(true) || known.find((one) => one !== undefined);
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
  // “Differs clearly on a alone”: elsewhere the difference may be large, and not clear.
  const ofSize = query.size !== undefined || query.way === "different";
  const sets = evidence.datasets.filter((set) => !scope.sets.includes(set));
  const changes = pairsOf(evidence, query, { ...scope, sets, take: "each" }).flat(2);
  const isClearlySo = (one: Change) => so(one) === true && (!ofSize || clearnessOf(evidence, one) !== false);
  return sets.length === 0 ? [] : changes.filter(isClearlySo);
}

/** Other runs of which it is so as well, where it is said to be so of some only. */
function ofOthers(evidence: Evidence, query: Query, scope: Scope, so: IsSo): Change[] {
  const known = [query.runs, query.than ?? [0]].flatMap((some) => runsNamed(evidence, some) ?? []);
  const others = evidence.runs.filter((run) => !known.includes(run)).map(({ number }) => number);
  if (query.runs === undefined || query.than === "all" || others.length === 0) return [];
  return pairsOf(evidence, { ...query, runs: others }, scope)
    .filter((own) => isSoOfRun(query, own, so) === true)
    .flatMap((own) => own.flat().filter((one) => so(one) === true));
}

function kindOf(query: Query, all: readonly Change[]): VerdictKind {
  const { way, significant, size } = query;
  if (way === "equal" || way === "different") return "overclaimed";
  const turned = size === undefined || all.some((one) => goesWay(way, one) === false);
  const exact = isSingle(query) && all.length === 1 && significant === undefined && turned;
  return exact && query.ofRuns === "all" && query.ofSets === "all" ? "wrong-direction" : "overclaimed";
}

function withWhy<Rest extends { evidence: string }>({ significant }: Query, rest: Rest): Rest {
  return significant ? { ...rest, evidence: `no clear difference: ${rest.evidence}` } : rest;
}
