import type { Quantity, QueryOf } from "../../research/claim-reading";
import { shortly } from "../candidates";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { PrintedNumber } from "../printed-number";
import { inOneWay, isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { isDenied, isSoOf, ofSetsMeant, runsNamed, type Scope, scopesOf } from "./quantities";
import { countsToMark, whereEnded } from "./to-a-mark";
import { unitFactors } from "./units";

type Query = QueryOf<"reach">;

/** Whether the seeds of some runs got to where the words say: to a mark that steps are counted to, or to the good side of a number. */
export function judgeReach(evidence: Evidence, query: Query, printed: PrintedNumber | undefined): Judgement {
  return inOneWay(
    scopesOf(evidence, { ...query, take: "each" }).map((scope) => inScope(evidence, query, scope, printed)),
    "overclaimed",
  );
}

function inScope(evidence: Evidence, query: Query, scope: Scope, printed: PrintedNumber | undefined): Judgement {
  const runs = runsNamed(evidence, query.runs) ?? evidence.runs;
  const found = runs.map((run) => scope.sets.flatMap((set) => seedsOn(evidence, run, set, scope, printed) ?? []));
  const holds = isSoOf(
    query.runs === undefined ? "some" : query.ofRuns,
    found.map((sets) =>
      isSoOf(
        ofSetsMeant(query),
        sets.map((seeds) => isSoOfSeeds(query, seeds)),
      ),
    ),
  );
  if (holds === undefined) return UNMEASURED;
  const told = found.flat().map((seeds) => seeds.told);
  const ended = whereEnded(evidence, scope.metric);
  const shown = [...told.slice(0, MOST), ...(ended === undefined ? [] : [`none went on after ${ended}`])].join("; ");
  return holds ? { type: "holds", evidence: shown } : { type: "fails", kind: "overclaimed", evidence: shown };
}

/** So many runs and data sets are told of. */
const MOST = 3;

/** Whether each seed got there, or, where seeds are not known one by one, whether any did. */
type Seeds = { readonly got: readonly boolean[]; readonly each: boolean; readonly told: string };

function seedsOn(
  evidence: Evidence,
  run: RunEvidence,
  set: string,
  { metric }: Scope,
  printed: PrintedNumber | undefined,
): Seeds | undefined {
  const measured = run.value(set, metric.key);
  if (!measured) return neverThere(evidence, run, set, metric);
  const each = measured.perSeed ?? measured.withGaps;
  const values = each ?? [measured.mean];
  const got = values.flatMap((value) =>
    value === null ? (countsToMark(metric) ? [false] : []) : (isThere(evidence, metric, value, printed) ?? []),
  );
  if (got.length < values.length) return undefined;
  const shown = values.map((value) => (value === null ? "no number" : shortly(value)));
  const told = `${metric.key} on ${set} in ${nameOf(run)} is ${shown.join(", ")}`;
  // A mean that is where all was ended is one of seeds that were all ended there.
  return { got, each: each !== undefined || (countsToMark(metric) && !got[0]), told };
}

/** A mean of which nothing is written down where all else was measured is one of steps that some seed never made. */
function neverThere(evidence: Evidence, run: RunEvidence, set: string, metric: MetricEvidence): Seeds | undefined {
  const others = evidence.metrics.some(({ key }) => run.value(set, key));
  const elsewhere = evidence.runs.some((other) => other.value(set, metric.key));
  if (!countsToMark(metric) || !others || !elsewhere) return undefined;
  return { got: [false], each: false, told: `${metric.key} on ${set} in ${nameOf(run)} is no number` };
}

function isThere(
  evidence: Evidence,
  metric: MetricEvidence,
  value: number,
  printed: PrintedNumber | undefined,
): boolean | undefined {
  const steps = printed && isMark(printed, metric) ? undefined : printed;
  const within = (bound: "least" | "most") =>
    steps && unitFactors(steps, metric).some((factor) => isBeyond(bound, value * factor, steps));
  if (!countsToMark(metric)) return within(metric.direction === "lower" ? "most" : "least");
  const ended = whereEnded(evidence, metric);
  if (value <= 0 || (ended !== undefined && value >= ended)) return false;
  return within("most") ?? (ended === undefined ? undefined : true);
}

/** “reaches 99%”, where the metric is of the steps until then: the mark itself. */
function isMark(printed: PrintedNumber, metric: MetricEvidence): boolean {
  return countsToMark(metric) && (printed.percent || printed.value < 1 || metric.key.includes(String(printed.value)));
}

/** Without a number of seeds it is enough that some do as is said; of none it is said already where few do. */
function isSoOfSeeds(query: Query, { got, each }: Seeds): boolean | undefined {
  const usual: Quantity = isDenied(query) ? "most" : "some";
  if (each)
    return isSoOf(
      query.ofSeeds ?? usual,
      got.map((one) => one === query.reached),
    );
  return ofOneSeed(query, got[0] === true);
}

/** Where no more is known than that some seed got there, or that some seed did not. */
function ofOneSeed({ ofSeeds, reached }: Query, got: boolean): boolean | undefined {
  if (got === reached)
    return ofSeeds === undefined || ofSeeds === "some" ? true : ofSeeds === "none" ? false : undefined;
  if (ofSeeds === "not all") return true;
  return ofSeeds === "all" || (ofSeeds === undefined && !got) ? false : undefined;
}
