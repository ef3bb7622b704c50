import type * as z from "zod";
import { systemFault } from "../research/system-fault";
import type { Lab } from "./lab";

/**
 * Does `work` once per run, however often resumed: a recorded result is returned, otherwise the work is done and recorded.
 * `name` is unique within the run and reads like speech. `shape` must survive JSON.
 */
export async function step<Result>(
  lab: Pick<Lab, "journal" | "signal">,
  name: string,
  shape: z.ZodType<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  const recorded = recordedResult(lab, name);
  if (recorded) return readRecorded(name, shape, recorded.result);
  await lab.journal.append({ type: "step-started", step: name });
  try {
    const result = shape.parse(await work());
    await lab.journal.append({ type: "step-finished", step: name, result });
    return result;
  } catch (error) {
    // What was interrupted did not fail: it is begun again when the run is resumed.
    if (!lab.signal.aborted) await lab.journal.append({ type: "step-failed", step: name, problem: sentenceOf(error) });
    throw error;
  }
}

/** Whether the step was done and its result holds. */
export function isDone(lab: Pick<Lab, "journal">, name: string): boolean {
  return recordedResult(lab, name) !== undefined;
}

/** The step's last recorded result, unless the step was reopened after it. */
function recordedResult(lab: Pick<Lab, "journal">, name: string): { result: unknown } | undefined {
  const event = lab.journal.history.findLast(
    (event) => (event.type === "step-finished" || event.type === "step-reopened") && event.step === name,
  );
  return event?.type === "step-finished" ? { result: event.result } : undefined;
}

function readRecorded<Result>(name: string, shape: z.ZodType<Result>, result: unknown): Result {
  const read = shape.safeParse(result);
  if (read.success) return read.data;
  throw new RecordUnreadable(name, read.error);
}

/** A journal of another version of the program: the one step can be done again, the rest stays. */
export class RecordUnreadable extends Error {
  override readonly name = "RecordUnreadable";
  constructor(
    readonly step: string,
    cause: Error,
  ) {
    super(`The journal's record of “${step}” does not fit this version. Redo that step with --redo "${step}".`, {
      cause,
    });
  }
}

/** What went wrong, in the words of whoever threw it, unless these are the system's and mislead. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? (systemFault(error) ?? error.message) : String(error);
}
