import * as z from "zod";
import { describeOutcome, isMeasured, type Run } from "./run";

/**
 * `run_<i>/standing.json`: what the numbers beside it are worth, for whoever reads only the folder. Without it they count as
 * those of a method.
 */
export const Standing = z.object({
  counts: z.boolean().default(true),
  reason: z.string().default(""),
  repeatOf: z.number().int().min(0).optional(),
});
export type Standing = z.infer<typeof Standing>;

export function standingOf(run: Run): Standing {
  const counts = isMeasured(run);
  const reason = counts ? "" : describeOutcome(run.outcome);
  return { counts, reason, ...(run.repeatOf === undefined ? {} : { repeatOf: run.repeatOf }) };
}
