import { describe, expect, test } from "vitest";
import { bootstrapIntervals } from "../../../src/research/calibration/bootstrap";
import { calibrate } from "../../../src/research/calibration/calibration";
import { chanceFor } from "../../../src/research/calibration/chance";
import { seededRandom } from "../../../src/research/calibration/random";
import { areaUnderCurve, correlation, midRanks } from "../../../src/research/calibration/ranks";
import type { RatedPaper } from "../../../src/research/calibration/rated-paper";
import { meanOf } from "../../../src/research/metrics";

/** Eight papers; every figure below is worked out by hand. */
const eight: readonly RatedPaper[] = [
  paper("a", true, 7, [8, 6], true),
  paper("b", true, 6, [6, 6], true),
  paper("c", true, 5, [6, 5], false),
  paper("d", false, 6, [5, 5], true),
  paper("e", false, 5, [3, 5], false),
  paper("f", false, 4, [3, 3], false),
  paper("g", false, 4, [1, 3], false),
  paper("h", false, 3, [], false),
];

describe("counts and rates", () => {
  test("at the reviewer's own decision", () => {
    expect(calibrate(eight).atDecision).toMatchObject({
      counts: { truePositives: 2, falsePositives: 1, trueNegatives: 4, falseNegatives: 1 },
      accuracy: 6 / 8,
      balancedAccuracy: (2 / 3 + 4 / 5) / 2,
      f1: 4 / 6,
      falsePositiveRate: 1 / 5,
      falseNegativeRate: 1 / 3,
    });
  });

  test("at a threshold, and at every score that was given", () => {
    const { atThreshold, thresholds } = calibrate(eight, 5);
    expect(atThreshold.counts).toEqual({ truePositives: 3, falsePositives: 2, trueNegatives: 3, falseNegatives: 0 });
    expect(thresholds.map(({ threshold, balancedAccuracy }) => [threshold, balancedAccuracy])).toEqual([
      [3, 0.5],
      [4, expect.closeTo(0.6, 12)],
      [5, expect.closeTo(0.8, 12)],
      [6, expect.closeTo(11 / 15, 12)],
      [7, expect.closeTo(2 / 3, 12)],
    ]);
  });

  test("a paper on which the reviewer is silent leaves no figure by its decision; “reject” to everything has its own", () => {
    const { atDecision, alwaysReject } = calibrate([...eight, paper("i", false, 5, [], undefined)]);
    expect(atDecision).toBeNull();
    expect(alwaysReject).toEqual({
      accuracy: 6 / 9,
      balancedAccuracy: 0.5,
      f1: 0,
      falsePositiveRate: 0,
      falseNegativeRate: 1,
    });
  });
});

