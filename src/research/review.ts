import * as z from "zod";
import { Acceptance } from "./calibration/acceptance";

const OneToFour = z.number().int().min(1).max(4);

/** The NeurIPS review form, fields in the form's order. */
export const ReviewForm = z.object({
  Summary: z.string().min(1),
  Strengths: z.array(z.string()).min(1),
  Weaknesses: z.array(z.string()).min(1),
  Originality: OneToFour,
  Quality: OneToFour,
  Clarity: OneToFour,
  Significance: OneToFour,
  Questions: z.array(z.string()),
  Limitations: z.array(z.string()),
  "Ethical Concerns": z.boolean(),
  Soundness: OneToFour,
  Presentation: OneToFour,
  Contribution: OneToFour,
  Overall: z.number().int().min(1).max(10),
  Confidence: z.number().int().min(1).max(5),
  Decision: z.enum(["Accept", "Reject"]),
});
export type ReviewForm = z.infer<typeof ReviewForm>;

export const SCORES = [
  "Originality",
  "Quality",
  "Clarity",
  "Significance",
  "Soundness",
  "Presentation",
  "Contribution",
  "Overall",
  "Confidence",
] as const;

/** A meta-review: the area chair's form, whose numbers are the means of the ensemble, with the single reviews and the spread. */
export const Review = z.object({
  form: ReviewForm.extend(
    Object.fromEntries(SCORES.map((score) => [score, z.number()])) as Record<(typeof SCORES)[number], z.ZodNumber>,
  ),
  ensemble: z.array(ReviewForm).min(1),
  /** Smallest and largest value of each score over the ensemble. */
  spread: z.record(z.string(), z.tuple([z.number(), z.number()])),
  model: z.string(),
  rehearsal: z.boolean(),
  /** Otherwise the decision is the model's own word: no threshold was calibrated for it. */
  calibrated: z.boolean(),
  acceptance: Acceptance.optional(),
});
export type Review = z.infer<typeof Review>;
