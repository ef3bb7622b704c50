import type { Run } from "./run";
import type { RunEvent } from "./run-event";

/** What the researcher said of a run's numbers, the last word on each. */
export type RunMark = Pick<Extract<RunEvent, { type: "run-judged" }>, "run" | "commit" | "invalid" | "reason" | "at">;

/**
 * A run as the researcher wants it to count: one that they marked invalid is, whatever it measured, until they take it back. What
 * was learnt from its numbers goes with them.
 */
export function asMarked(run: Run, marks: readonly RunMark[]): Run {
  const mark = marks.findLast((one) => one.run === run.number && one.commit === run.commit);
  if (!mark?.invalid || run.outcome.type !== "measured") return run;
  const { reason, at } = mark;
  const sentence = `Marked invalid by the researcher: ${reason}`;
  const outcome = { type: "invalid" as const, reasons: [sentence], lastLines: "" };
  return { ...run, outcome, lesson: "", marked: { reason, at } };
}

export function marksIn(events: readonly RunEvent[]): RunMark[] {
  return events.filter((event) => event.type === "run-judged");
}
