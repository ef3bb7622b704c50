import * as z from "zod";
import { Study } from "../../../research/reproduction";
import type { RunEvent } from "../../../research/run-event";

/** The step in which it is decided what is run again. */
export const STUDY_STEP = "study";

/** What is run again, and the name of its branch. */
export const RecordedStudy = z.object({ slug: z.string(), study: Study });
export type RecordedStudy = z.infer<typeof RecordedStudy>;

export function recordedStudy(history: readonly RunEvent[]): RecordedStudy | undefined {
  const event = history.find((one) => one.type === "step-finished" && one.step === STUDY_STEP);
  return event?.type === "step-finished" ? RecordedStudy.safeParse(event.result).data : undefined;
}
