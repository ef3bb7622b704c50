import { bootstrapIntervals, type Interval } from "./bootstrap";
import type { RatedPaper } from "./rated-paper";

/** How likely a paper with this Overall is accepted, and the 95 % interval of that. */
export type Chance = { readonly overall: number; readonly chance: number; readonly interval: Interval | null };

type Line = { readonly intercept: number; readonly slope: number };

/** The scores for which chances are kept: every quarter of a point from 1 to 10, or as many over what was given, if that goes beyond. */
function scoresFor(papers: readonly RatedPaper[]): number[] {
  const given = papers.map(({ overall }) => overall);
  const [low, high] = [Math.floor(Math.min(...given)), Math.ceil(Math.max(...given))];
  const [from, to] = low < 1 || high > 10 ? [low, high] : [1, 10];
  return Array.from({ length: 37 }, (_, place) => from + (place * (to - from)) / 36);
}

/**
 * Chances by logistic regression of the decision on the score, at 37 scores. They hold for papers as those that they
 * were learnt from, with as many accepted ones among them. Undefined without accepted or without rejected papers.
 */
export function chancesOf(papers: readonly RatedPaper[], rounds = 500): Chance[] | undefined {
  const line = logisticLine(papers);
  if (!line) return undefined;
  const scores = scoresFor(papers);
  const intervals = bootstrapIntervals(
    papers,
    (sample) => {
      const drawn = logisticLine(sample);
      return Object.fromEntries(scores.map((score) => [String(score), drawn && chanceAt(drawn, score)]));
    },
    rounds,
  );
  return scores.map((overall) => ({
    overall,
    chance: chanceAt(line, overall),
    interval: intervals[String(overall)] ?? null,
  }));
}

/** Between the two scores around it; beyond the ends the end's. Undefined for an empty list. */
export function chanceFor(chances: readonly Chance[], overall: number): Chance | undefined {
  const above = chances.findIndex((one) => one.overall >= overall);
  const [low, high] = [chances[above === -1 ? chances.length - 1 : Math.max(0, above - 1)], chances[above]];
  if (!low || !high || overall <= low.overall) return low && { ...low, overall };
  const share = (overall - low.overall) / (high.overall - low.overall);
  const between = (a: number, b: number) => a + share * (b - a);
  const interval: Interval | null =
    low.interval && high.interval
      ? [between(low.interval[0], high.interval[0]), between(low.interval[1], high.interval[1])]
      : null;
  return { overall, chance: between(low.chance, high.chance), interval };
}

function chanceAt({ intercept, slope }: Line, overall: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * overall)));
}

/**
 * Newton's method on the likelihood with a weak prior on the slope (a normal one of standard deviation 3 per point), without which scores that
 * separate the decisions perfectly would have no best line.
 */
function logisticLine(papers: readonly RatedPaper[]): Line | undefined {
  const accepted = papers.filter((paper) => paper.accepted).length;
  if (accepted === 0 || accepted === papers.length) return undefined;
  const centre = papers.reduce((sum, { overall }) => sum + overall, 0) / papers.length;
  let [intercept, slope] = [Math.log(accepted / (papers.length - accepted)), 0];
  for (let round = 0; round < 100; round++) {
    let [g0, g1, h00, h01, h11] = [0, -slope / 9, 0, 0, 1 / 9];
    for (const { overall, accepted: is } of papers) {
      const x = overall - centre;
      const chance = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const [rest, weight] = [(is ? 1 : 0) - chance, Math.max(chance * (1 - chance), 1e-10)];
      g0 += rest;
      g1 += rest * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [up, right] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    // Steps are kept short: far out the likelihood is flat and a whole step overshoots.
    const part = Math.min(1, 4 / Math.max(Math.abs(up), Math.abs(right), 1e-12));
    intercept += part * up;
    slope += part * right;
    if (Math.max(Math.abs(up), Math.abs(right)) < 1e-10) break;
  }
  return { intercept: intercept - slope * centre, slope };
}