describe("what needs no threshold", () => {
  test("the area under the curve counts every pair of an accepted and a rejected paper, ties half", () => {
    // 7 beats all five; 6 beats four and ties one; 5 beats three, ties one and loses to one.
    expect(calibrate(eight).auc.value).toBeCloseTo((5 + 4.5 + 3.5) / 15, 12);
    expect(areaUnderCurve([1, 2], [true, true])).toBeUndefined();
  });

  test("with many ties it is what counting pairs gives", () => {
    const papers = many(200);
    const [accepted, rejected] = [true, false].map((one) => papers.filter((each) => each.accepted === one));
    const wins = accepted!.flatMap((a) =>
      rejected!.map((r) => (a.overall > r.overall ? 1 : a.overall === r.overall ? 0.5 : 0) as number),
    );
    const share = wins.reduce((sum, one) => sum + one, 0) / wins.length;
    expect(calibrate(papers).auc.value).toBeCloseTo(share, 12);
  });

  test("correlations by their definitions, equal values sharing their ranks", () => {
    expect(midRanks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
    // Means 2 and 7/3: the products sum to 2, the squares to 2 and 14/3.
    expect(correlation([1, 2, 3], [2, 1, 4])).toEqual({
      pearson: expect.closeTo(2 / Math.sqrt(2 * (14 / 3)), 12),
      spearman: expect.closeTo(0.5, 12),
      r2: expect.closeTo((2 / Math.sqrt(2 * (14 / 3))) ** 2, 12),
    });
    expect(correlation([1, 1], [1, 2])).toBeUndefined();
  });

  test("between humans over all ordered pairs, so that nothing is drawn by chance", () => {
    const { betweenHumans, withHumanMean } = calibrate(eight).correlations;
    const pairs = eight.flatMap(({ ratings: [a, b] }) =>
      a === undefined || b === undefined
        ? []
        : [
            [a, b],
            [b, a],
          ],
    );
    expect(betweenHumans?.pairs).toBe(14);
    const expected = correlation(
      pairs.map(([a]) => a!),
      pairs.map(([, b]) => b!),
    );
    expect(betweenHumans?.pearson).toBeCloseTo(expected!.pearson, 12);
    expect(withHumanMean?.papers).toBe(7);
  });

  test("bias is the mean of the reviewer's score minus the humans' mean", () => {
    expect(calibrate(eight).bias.value).toBeCloseTo((0 + 0 - 0.5 + 1 + 1 + 1 + 2) / 7, 12);
  });
});

describe("what is uncertain is said to be", () => {
  test("intervals hold the figure, are the same each time, and shrink with more papers", () => {
    const bias = (some: readonly RatedPaper[]) => ({ mean: meanOf(some.map(({ overall }) => overall)) });
    const [few, more] = [many(60), many(600)].map((papers) => bootstrapIntervals(papers, bias).mean!);
    for (const [interval, papers] of [
      [few!, many(60)],
      [more!, many(600)],
    ] as const) {
      expect(interval[0]).toBeLessThan(bias(papers).mean);
      expect(interval[1]).toBeGreaterThan(bias(papers).mean);
    }
    expect(bootstrapIntervals(many(60), bias).mean).toEqual(few);
    expect(more![1] - more![0]).toBeLessThan((few![1] - few![0]) / 2);
  });

  test("a threshold that was chosen by noise is worth nothing on other papers", () => {
    const random = seededRandom(5);
    const noise = many(200).map((one) => ({ ...one, overall: 1 + Math.floor(10 * random()) }));
    const best = calibrate(noise).bestThreshold!;
    expect(best.balancedAccuracyInSample).toBeGreaterThan(0.51);
    expect(best.balancedAccuracy).toBeLessThan(best.balancedAccuracyInSample!);
    expect(Math.abs(best.balancedAccuracy! - 0.5)).toBeLessThan(0.07);
  });

  test("all accepted: what cannot be said is null, and nothing fails", () => {
    const found = calibrate([paper("a", true, 7, [8], true), paper("b", true, 5, [5], true)]);
    expect(found.auc).toEqual({ value: null, interval: null });
    expect(found.bestThreshold).toBeNull();
    expect(found.chances).toBeNull();
    expect(found.atThreshold.balancedAccuracy).toBeNull();
    expect(found.atThreshold.accuracy).toBe(0.5);
  });
});

describe("the chance of acceptance", () => {
  test("follows the shares at the scores, with an interval around each", () => {
    // Twenty papers a score; of those with 4, 6 and 8 the shares 2, 10 and 18 lie on one logistic line.
    const papers = [4, 6, 8].flatMap((score, step) =>
      Array.from({ length: 20 }, (_, place) => paper(`${score}-${place}`, place < 2 + 8 * step, score, [])),
    );
    const chances = calibrate(papers).chances!;
    for (const [score, share] of [
      [4, 0.1],
      [6, 0.5],
      [8, 0.9],
    ] as const) {
      const { chance, interval } = chanceFor(chances, score)!;
      expect(chance).toBeCloseTo(share, 1);
      expect(interval![0]).toBeLessThan(chance);
      expect(interval![1]).toBeGreaterThan(chance);
    }
    expect(chanceFor(chances, 6)!.chance).toBeCloseTo(0.5, 9);
    expect(chanceFor(chances, 6.1)!.chance).toBeGreaterThan(0.5);
    expect(chanceFor(chances, 11)!.chance).toBe(chances.at(-1)!.chance);
    expect(chanceFor([], 6)).toBeUndefined();
  });

  test("scores that separate the decisions perfectly still give chances below one", () => {
    const chances = calibrate([1, 2, 3, 8, 9, 10].map((score) => paper(`${score}`, score > 5, score, []))).chances!;
    expect(chanceFor(chances, 3)!.chance).toBeLessThan(0.2);
    expect(chanceFor(chances, 8)!.chance).toBeGreaterThan(0.8);
    expect(chanceFor(chances, 10)!.chance).toBeLessThan(1);
  });
});

function paper(id: string, accepted: boolean, overall: number, ratings: number[], saidAccept?: boolean): RatedPaper {
  return { id, accepted, overall, ratings, saidAccept };
}

/** Papers whose score goes with their decision, loosely; the same each time. */
function many(count: number): RatedPaper[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, place) => {
    const accepted = random() < 0.37;
    const score = () => Math.max(1, Math.min(10, Math.round((accepted ? 6 : 5) + 3 * (random() - 0.5))));
    return paper(`p${place}`, accepted, score(), [score(), score(), score()], random() < 0.5);
  });
}
