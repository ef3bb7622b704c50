import type { Measurement } from "./metrics";
import { noiseFloors } from "./noise-floor";
import { isMeasured, type Run } from "./run";
import { type Corrected, holm } from "./several-comparisons";
import { type Contrast, contrast, intervalOf, pValueOf } from "./statistics";
import { studentQuantile } from "./student-t";
import type { Direction, TemplateManifest } from "./template";

/** `low` and `high` bound the 95 % interval of run minus reference by itself; `corrected` holds among all that were compared. */
export type Comparison = Pick<Contrast, "difference" | "percent" | "method"> & {
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly p: number | undefined;
  readonly corrected: { readonly low: number; readonly high: number; readonly p: number } | undefined;
  /** How many comparisons share the 5 %: those of this metric on this data set. */
  readonly among: number;
  readonly verdict: ComparisonVerdict;
};
export type ComparisonVerdict =
  | "better"
  | "worse"
  | "no clear difference"
  | "one measurement, noise unknown"
  /** The program of an earlier run once more: whatever differs is noise. */
  | "a repeat, no method"
  /** What a run costs rather than what it shows. */
  | "not judged";

/** One number of a run beside that of a result it is compared with. */
export type Compared = {
  readonly run: Run;
  readonly reference: Run;
  readonly measurement: Measurement;
  readonly other: Measurement;
  readonly comparison: Comparison;
};

/**
 * Every measured run against the results that it is compared with: the baseline, the one it starts from, and those that the plan
 * named. A difference is "better" or "worse" when its interval, corrected for all comparisons that were made of that metric on that
 * data set, leaves out zero. Repeats are no methods: they are judged by nobody, count in no correction, and widen every interval.
 */
export function comparisonsAmong(
  runs: readonly Run[],
  manifest: Pick<TemplateManifest, "metrics" | "seeds">,
): Compared[] {
  const floorOf = noiseFloors(runs);
  const found = runs.filter(isMeasured).flatMap((run) =>
    referencesOf(run, runs).flatMap((reference) =>
      pairsOf(run, reference).map(({ measurement, other }) => {
        const known = { sameSeeds: haveSameSeeds(run, reference, measurement, manifest), floor: floorOf(measurement) };
        return { run, reference, measurement, other, contrast: contrast(measurement, other, known) };
      }),
    ),
  );
  const families = new Map<string, Found[]>();
  for (const one of found) {
    const key = `${one.measurement.dataset}\n${one.measurement.metric}`;
    families.set(key, [...(families.get(key) ?? []), one]);
  }
  const quantile = rememberedQuantile();
  const told = new Map([...families.values()].flatMap((family) => judgedTogether(family, manifest, quantile)));
  return found.map((one) => told.get(one)!);
}

/** The measured results that a run is compared with, the baseline first; a repeat is compared with its original as well. */
export function referencesOf(run: Run, runs: readonly Run[]): Run[] {
  if (run.number === 0) return [];
  const wanted = new Set([run.from, ...run.against].map((name) => name.toLowerCase()));
  const earlier = runs.filter((other) => other.number < run.number && isMeasured(other));
  return earlier
    .filter(({ number, name }) => number === 0 || number === run.repeatOf || wanted.has(name.toLowerCase()))
    .sort((one, other) => one.number - other.number);
}

/** Whether two results were measured with the same seeds, by what they recorded or, where one did not, by what the template says. */
export function haveSameSeeds(
  run: Run,
  reference: Run,
  { perSeed }: Measurement,
  { seeds }: Pick<TemplateManifest, "seeds">,
): boolean {
  const [own, others] = [run.environment?.seeds, reference.environment?.seeds];
  if (own && others) return own.join(" ") === others.join(" ");
  const declared = Array.isArray(seeds) ? seeds.length : seeds;
  return declared !== undefined && perSeed?.length === declared;
}

type Found = Omit<Compared, "comparison"> & { readonly contrast: Contrast };
type Quantile = typeof studentQuantile;

function pairsOf(run: Run, reference: Run): Pick<Compared, "measurement" | "other">[] {
  const others = new Map(measurementsOf(reference).map((one) => [`${one.dataset}\n${one.metric}`, one]));
  return measurementsOf(run).flatMap((measurement) => {
    const other = others.get(`${measurement.dataset}\n${measurement.metric}`);
    return other ? [{ measurement, other }] : [];
  });
}

function measurementsOf(run: Run): readonly Measurement[] {
  return isMeasured(run) ? run.outcome.measurements : [];
}

/** The comparisons of one metric on one data set, which share the 5 %. */
function judgedTogether(
  family: readonly Found[],
  { metrics }: Pick<TemplateManifest, "metrics">,
  quantile: Quantile,
): [Found, Compared][] {
  const methods = family.filter(({ run, contrast }) => run.repeatOf === undefined && contrast.error !== undefined);
  const corrected = holm(methods.map((one) => pValueOf(one.contrast)!));
  return family.map((one) => {
    const info = metrics[one.measurement.metric];
    const mine = info?.judged === false ? undefined : corrected[methods.indexOf(one)];
    const comparison = comparisonOf(one, mine, methods.length, info?.direction, quantile);
    const { run, reference, measurement, other } = one;
    const verdict = info?.judged === false ? "not judged" : comparison.verdict;
    return [one, { run, reference, measurement, other, comparison: { ...comparison, verdict } }];
  });
}

function comparisonOf(
  { run, contrast }: Found,
  mine: Corrected | undefined,
  among: number,
  direction: Direction | undefined,
  quantile: Quantile,
): Comparison {
  const { difference, percent, method } = contrast;
  const [low, high] = intervalOf(contrast, 0.05, quantile) ?? [];
  const bounds = mine && intervalOf(contrast, mine.alpha, quantile);
  const corrected = mine && bounds ? { low: bounds[0], high: bounds[1], p: mine.p } : undefined;
  const verdict = run.repeatOf !== undefined ? "a repeat, no method" : verdictOf(corrected, direction);
  return { difference, percent, method, low, high, p: pValueOf(contrast), corrected, among, verdict };
}

function verdictOf(corrected: Comparison["corrected"], direction: Direction | undefined): ComparisonVerdict {
  if (!corrected) return "one measurement, noise unknown";
  const { low, high } = corrected;
  if (!direction || (low <= 0 && high >= 0)) return "no clear difference";
  return (direction === "higher") === low > 0 ? "better" : "worse";
}

/** Many comparisons share their level and degrees of freedom. */
function rememberedQuantile(): Quantile {
  const known = new Map<string, number>();
  return (tail, freedom) => {
    const key = `${tail} ${freedom}`;
    const value = known.get(key) ?? studentQuantile(tail, freedom);
    known.set(key, value);
    return value;
  };
}
