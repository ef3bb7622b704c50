import { describe, expect, test } from "vitest";
import { compare, interval95, pairedInterval95, studentT975 } from "../../src/research/statistics";

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

describe("a run against the baseline", () => {
  const of = (perSeed: number[]) => ({
    dataset: "d",
    metric: "m",
    mean: perSeed.reduce((a, b) => a + b) / perSeed.length,
    perSeed,
  });

  test("Welch's interval, computed by hand: means 2 and 5, variances 1 and 1, three seeds each", () => {
    const { difference, low, high } = compare(of([1, 2, 3]), of([4, 5, 6]), "lower");
    const half = 2.776445105 * Math.sqrt(2 / 3);
    expect(difference).toBe(-3);
    expect(low).toBeCloseTo(-3 - half, 7);
    expect(high).toBeCloseTo(-3 + half, 7);
  });

  test("is better only when the whole interval is on the good side", () => {
    expect(compare(of([1, 2, 3]), of([4, 5, 6]), "lower").verdict).toBe("better");
    expect(compare(of([1, 2, 3]), of([4, 5, 6]), "higher").verdict).toBe("worse");
    expect(compare(of([1, 5, 9]), of([4, 5, 6]), "lower").verdict).toBe("no clear difference");
  });

  test("says nothing about noise when there is one measurement", () => {
    const comparison = compare({ dataset: "d", metric: "m", mean: 1 }, { dataset: "d", metric: "m", mean: 2 }, "lower");
    expect(comparison.verdict).toBe("one measurement, noise unknown");
    expect(comparison.percent).toBe(-50);
  });
});

test("paired by seed: differences 1, 2, 3 give 2 ± 4.3027 / √3, and unequal lists give nothing", () => {
  const half = 4.30265273 / Math.sqrt(3);
  const [low, high] = pairedInterval95([11, 22, 33], [10, 20, 30])!;
  expect(low).toBeCloseTo(2 - half, 7);
  expect(high).toBeCloseTo(2 + half, 7);
  expect(pairedInterval95([1, 2], [1, 2, 3])).toBeUndefined();
});
