import * as z from "zod";
import { Environment } from "./environment";
import { Outcome, Run } from "./run";

/** What is reproduced: an idea of a project, or a bundle that somebody gave away. `runs` are those that are run again. */
export const Study = z.object({
  idea: z.string(),
  title: z.string(),
  source: z.object({ kind: z.enum(["idea", "bundle"]), name: z.string() }),
  /** Every measured run of the study: what was run more than once shows its noise. */
  known: z.array(Run),
  /** As the study recorded them, with the commits that are run. */
  runs: z.array(Run),
  /** The commit that the study began at, whose template says how a run is started. */
  base: z.string(),
  freshEnvironment: z.boolean(),
  /** Why these runs, where nobody named any. */
  why: z.string().optional(),
});
export type Study = z.infer<typeof Study>;

/** Whether a number came again. */
export const ReproductionVerdict = z.enum(["reproduced", "differs", "not-comparable"]);
export type ReproductionVerdict = z.infer<typeof ReproductionVerdict>;

/**
 * Why. `same`: to the last digit, or but for what floating-point arithmetic rounds. `no-chance`: no seed changes it and yet it is
 * another number. `noise-unknown`: it differs, and nothing says how much it varies by chance.
 */
export const ReproductionReason = z.enum([
  ...["same", "within-noise", "beyond-noise", "no-chance", "noise-unknown"],
  ...["not-reported", "not-measured", "other-hardware"],
] as const);
export type ReproductionReason = z.infer<typeof ReproductionReason>;

/** One number of the paper and what became of it. All values in the metric's own unit, means over seeds. */
export const ReproducedNumber = z.object({
  metric: z.string(),
  dataset: z.string(),
  unit: z.string(),
  paper: z.number(),
  again: z.number().optional(),
  /** How many seeds each is the mean of, where that is known. */
  seeds: z.object({ paper: z.number(), again: z.number() }),
  /** How far the two may lie apart by chance, at 95 %. */
  tolerance: z.number().optional(),
  verdict: ReproductionVerdict,
  reason: ReproductionReason,
});
export type ReproducedNumber = z.infer<typeof ReproducedNumber>;

/** A fact of the two machines that is not the same; undefined where it is not known. */
export const EnvironmentDifference = z.object({
  what: z.string(),
  paper: z.string().optional(),
  again: z.string().optional(),
});
export type EnvironmentDifference = z.infer<typeof EnvironmentDifference>;

export const ReproducedRun = z.object({
  number: z.number().int().min(0),
  name: z.string(),
  commit: z.string(),
  /** Undefined as long as it has not ended. */
  outcome: Outcome.optional(),
  seconds: z.object({ paper: z.number().optional(), again: z.number().optional() }),
  environment: Environment.optional(),
  differences: z.array(EnvironmentDifference),
  numbers: z.array(ReproducedNumber),
});
export type ReproducedRun = z.infer<typeof ReproducedRun>;

/** `reproduction.json`: the paper's runs, run again. */
export const Reproduction = z.object({
  format: z.literal(1),
  idea: z.string(),
  title: z.string(),
  source: Study.shape.source,
  place: z.string(),
  freshEnvironment: z.boolean(),
  why: Study.shape.why,
  /** Whether every run has ended. */
  whole: z.boolean(),
  runs: z.array(ReproducedRun),
});
export type Reproduction = z.infer<typeof Reproduction>;

/** How many of the numbers have which verdict. */
export function verdictsOf({ runs }: Reproduction): Record<ReproductionVerdict, number> {
  const all = runs.flatMap(({ numbers }) => numbers.map(({ verdict }) => verdict));
  const count = (wanted: ReproductionVerdict) => all.filter((verdict) => verdict === wanted).length;
  return { reproduced: count("reproduced"), differs: count("differs"), "not-comparable": count("not-comparable") };
}
