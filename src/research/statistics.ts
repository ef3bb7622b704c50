import { type Measurement, meanOf, sampleDeviation } from "./metrics";
import type { NoiseFloor } from "./noise-floor";
import { studentP, studentQuantile, studentT975 } from "./student-t";

/** A run's mean minus a reference's in one metric, and how well it is known. */
export type Contrast = {
  readonly difference: number;
  readonly percent: number | undefined;
  /** Standard error of the difference and its degrees of freedom; undefined when nothing is known about the noise. */
  readonly error: number | undefined;
  readonly freedom: number;
  /** Where the error comes from: seeds of both that are the same, seeds of each, or runs that repeated a program. */
  readonly method: "paired" | "unpaired" | "repeats" | "none";
};

/** What is known beside the two results: whether their seeds are the same, and what repeats of programs say. */
export type Known = { readonly sameSeeds: boolean; readonly floor?: NoiseFloor | undefined };

/**
 * The contrast of two results over their seeds: paired by seed (n-1 degrees of freedom) where both ran the same ones, else with
 * Welch's unequal variances. Repeats of programs widen it: with s_b the standard deviation of one run's mean between repeats and
 * ν_b its degrees of freedom, a difference of two runs has the further variance 2·s_b², so that
 *
 *     error² = e² + 2·s_b²      freedom = error⁴ / (e⁴/ν + (2·s_b²)²/ν_b)      (Welch–Satterthwaite)
 *
 * What varies within the seeds of one run is counted in both parts: that errs on the careful side. Where there are no seeds on
 * both sides the repeats alone give the error, if what differs between them is all that differs between seeds.
 */
export function contrast(run: Measurement, reference: Measurement, { sameSeeds, floor }: Known): Contrast {
  const difference = run.mean - reference.mean;
  const percent = reference.mean === 0 ? undefined : (100 * difference) / Math.abs(reference.mean);
  const seeds = overSeeds(run.perSeed ?? [], reference.perSeed ?? [], sameSeeds);
  const repeats = floor ? 2 * floor.deviation ** 2 : 0;
  if (!seeds) {
    if (!floor?.coversSeeds || repeats === 0)
      return { difference, percent, error: undefined, freedom: 0, method: "none" };
    return { difference, percent, error: Math.sqrt(repeats), freedom: floor.freedom, method: "repeats" };
  }
  const variance = seeds.error ** 2 + repeats;
  const spread = seeds.error ** 4 / seeds.freedom + (floor ? repeats ** 2 / floor.freedom : 0);
  return { difference, percent, error: Math.sqrt(variance), freedom: variance ** 2 / spread, method: seeds.method };
}

type Spread = { readonly error: number; readonly freedom: number; readonly method: "paired" | "unpaired" };

/** Differences by seed that are all the same say nothing about noise, and neither do seeds that change nothing. */
function overSeeds(run: readonly number[], reference: readonly number[], sameSeeds: boolean): Spread | undefined {
  if (run.length < 2 || reference.length < 2) return undefined;
  if (sameSeeds && run.length === reference.length) {
    const differences = run.map((value, index) => value - reference[index]!);
    const error = sampleDeviation(differences) / Math.sqrt(run.length);
    if (error > rounding(run, reference)) return { error, freedom: run.length - 1, method: "paired" };
  }
  const [a, b] = [run, reference].map((values) => sampleDeviation(values) ** 2 / values.length) as [number, number];
  if (Math.sqrt(a + b) <= rounding(run, reference)) return undefined;
  const freedom = (a + b) ** 2 / (a ** 2 / (run.length - 1) + b ** 2 / (reference.length - 1));
  return { error: Math.sqrt(a + b), freedom, method: "unpaired" };
}

/** What subtracting numbers of this size leaves behind. */
function rounding(...lists: (readonly number[])[]): number {
  let largest = 0;
  for (const values of lists) for (const value of values) largest = Math.max(largest, Math.abs(value));
  return 1e-12 * largest;
}

/** The interval that holds the true difference with probability 1 - `alpha`; undefined when nothing is known about the noise. */
export function intervalOf(
  { difference, error, freedom }: Contrast,
  alpha = 0.05,
  quantile = studentQuantile,
): readonly [number, number] | undefined {
  if (error === undefined) return undefined;
  const half = quantile(alpha / 2, freedom) * error;
  return [difference - half, difference + half];
}

/** How likely a difference of this size would be if there were none, two-sided. */
export function pValueOf({ difference, error, freedom }: Contrast): number | undefined {
  return error === undefined ? undefined : studentP(difference / error, freedom);
}

/**
 * Two-sided 95 % interval of the mean of first minus second, paired by seed (Student's t, n-1): right when both were run with
 * the same seeds. Undefined unless both have the same number of values, at least two.
 */
export function pairedInterval95(
  first: readonly number[],
  second: readonly number[],
): readonly [number, number] | undefined {
  if (first.length !== second.length || first.length < 2) return undefined;
  const { mean, half } = interval95(first.map((value, index) => value - second[index]!));
  return [mean - half, mean + half];
}

/** Two-sided 95 % interval of the mean over seeds (Student's t, n-1), in the metric's own unit. Needs two values or more. */
export function interval95(values: readonly number[]): { readonly mean: number; readonly half: number } {
  const mean = meanOf(values);
  return { mean, half: (studentT975(values.length - 1) * sampleDeviation(values)) / Math.sqrt(values.length) };
}
