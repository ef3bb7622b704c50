import type { Run } from "../research/run";
import type { Evidence, RunEvidence } from "./evidence";

/** Characters that what was measured may take, about 1,500 tokens. */
const MOST_MEASURED = 5000;
/** Of the description of a run. */
const MOST_DESCRIBED = 300;

/** Runs with what is known of each, data sets, metrics, and the means over seeds where they are few enough. */
export function overviewOf(runs: readonly Run[], evidence: Evidence): string {
  const described = new Map(runs.map((run) => [run.number, run]));
  const { datasets, metrics } = evidence;
  return [
    "Runs, all that there are:",
    ...evidence.runs.map((run) => `- ${wordsOf(run, described.get(run.number))}`),
    `Data sets, all that there are: ${datasets.join(", ")}`,
    `Metrics, all that there are: ${metrics.map(({ key }) => key).join(", ")}`,
    ...measured(evidence),
  ].join("\n");
}

function wordsOf({ number, names, environment }: RunEvidence, run: Run | undefined): string {
  const { trainableParameters, seeds } = environment ?? {};
  return [
    `run ${number}: ${names.join("; also ") || `run_${number}`}${number === 0 ? " (the baseline)" : ""}`,
    ...(trainableParameters === undefined ? [] : [`${trainableParameters} trainable parameters`]),
    ...(seeds && seeds.length > 0 ? [`seeds ${seeds.join(", ")}`] : []),
    ...(run?.description ? [run.description.slice(0, MOST_DESCRIBED)] : []),
  ].join("; ");
}

/** With the values by seed, with those that are counted in whole numbers, without them, or nothing: what fits. */
function measured(evidence: Evidence): string[] {
  const shown: ((seeds: readonly number[]) => boolean)[] = [() => true, isCounted, () => false];
  const table = shown.map((one) => tableOf(evidence, one)).find((lines) => lengthOf(lines) <= MOST_MEASURED);
  return table ? ["Means over seeds, in brackets each seed:", ...table] : [];
}

/** Steps until something is reached and the like, where a mean hides how often it was. */
function isCounted(seeds: readonly number[]): boolean {
  return seeds.every((value) => Number.isInteger(value) && Math.abs(value) > 1);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function tableOf({ runs, datasets, metrics }: Evidence, isShown: (seeds: readonly number[]) => boolean): string[] {
  return runs.flatMap((run) =>
    datasets.flatMap((dataset) => {
      const values = metrics.flatMap(({ key }) => {
        const found = run.value(dataset, key);
        if (!found) return [];
        const { perSeed = [] } = found;
        const seeds = perSeed.length > 1 && isShown(perSeed) ? perSeed : [];
        return [`${key} ${short(found.mean)}${seeds.length > 0 ? ` (${seeds.map(short).join(", ")})` : ""}`];
      });
      return values.length > 0 ? [`- run ${run.number} on ${dataset}: ${values.join("; ")}`] : [];
    }),
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}
