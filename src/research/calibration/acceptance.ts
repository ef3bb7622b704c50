import * as z from "zod";
import { ReviewWay } from "../review-form";
import { chanceFor } from "./chance";

const Interval = z.tuple([z.number(), z.number()]).readonly();

/** A reviewer: a model with a form (by its name) and a way of filling it. What is known of one says nothing of another. */
export const Reviewer = z.object({
  model: z.string(),
  /** Before there were several, calibrations named neither form nor way. */
  form: z.string().default("neurips"),
  way: ReviewWay.default("form"),
});
export type Reviewer = z.infer<typeof Reviewer>;

/** What a calibration that was kept says of one reviewer's reviews; the file holds more, for its reader. */
export const ReviewerCalibration = Reviewer.extend({
  papers: z.object({ total: z.number().int() }),
  bestThreshold: z.object({ threshold: z.number() }),
  chances: z.array(z.object({ overall: z.number(), chance: z.number(), interval: Interval.nullable() })).min(1),
});
export type ReviewerCalibration = z.infer<typeof ReviewerCalibration>;

/** What became of papers that the same reviewer scored alike. */
export const Acceptance = z.object({
  chance: z.number(),
  interval: Interval.nullable(),
  /** Papers with a score from here on are accepted. */
  threshold: z.number(),
  /** How many papers the calibration rests on. */
  papers: z.number().int(),
  /** What the model itself decided. */
  ownDecision: z.enum(["Accept", "Reject"]),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** Undefined for a reviewer that was not calibrated: another model, another form or another way of filling it. */
export function acceptanceOf(
  calibration: ReviewerCalibration | undefined,
  reviewer: Reviewer,
  { overall, ownDecision }: { readonly overall: number } & Pick<Acceptance, "ownDecision">,
): Acceptance | undefined {
  if (!calibration || !isSame(calibration, reviewer)) return undefined;
  const found = chanceFor(calibration.chances, overall);
  if (!found) return undefined;
  const { threshold } = calibration.bestThreshold;
  const { chance, interval } = found;
  return { chance, interval, threshold, papers: calibration.papers.total, ownDecision };
}

function isSame(one: Reviewer, other: Reviewer): boolean {
  return one.model === other.model && one.form === other.form && one.way === other.way;
}
