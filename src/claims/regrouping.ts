import type { Measurement } from "../research/metrics";
import { looksLikeMetric } from "./metric-words";

/** The two names of a measurement as a reader would give them. */
export type Names = Pick<Measurement, "dataset" | "metric">;

/**
 * How the measurements of all runs are to be named: from what the file calls them; undefined for what is no result of its own.
 * What is nested beside plain metrics of one data set of several is a metric of it as well.
 */
export function regrouping(all: readonly Measurement[]): (one: Measurement) => Measurement | undefined {
  const bare = all.every(({ metric }) => metric === "value") && all.some(({ dataset }) => looksLikeMetric(dataset));
  const paths = new Set(all.flatMap(({ metric }) => (metric.includes(".") ? [withoutStatistic(metric)] : [])));
  const turned = isTurned([...paths].filter((path) => path.includes(".")));
  const outer = new Set(all.map(({ dataset }) => dataset)).size > 1;
  const plain = new Set(all.filter(({ metric }) => !metric.includes(".")).map(({ dataset }) => dataset));
  const errors = new Map(all.flatMap((one) => (isError(one.metric) ? [[keyOf(one), one.mean] as const] : [])));
  return (one) => {
    if (isError(one.metric) || /^(?:stderrs?|stds?)$/.test(one.dataset)) return undefined;
    if (bare) return { ...one, dataset: WHOLE, metric: one.dataset };
    const path = withoutStatistic(one.metric);
    const beside = outer && plain.has(one.dataset);
    const named = { ...one, ...namesOf(one.dataset, beside ? path.replaceAll(".", "_") : path, turned, outer) };
    const stderr = path === one.metric ? undefined : errors.get(keyOf(one));
    return stderr === undefined ? named : { stderr, ...named };
  };
}

/** What results are called that are of no data set. */
const WHOLE = "results";

function namesOf(dataset: string, path: string, turned: boolean, outer: boolean): Names {
  const own = dataset === "means" ? WHOLE : dataset;
  const at = turned ? path.lastIndexOf(".") : path.indexOf(".");
  if (at < 0) return { dataset: own, metric: path };
  const [first, rest] = [path.slice(0, at), path.slice(at + 1)];
  const [inner, metric] = turned ? [rest, first] : [first, rest];
  return { dataset: outer ? `${own} ${inner}` : inner, metric };
}

/** `accuracy.mean` is the accuracy, `accuracy.std` what stands after its ±. */
function withoutStatistic(path: string): string {
  return path.replace(/\.(?:mean|avg|value)$/, "");
}

function isError(path: string): boolean {
  return /\.(?:std|stderr|sem|se|stdev|n|count)$/.test(path);
}

function keyOf({ dataset, metric }: Names): string {
  return `${dataset}\n${metric.replace(/\.\w+$/, "")}`;
}

/** Whether `accuracy.cifar10` is written rather than `cifar10.accuracy`. */
function isTurned(paths: readonly string[]): boolean {
  const heads = paths.filter((path) => looksLikeMetric(path.slice(0, path.indexOf(".")))).length;
  return heads > paths.filter((path) => looksLikeMetric(path.slice(path.lastIndexOf(".") + 1))).length;
}
