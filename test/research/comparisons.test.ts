import { describe, expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { comparisonsAmong } from "../../src/research/comparisons";
import { noiseFloors } from "../../src/research/noise-floor";
import type { Run } from "../../src/research/run";
import { holm } from "../../src/research/several-comparisons";
import { TemplateManifest } from "../../src/research/template";
import { measuredRun } from "../fakes/study";
import { normalNumbers } from "./normal-numbers";

const manifest = TemplateManifest.parse({
  metrics: { kl: { direction: "lower", primary: true }, time: { judged: false } },
});
const KL = { dataset: "dino", metric: "kl" };

function verdictsIn(runs: readonly Run[]) {
  return comparisonsAmong(runs, manifest)
    .filter(({ measurement }) => measurement.metric === "kl")
    .map(({ run, reference, comparison }) => ({ run: run.name, reference: reference.name, ...comparison }));
}

test("Holm's correction, by hand: 0.01, 0.02 and 0.04 of three", () => {
  expect(holm([0.04, 0.01, 0.02])).toEqual([
    { p: 0.04, alpha: 0.05 },
    { p: 0.03, alpha: 0.05 / 3 },
    { p: 0.04, alpha: 0.05 / 2 },
  ]);
});

test("after the first that does not pass, the others are held against what it was held against", () => {
  const corrected = holm([0.03, 0.001, 0.04]);
  expect(corrected.map(({ alpha }) => alpha)).toEqual([0.05 / 2, 0.05 / 3, 0.05 / 2]);
  expect(corrected.map(({ p }) => Number(p.toFixed(12)))).toEqual([0.06, 0.003, 0.06]);
});

test("a difference that is clear by itself need not be clear among several that were tried", () => {
  const baseline = measuredRun(0, "Baseline", [1.7, 1.8, 1.75]);
  const one = measuredRun(1, "Cosine schedule", [1.5, 1.55, 1.6]);
  const others = [2, 3, 4].map((number) => measuredRun(number, `Width ${number}`, [1.7, 1.81, 1.74]));
  const alone = verdictsIn([baseline, one])[0]!;
  const among = verdictsIn([baseline, one, ...others])[0]!;
  expect(alone).toMatchObject({ method: "paired", among: 1, verdict: "better" });
  // Differences -0.2, -0.25, -0.15: t = -0.2/(0.05/√3) with two degrees of freedom, p = 1 - t/√(2 + t²).
  const t = 0.2 / (0.05 / Math.sqrt(3));
  expect(alone.p).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 10);
  expect(among.p).toBe(alone.p);
  expect(among).toMatchObject({ among: 4, verdict: "no clear difference" });
  expect(among.corrected!.p).toBeCloseTo(4 * alone.p!, 10);
  expect(among.corrected!.high).toBeGreaterThan(0);
});

test("what a run costs is not judged, and no other comparison pays for it", () => {
  const baseline = measuredRun(0, "Baseline", [1.7, 1.8, 1.75]);
  const all = comparisonsAmong([baseline, measuredRun(1, "Cosine", [1.5, 1.55, 1.6])], manifest);
  expect(all.map(({ measurement, comparison }) => [measurement.metric, comparison.verdict])).toEqual([
    ["kl", "better"],
    ["time", "not judged"],
  ]);
});

test("seeds that are recorded to differ are compared unpaired", () => {
  const baseline = measuredRun(0, "Baseline", [1.7, 1.8, 1.75]);
  const run = measuredRun(1, "Cosine", [1.5, 1.55, 1.6]);
  const other = { ...run, environment: { ...run.environment!, seeds: [3, 4, 5] } };
  expect(verdictsIn([baseline, other])[0]).toMatchObject({ method: "unpaired" });
});

describe("a program that ran again", () => {
  const baseline = measuredRun(0, "Baseline", [1.7, 1.8, 1.75]);
  const again = { ...measuredRun(1, "Baseline again", [1.6, 1.7, 1.65]), repeatOf: 0 };
  const run = measuredRun(2, "Cosine", [1.5, 1.55, 1.6]);

  test("is a repeat whatever it gave: no method, and no comparison among others", () => {
    const [repeat, method] = verdictsIn([baseline, again, run]);
    expect(repeat).toMatchObject({ run: "Baseline again", verdict: "a repeat, no method", corrected: undefined });
    expect(method).toMatchObject({ run: "Cosine", among: 1 });
  });

  test("sets the noise floor: means 1.75 and 1.65 differ by √2 standard deviations of 0.0707", () => {
    const floor = noiseFloors([baseline, again, run])(KL)!;
    expect(floor.deviation).toBeCloseTo(0.1 / Math.SQRT2, 12);
    expect(floor).toMatchObject({ freedom: 1, coversSeeds: false });
  });

  test("pools over programs: three runs of one and two of another have three degrees of freedom", () => {
    const third = { ...measuredRun(3, "Baseline, third time", [1.75, 1.75, 1.75]), repeatOf: 0 };
    const cosine = { ...measuredRun(4, "Cosine again", [1.5, 1.5, 1.5]), repeatOf: 2 };
    const floor = noiseFloors([baseline, again, run, third, cosine])(KL)!;
    const m = (1.75 + 1.65 + 1.75) / 3;
    const squares = 2 * (1.75 - m) ** 2 + (1.65 - m) ** 2 + 2 * 0.025 ** 2;
    expect(floor.freedom).toBe(3);
    expect(floor.deviation).toBeCloseTo(Math.sqrt(squares / 3), 12);
  });

  test("makes a gain that lies within it no gain", () => {
    expect(verdictsIn([baseline, run])[0]!.verdict).toBe("better");
    expect(verdictsIn([baseline, again, run]).at(-1)!.verdict).toBe("no clear difference");
  });
});

