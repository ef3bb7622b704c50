/** The 97.5 % quantile of Student's t: half of a 95 % interval, in standard errors. */
export function studentT975(freedom: number): number {
  return studentQuantile(0.025, freedom);
}

/**
 * The t ≥ 1 beyond which Student's distribution with `freedom` > 0 degrees of freedom (fractions allowed) has the probability
 * `tail` ≤ 0.1 on one side. Newton's steps from 1: the tail is convex there, so that they never pass the root.
 */
export function studentQuantile(tail: number, freedom: number): number {
  const logBeta = logBetaOf(freedom);
  const scale = -logBeta - 0.5 * Math.log(freedom);
  let t = 1;
  for (let round = 0; round < 500; round++) {
    const density = Math.exp(scale - ((freedom + 1) / 2) * Math.log1p((t * t) / freedom));
    const step = (tailAt(t, freedom, logBeta) - tail) / density;
    t += step;
    if (Math.abs(step) < 1e-12 * t) break;
  }
  return t;
}

/** Two-sided p-value of a difference of `t` standard errors. */
export function studentP(t: number, freedom: number): number {
  return Math.min(1, 2 * tailAt(Math.abs(t), freedom, logBetaOf(freedom)));
}

function logBetaOf(freedom: number): number {
  return logGamma(freedom / 2) + logGamma(0.5) - logGamma((freedom + 1) / 2);
}

/** P(T > t) for t ≥ 0: half the regularised incomplete beta function I_x(ν/2, 1/2) at x = ν/(ν+t²). `logBeta` is ln B(ν/2, 1/2). */
function tailAt(t: number, freedom: number, logBeta: number): number {
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5, logBeta);
}

/** Regularised incomplete beta function by Lentz's continued fraction (Abramowitz & Stegun 26.5.8). */
function incompleteBeta(x: number, a: number, b: number, logBeta: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a, logBeta);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta) / a;
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

/** ln Γ(x) for x > 0: Stirling's series after shifting x above 10; error below 1e-14. */
function logGamma(x: number): number {
  let [product, y] = [1, x];
  for (; y < 10; y++) product *= y;
  const inverse = 1 / (y * y);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
