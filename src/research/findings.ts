import * as z from "zod";
import { isMeasured, Run } from "./run";
import type { TemplateManifest } from "./template";

/**
 * A run that is planned and not yet made. `name` is a human name that the paper may use; `from` names the measured run
 * whose code it starts from.
 */
export const PlannedRun = z.object({
  name: z
    .string()
    .min(1)
    .max(60)
    .refine((name) => !/\brun[ _]?\d/i.test(name), "must be a human name, not a run number"),
  from: z.string().default("Baseline"),
  /** Names of other results that it is to be compared with, besides the baseline and the one it starts from. */
  against: z.array(z.string()).default([]),
  change: z.string().min(1),
  expectation: z.string().default(""),
  /** It runs the program of `from` once more, without a change: a measure of noise. */
  repeat: z.boolean().optional(),
});
export type PlannedRun = z.infer<typeof PlannedRun>;

/** More repeats than these would take too many of an idea's runs. */
export const MOST_REPEATS = 2;

/** All that the experiments have shown so far. */
export const Findings = z.object({
  baseline: Run,
  runs: z.array(Run),
  plan: z.array(PlannedRun),
  /** Set when there is nothing more to try: the model said so after a measured run, or the number of runs is used up. */
  complete: z.boolean(),
});
export type Findings = z.infer<typeof Findings>;

/** The baseline and every run, measured or not, in order. */
export function allRuns({ baseline, runs }: Pick<Findings, "baseline" | "runs">): Run[] {
  return [baseline, ...runs];
}

/** The baseline and every run whose numbers count, in order. */
export function measuredRuns(findings: Findings): (Run & { outcome: { type: "measured" } })[] {
  return allRuns(findings).filter(isMeasured);
}

/** The measured results that a paper may speak of: the baseline and every method. A repeat is none. */
export function methodRuns(findings: Findings): (Run & { outcome: { type: "measured" } })[] {
  return measuredRuns(findings).filter(({ repeatOf }) => repeatOf === undefined);
}

/** The names of the metrics that occur, the primary ones first. */
export function metricNames(findings: Findings, manifest: TemplateManifest): string[] {
  const seen = measuredRuns(findings).flatMap((run) => run.outcome.measurements.map(({ metric }) => metric));
  const primary = (metric: string) => (manifest.metrics[metric]?.primary ? 0 : 1);
  return [...new Set(seen)].sort((a, b) => primary(a) - primary(b));
}