test("the showcase: a headline gain of 12.8 % that is a repeat of a run which was worse than the baseline", () => {
  const kl = (value: number) => JSON.stringify({ dino: { means: { kl: value } } });
  const program = "weight = nn.Linear(2, 2)\nloss = weight(a) + b\n";
  const sources = claimSources({
    "run_0/final_info.json": kl(0.989),
    "run_3/final_info.json": kl(1.034),
    "run_4/final_info.json": kl(0.862),
    "run_3.py": program,
    "run_4.py": `# Run 4: learnable weighting\n${program}`,
  })!;
  const runs = [sources.findings.baseline, ...sources.findings.runs];
  const [third, fourth] = verdictsIn(runs);
  expect(fourth).toMatchObject({ run: "run_4", verdict: "a repeat, no method" });
  expect(fourth!.percent).toBeCloseTo(-12.84, 2);
  const floor = noiseFloors(runs)(KL)!;
  expect(floor.deviation).toBeCloseTo(0.172 / Math.SQRT2, 12);
  // Two runs differ by up to 12.7062 · √2 · s_b by chance alone: the gain lies far within.
  expect(third!.high! - third!.difference).toBeCloseTo(12.706204736 * 0.172, 6);
  expect(fourth!.low!).toBeLessThan(0);
  expect(fourth!.high!).toBeGreaterThan(0);
  expect(third!.verdict).toBe("no clear difference");
});

describe("improvements that are noise alone", () => {
  /** The share of ideas of five runs in which any run is called better or worse, though all come from one distribution. */
  function calledReal(ideas: number, betweenRuns: number, repeats: number, seed: number): number {
    const normal = normalNumbers(seed);
    const result = (number: number, name: string) => {
      const ownNoise = betweenRuns * normal();
      return measuredRun(
        number,
        name,
        Array.from({ length: 3 }, () => 2 + ownNoise + normal()),
      );
    };
    let called = 0;
    for (let idea = 0; idea < ideas; idea++) {
      const baseline = result(0, "Baseline");
      const again = Array.from({ length: repeats }, (_, index) => ({
        ...result(6 + index, `Again ${index}`),
        repeatOf: 0,
      }));
      const methods = [1, 2, 3, 4, 5].map((number) => result(number, `Method ${number}`));
      const verdicts = verdictsIn([baseline, ...methods, ...again]).map(({ verdict }) => verdict);
      if (verdicts.some((verdict) => verdict === "better" || verdict === "worse")) called++;
    }
    return called / ideas;
  }

  test("are refused at the stated rate: at most 5 % of ideas, whatever the number of runs", () => {
    // Two standard deviations of a share of 5 % among 4,000.
    expect(calledReal(4000, 0, 0, 1)).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 4000));
  });

  test("are refused also where every run has noise of its own that its seeds do not show, once two repeats show it", () => {
    expect(calledReal(2000, 2, 0, 2)).toBeGreaterThan(0.1);
    expect(calledReal(2000, 2, 2, 2)).toBeLessThan(0.05);
  });
});

test("two repeats that gave the very same value are no noise, whatever their mean was rounded by", () => {
  const value = (number: number, mean: number, repeatOf?: number): Run => ({
    ...measuredRun(number, `Result ${number}`, [mean]),
    outcome: { type: "measured", warnings: [], measurements: [{ ...KL, mean }] },
    environment: undefined,
    repeatOf,
  });
  // (0.1 + 0.1 + 0.1) / 3 is 0.10000000000000002.
  const runs = [value(0, 0.1), value(1, 0.1, 0), value(2, 0.1, 0), value(3, 0.0999)];
  expect(noiseFloors(runs)(KL)).toEqual({ deviation: 0, freedom: 2, coversSeeds: true });
  expect(verdictsIn(runs).at(-1)).toMatchObject({ method: "none", verdict: "one measurement, noise unknown" });
});
