import { type Measurement, meanOf, sampleDeviation } from "./metrics";
import type { Direction } from "./template";

/** How a run compares with the baseline in one metric. `low` and `high` bound the 95 % interval of run minus baseline. */
export type Comparison = {
  readonly difference: number;
  readonly percent: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly verdict: "better" | "worse" | "no clear difference" | "one measurement, noise unknown";
};

/**
 * Welch's unequal-variances interval of the difference of two means over seeds. Without seeds on both sides nothing is
 * said about noise. "better" needs the whole interval on the good side of zero.
 */
export function compare(run: Measurement, baseline: Measurement, direction: Direction | undefined): Comparison {
  const difference = run.mean - baseline.mean;
  const percent = baseline.mean === 0 ? undefined : (100 * difference) / Math.abs(baseline.mean);
  const half = welchHalfWidth(run.perSeed, baseline.perSeed);
  if (half === undefined) {
    return { difference, percent, low: undefined, high: undefined, verdict: "one measurement, noise unknown" };
  }
  const [low, high] = [difference - half, difference + half];
  return { difference, percent, low, high, verdict: verdictOf(low, high, direction) };
}

function verdictOf(low: number, high: number, direction: Direction | undefined): Comparison["verdict"] {
  if (!direction || (low <= 0 && high >= 0)) return "no clear difference";
  return (direction === "higher") === low > 0 ? "better" : "worse";
}

function welchHalfWidth(
  run: readonly number[] | undefined,
  baseline: readonly number[] | undefined,
): number | undefined {
  if (!run || !baseline || run.length < 2 || baseline.length < 2) return undefined;
  const [a, b] = [run, baseline].map((values) => sampleDeviation(values) ** 2 / values.length) as [number, number];
  if (a + b === 0) return 0;
  const freedom = (a + b) ** 2 / (a ** 2 / (run.length - 1) + b ** 2 / (baseline.length - 1));
  return studentT975(freedom) * Math.sqrt(a + b);
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

/**
 * The 97.5 % quantile of Student's t with `freedom` > 0 degrees of freedom (fractions allowed), found by bisection on the
 * distribution function, to 1e-10.
 */
export function studentT975(freedom: number): number {
  let [low, high] = [0, 1];
  while (studentTail(high, freedom) > 0.025) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-11 * high; i++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, freedom) > 0.025) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T > t) for t ≥ 0: half the regularised incomplete beta function I_x(ν/2, 1/2) at x = ν/(ν+t²). */
function studentTail(t: number, freedom: number): number {
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** Regularised incomplete beta function by Lentz's continued fraction (Abramowitz & Stegun 26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta(a, b)) / a;
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1))];
  let fraction = d;
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d);
      c = 1 + term / c;
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front * fraction;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln Γ(x) for x > 0: Stirling's series after shifting x above 10; error below 1e-14. */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  for (; y < 10; y++) shift += Math.log(y);
  const inverse = 1 / (y * y);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
