import { describe, expect, test } from "vitest";
import { contrast, interval95, intervalOf, pairedInterval95, pValueOf } from "../../src/research/statistics";
import { studentP, studentQuantile, studentT975 } from "../../src/research/student-t";

describe("Student's t", () => {
  // Table values, to the digits that are printed in tables.
  test.each([
    [1, 12.706204736],
    [2, 4.30265273],
    [4, 2.776445105],
    [10, 2.228138852],
    [30, 2.042272456],
    [1000, 1.962339081],
  ])("the 97.5 %% quantile at %d degrees of freedom is %d", (freedom, quantile) => {
    expect(studentT975(freedom)).toBeCloseTo(quantile, 7);
  });
});

test("the interval of 1, 2, 3 is 2 ± 4.3027 · 1/√3", () => {
  const { mean, half } = interval95([1, 2, 3]);
  expect(mean).toBe(2);
  expect(half).toBeCloseTo(4.30265273 / Math.sqrt(3), 7);
});

const of = (perSeed: number[]) => ({
  dataset: "d",
  metric: "m",
  mean: perSeed.reduce((a, b) => a + b) / perSeed.length,
  perSeed,
});

describe("a run against a reference", () => {
  test("Welch's interval, computed by hand: means 2 and 5, variances 1 and 1, three seeds each", () => {
    const found = contrast(of([1, 2, 3]), of([4, 5, 6]), { sameSeeds: false });
    const half = 2.776445105 * Math.sqrt(2 / 3);
    expect(found).toMatchObject({ difference: -3, percent: -60, method: "unpaired" });
    expect(intervalOf(found)![0]).toBeCloseTo(-3 - half, 7);
    expect(intervalOf(found)![1]).toBeCloseTo(-3 + half, 7);
  });

  test("paired where the seeds are the same: differences 1, 2, 3 give 2 ± 4.3027/√3, and p = 0.0742", () => {
    const found = contrast(of([11, 22, 33]), of([10, 20, 30]), { sameSeeds: true });
    expect(found).toMatchObject({ difference: 2, freedom: 2, method: "paired" });
    expect(intervalOf(found)![0]).toBeCloseTo(2 - 4.30265273 / Math.sqrt(3), 7);
    // t = 2√3 with two degrees of freedom: p = 1 - t/√(2 + t²) = 1 - √12/√14.
    expect(pValueOf(found)).toBeCloseTo(1 - Math.sqrt(12 / 14), 12);
  });

  test("repeats widen it: error² = e² + 2·s_b², its freedom by Welch and Satterthwaite", () => {
    const floor = { deviation: 0.5, freedom: 1, coversSeeds: true };
    const found = contrast(of([11, 22, 33]), of([10, 20, 30]), { sameSeeds: true, floor });
    const [e, b] = [1 / 3, 2 * 0.25];
    expect(found.error).toBeCloseTo(Math.sqrt(e + b), 12);
    expect(found.freedom).toBeCloseTo((e + b) ** 2 / (e ** 2 / 2 + b ** 2 / 1), 12);
  });

  test("one value each says nothing about noise, unless repeats do that cover what differs between seeds", () => {
    const [run, reference] = [
      { dataset: "d", metric: "m", mean: 1 },
      { dataset: "d", metric: "m", mean: 2 },
    ];
    expect(contrast(run, reference, { sameSeeds: false })).toMatchObject({ percent: -50, error: undefined });
    const floor = { deviation: 0.1, freedom: 2, coversSeeds: true };
    const known = contrast(run, reference, { sameSeeds: false, floor });
    expect(known).toMatchObject({ method: "repeats", freedom: 2 });
    expect(intervalOf(known)![1]).toBeCloseTo(-1 + 4.30265273 * 0.1 * Math.SQRT2, 7);
    const sameSeed = { ...floor, coversSeeds: false };
    expect(contrast(run, reference, { sameSeeds: false, floor: sameSeed }).error).toBeUndefined();
  });

  test("seeds that change nothing are no seeds, and a difference that is the same for every seed is judged unpaired", () => {
    expect(contrast(of([2, 2]), of([1, 1]), { sameSeeds: true }).error).toBeUndefined();
    expect(contrast(of([0.1, 0.2, 0.3]), of([0.4, 0.5, 0.6]), { sameSeeds: true }).method).toBe("unpaired");
  });
});

test("quantiles and p-values agree far out, where corrections go", () => {
  // With one degree of freedom the quantile is the tangent, with two it is (1-2q)/√(2q(1-q)).
  expect(studentQuantile(0.0005, 1)).toBeCloseTo(Math.tan(Math.PI * (0.5 - 0.0005)), 6);
  expect(studentQuantile(0.0005, 2)).toBeCloseTo((1 - 0.001) / Math.sqrt(2 * 0.0005 * 0.9995), 8);
  for (const freedom of [1, 2.5, 7, 1000])
    expect(studentP(studentQuantile(0.001, freedom), freedom)).toBeCloseTo(0.002, 10);
});

test("paired by seed: differences 1, 2, 3 give 2 ± 4.3027 / √3, and unequal lists give nothing", () => {
  const half = 4.30265273 / Math.sqrt(3);
  const [low, high] = pairedInterval95([11, 22, 33], [10, 20, 30])!;
  expect(low).toBeCloseTo(2 - half, 7);
  expect(high).toBeCloseTo(2 + half, 7);
  expect(pairedInterval95([1, 2], [1, 2, 3])).toBeUndefined();
});
