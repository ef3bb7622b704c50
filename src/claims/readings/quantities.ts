import type { ClaimQuery, Quantity, ReadRuns, ReadSets } from "../../research/claim-reading";
import { averagesIn, type Candidate, measuredIn, totalsIn } from "../candidates";
import type { Change } from "../derived";
import type { Evidence, RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";

/** Something in a query that the results do not have: the reading is no reading of them. */
export class UnknownName extends Error {
  override readonly name = "UnknownName";
}

/** What a statement may be about in one metric and in one way to look at the data sets. Where words leave it open there are several. */
export type Scope = {
  readonly metric: MetricEvidence;
  readonly sets: readonly string[];
  readonly take: "each" | "mean" | "sum";
};
type Where = { readonly metric?: string | undefined; readonly on?: ReadSets | undefined; readonly take: Scope["take"] };

/** Every scope that the words allow. */
export function scopesOf(evidence: Evidence, { metric, on, take }: Where): Scope[] {
  const metrics = metric === undefined ? evidence.metrics : [metricNamed(evidence, metric)];
  const sets = setsNamed(evidence, on);
  return metrics.flatMap((one): Scope[] => {
    if (sets !== undefined) return [{ metric: one, sets, take: sets.length > 1 ? take : "each" }];
    const all = evidence.datasets;
    if (take !== "each") return [{ metric: one, sets: all, take: all.length > 1 ? take : "each" }];
    const single = all.map((set): Scope => ({ metric: one, sets: [set], take: "each" }));
    return all.length > 1 ? [...single, { metric: one, sets: all, take: "mean" }] : single;
  });
}

/** “val_loss - train_loss” is what the one is more than the other, “a / b” how many times; which way is good nobody knows. */
export function metricNamed(evidence: Evidence, key: string): MetricEvidence {
  const found = evidence.metrics.find((one) => one.key === key);
  if (found) return found;
  const { first, second, sign } = partsOf(key) ?? {};
  if (first === undefined || second === undefined) throw new UnknownName(`metric ${key}`);
  const [one, other] = [metricNamed(evidence, first), metricNamed(evidence, second)];
  const both = { ...one, key, direction: undefined, primary: false };
  // What is over something else has no unit, and is no time, no share and no number of steps.
  return sign === "/" && one.unit === other.unit
    ? { ...both, unit: "", words: new Set<string>(), heads: new Set<string>() }
    : both;
}

type Parts = { readonly first: string; readonly sign: string; readonly second: string };

function partsOf(key: string): Parts | undefined {
  const [first, sign, second, ...more] = key.split(/ ([-/]) /);
  return sign === undefined || more.length > 0 ? undefined : { first: first!, sign, second: second! };
}

export function setsNamed({ datasets }: Evidence, on: ReadSets | undefined): readonly string[] | undefined {
  if (on === undefined) return datasets.length === 1 ? datasets : undefined;
  if (on === "all") return datasets;
  const unknown = on.find((name) => !datasets.includes(name));
  if (unknown !== undefined) throw new UnknownName(`data set ${unknown}`);
  return on;
}

/** The runs of a query; undefined where the words leave it open. */
export function runsNamed({ runs }: Evidence, named: ReadRuns | undefined): readonly RunEvidence[] | undefined {
  if (named === undefined || named === "all") return named && runs;
  if (named === "none") return [];
  return named.map((number) => {
    const found = runs.find((run) => run.number === number);
    if (!found) throw new UnknownName(`run ${number}`);
    return found;
  });
}

/** What a run has in a scope: one value for each data set, or one for all. */
export function valuesOf(evidence: Evidence, run: RunEvidence, { metric, sets, take }: Scope): Candidate[] {
  const parts = partsOf(metric.key);
  if (parts) {
    const of = (key: string) => valuesOf(evidence, run, { metric: metricNamed(evidence, key), sets, take });
    return together(of(parts.first), of(parts.second), parts.sign, metric);
  }
  const selection = { runs: [String(run.number)], datasets: sets, metrics: [metric.key] };
  if (take === "mean") return averagesIn(evidence, selection);
  if (take === "sum") return totalsIn(evidence, selection);
  return measuredIn(evidence, selection);
}

function together(
  all: readonly Candidate[],
  others: readonly Candidate[],
  sign: string,
  metric: MetricEvidence,
): Candidate[] {
  return all.flatMap((one) => {
    const other = others.find(({ dataset }) => dataset === one.dataset);
    const value = other && (sign === "/" ? one.value / other.value : one.value - other.value);
    return value !== undefined && Number.isFinite(value) ? [{ ...one, metric, value, spreads: () => [] }] : [];
  });
}

/** What became of it from one run to another. */
export function changesBetween(evidence: Evidence, run: RunEvidence, reference: RunEvidence, scope: Scope): Change[] {
  const before = valuesOf(evidence, reference, scope);
  return valuesOf(evidence, run, scope).flatMap(({ dataset, metric, value }) => {
    const from = before.find((one) => one.dataset === dataset);
    return from && run !== reference ? [{ run, reference, metric, dataset, value, from: from.value }] : [];
  });
}

/** Whether something is so of as many as is said; undefined where it is known of none. */
export function isSoOf(quantity: Quantity, answers: readonly (boolean | undefined)[]): boolean | undefined {
  const known = answers.filter((one) => one !== undefined);
  const so = known.filter(Boolean).length;
  if (known.length === 0) return undefined;
  if (quantity === "all") return so === known.length;
  if (quantity === "some") return so > 0;
  if (quantity === "most") return so > known.length / 2;
  if (quantity === "none") return so === 0;
  if (quantity === "not all") return so < known.length;
  return typeof quantity === "number" ? so === quantity : so >= Number(quantity.slice(2));
}

type Whose = Extract<ClaimQuery, { ofRuns: Quantity; ofSets: Quantity }>;

/** Whether it is said that something is not so. */
export function isDenied({ ofRuns, ofSets }: Pick<Whose, "ofRuns" | "ofSets">): boolean {
  return [ofRuns, ofSets].some((of) => of === "none" || of === "not all");
}

/** What is denied of one run on several data sets is denied on each of them: “without any loss on the three corpora”. */
export function ofSetsMeant({ runs, ofRuns, ofSets }: Pick<Whose, "runs" | "ofRuns" | "ofSets">): Quantity {
  const one = Array.isArray(runs) && runs.length === 1;
  return one && ofRuns === "none" && ofSets === "all" ? "some" : ofSets;
}

/** Whether a query names one run, one data set and one metric, so that what is wrong about it can be told exactly. */
export function isSingle(query: Extract<ClaimQuery, { ofSets: Quantity; take: string }>): boolean {
  return (
    Array.isArray(query.runs) &&
    query.runs.length === 1 &&
    query.metric !== undefined &&
    query.on !== undefined &&
    (query.take !== "each" || (query.on !== "all" && query.on.length === 1))
  );
}
