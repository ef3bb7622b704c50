import { type Measurement, meanOf } from "./metrics";
import { isMeasured, type Run } from "./run";

/**
 * What running one program again says about the noise of a metric: `deviation` is the standard deviation of a run's mean between
 * repeats, with `freedom` degrees of freedom. `coversSeeds` unless the repeats are known to have had the seeds of their originals:
 * then they show what a machine adds and nothing of what another seed would.
 */
export type NoiseFloor = { readonly deviation: number; readonly freedom: number; readonly coversSeeds: boolean };

/**
 * The noise floor by metric and data set, pooled over all programs that ran more than once:
 *
 *     s_b² = Σ_programs Σ_runs (mean of the run − mean over the program's runs)² / Σ_programs (runs − 1)
 *
 * as in a one-way analysis of variance with programs as groups. Undefined where no program was repeated.
 */
export function noiseFloors(
  runs: readonly Run[],
): (of: Pick<Measurement, "dataset" | "metric">) => NoiseFloor | undefined {
  const groups = programsRunAgain(runs);
  return ({ dataset, metric }) => {
    const values = groups.map(({ runs: group }) => group.flatMap((run) => meansIn(run, dataset, metric)));
    const repeated = values.filter((group) => group.length > 1);
    if (repeated.length === 0) return undefined;
    const freedom = repeated.reduce((sum, group) => sum + group.length - 1, 0);
    const squares = repeated.flatMap((group) => group.map((value) => (value - meanOf(group)) ** 2));
    const spread = Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / freedom);
    // Equal values leave what their mean was rounded by, which is no noise.
    const deviation = spread > 1e-12 * Math.max(...repeated.flat().map(Math.abs)) ? spread : 0;
    return { deviation, freedom, coversSeeds: groups.every(({ sameSeeds }) => !sameSeeds) };
  };
}

type Group = { readonly runs: readonly Run[]; readonly sameSeeds: boolean };

/** Each program that was measured more than once, with its runs. */
function programsRunAgain(runs: readonly Run[]): Group[] {
  const measured = runs.filter(isMeasured);
  return measured
    .filter(({ repeatOf }) => repeatOf === undefined)
    .map((original) => [original, ...measured.filter(({ repeatOf }) => repeatOf === original.number)])
    .filter((group) => group.length > 1)
    .map((group) => ({ runs: group, sameSeeds: haveSameSeeds(group) }));
}

/** Known to have been run with the same seeds; what is not recorded is not known. */
function haveSameSeeds(runs: readonly Run[]): boolean {
  const seeds = runs.map(({ environment }) => environment?.seeds?.join(" "));
  return seeds[0] !== undefined && seeds.every((one) => one === seeds[0]);
}

function meansIn(run: Run, dataset: string, metric: string): number[] {
  const measurements = isMeasured(run) ? run.outcome.measurements : [];
  return measurements.filter((one) => one.dataset === dataset && one.metric === metric).map(({ mean }) => mean);
}
