import { type IdeaTimes, lowerBound, simulated } from "../fakes/simulated-campaign";
import { bestPlanFound } from "./best-plan";

type Shape = { readonly name: string; readonly slots: number; readonly times: readonly IdeaTimes[] };

/** Ideas of several kinds, in minutes. What varies is drawn from `seed`, so that every run of the bench sees the same. */
function shapes(seed: number): Shape[] {
  const random = randomFrom(seed);
  const around = (mean: number, spread: number) => mean * Math.exp(spread * normal(random) - spread ** 2 / 2);
  const many = (count: number, make: () => IdeaTimes) => Array.from({ length: count }, make);
  const alike =
    (between: number, tail: number, run = 30) =>
    () => ({
      head: 6,
      runs: [run, run, run, run, run, run],
      between,
      tail,
    });
  /** Trainings of one template take about as long as each other, and so do papers, which are made of sixty answers each. */
  const varied =
    (between: number, tail: number, { runs = 0.1, answers = 0.1 } = {}) =>
    () => ({
      head: around(6, answers),
      runs: Array.from({ length: 3 + Math.floor(random() * 4) }, () => around(30, runs)),
      between: around(between, answers),
      tail: around(tail, answers),
    });
  return [
    { name: "50 alike, short answers", slots: 8, times: many(50, alike(3, 25)) },
    { name: "50 alike, writing as long as running", slots: 8, times: many(50, alike(30, 60)) },
    { name: "50 alike, short runs and long papers", slots: 8, times: many(50, alike(8, 60, 10)) },
    { name: "50 varied", slots: 8, times: many(50, varied(5, 30)) },
    { name: "50 varied, slow model", slots: 8, times: many(50, varied(25, 60)) },
    { name: "100 varied on 2 slots", slots: 2, times: many(100, varied(5, 30)) },
    { name: "200 varied on 16 slots", slots: 16, times: many(200, varied(10, 40)) },
    { name: "20 varied on 4 slots", slots: 4, times: many(20, varied(5, 30)) },
    { name: "10 varied on 8 slots", slots: 8, times: many(10, varied(5, 30)) },
    { name: "50 whose runs differ by a factor of three", slots: 8, times: many(50, varied(5, 30, { runs: 0.6 })) },
    { name: "50 whose papers differ by a factor of three", slots: 8, times: many(50, varied(5, 30, { answers: 0.6 })) },
    {
      name: "49 short and one that is ten times as long, last",
      slots: 8,
      times: [...many(49, alike(5, 20, 10)), { head: 6, runs: [100, 100, 100, 100], between: 5, tail: 20 }],
    },
  ];
}

/** A shape as it was measured, in minutes and as ratios; of several draws the means, and the worst ratio. */
export type Measured = {
  readonly name: string;
  readonly makespan: number;
  /** To what no plan can beat, which may be more than any plan can reach. */
  readonly toBound: number;
  readonly worst: number;
  /** To the best plan that a search found which knows all times beforehand. */
  readonly toBestFound: number;
  readonly alive: number;
};

/** As many as show what is chance: a single draw says little of ten ideas. */
const SEEDS = [7, 202, 303, 404, 505, 606];

export async function measureMakespans(): Promise<Measured[]> {
  const draws = new Map<string, Drawn[]>();
  for (const seed of SEEDS)
    for (const shape of shapes(seed))
      draws.set(shape.name, [...(draws.get(shape.name) ?? []), await draw(shape, seed)]);
  return [...draws].map(([name, drawn]) => {
    const mean = (value: (one: Drawn) => number) => drawn.reduce((sum, one) => sum + value(one), 0) / drawn.length;
    return {
      name,
      makespan: mean(({ makespan }) => makespan),
      toBound: mean(({ makespan, bound }) => makespan / bound),
      worst: Math.max(...drawn.map(({ makespan, bound }) => makespan / bound)),
      toBestFound: mean(({ makespan, best }) => makespan / best),
      alive: Math.max(...drawn.map(({ mostAlive }) => mostAlive)),
    };
  });
}

type Drawn = {
  readonly makespan: number;
  readonly mostAlive: number;
  readonly bound: number;
  readonly best: number;
};

async function draw({ times, slots }: Shape, seed: number): Promise<Drawn> {
  const { makespan, mostAlive } = await simulated(times, slots);
  const best = Math.min(makespan, bestPlanFound(times, slots, randomFrom(seed)));
  return { makespan, mostAlive, bound: lowerBound(times, slots), best };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
