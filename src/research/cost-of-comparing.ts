import { comparisonsAmong, referencesOf } from "./comparisons";
import type { PlannedRun } from "./findings";
import type { Run } from "./run";
import type { TemplateManifest } from "./template";

/** The most comparisons that share the 5 % now, in one metric on one data set. */
export function mostCompared(runs: readonly Run[], manifest: Pick<TemplateManifest, "metrics" | "seeds">): number {
  return Math.max(0, ...comparisonsAmong(runs, manifest).map(({ comparison }) => comparison.among));
}

/** How many comparisons planned runs add to these, at most: each with the baseline, with the result that it starts from, and with those named. */
export function addedBy(planned: readonly PlannedRun[], runs: readonly Run[]): number {
  const number = 1 + Math.max(0, ...runs.map((run) => run.number));
  const counts = planned.map(
    (plan) => referencesOf({ ...runs[0]!, ...plan, number, repeatOf: undefined }, runs).length,
  );
  return runs.length === 0 ? 0 : counts.reduce((sum, count) => sum + count, 0);
}

/** What the smallest of so many p-values has to be below, by Holm's correction: “0.05/4 = 0.013”. */
export function smallestP(comparisons: number): string {
  return `0.05/${comparisons} = ${Number((0.05 / comparisons).toPrecision(2))}`;
}
