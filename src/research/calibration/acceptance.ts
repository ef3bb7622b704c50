import * as z from "zod";
import { chanceFor } from "./chance";

const Interval = z.tuple([z.number(), z.number()]).readonly();

/** What a calibration that was kept says of one model's reviews; the file holds more, for its reader. */
export const ReviewerCalibration = z.object({
  model: z.string(),
  papers: z.object({ total: z.number().int() }),
  bestThreshold: z.object({ threshold: z.number() }),
  chances: z.array(z.object({ overall: z.number(), chance: z.number(), interval: Interval.nullable() })).min(1),
});
export type ReviewerCalibration = z.infer<typeof ReviewerCalibration>;

/** What became of papers that the same model scored alike. */
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

/** Undefined for a model that was not calibrated: one model's scores say nothing of another's. */
export function acceptanceOf(
  calibration: ReviewerCalibration | undefined,
  model: string,
  { Overall, Decision }: { readonly Overall: number; readonly Decision: Acceptance["ownDecision"] },
): Acceptance | undefined {
  if (calibration?.model !== model) return undefined;
  const found = chanceFor(calibration.chances, Overall);
  if (!found) return undefined;
  const { threshold } = calibration.bestThreshold;
  const { chance, interval } = found;
  return { chance, interval, threshold, papers: calibration.papers.total, ownDecision: Decision };
}
