import * as z from "zod";
import type { RunEvent } from "../../research/run-event";
import { jsonAnswer } from "../answers";
import { Reply } from "../converse";

/**
 * How many runs an idea's plan still has, the one that is to be launched among them, by its journal; undefined as long as there is no
 * plan. A lesson plans the rest anew, or takes the run that was made from it.
 */
export function runsToCome(history: readonly RunEvent[]): number | undefined {
  let left: number | undefined;
  for (const event of history) {
    const step =
      event.type === "step-finished" ? /^(plan of the runs|run \d+: lesson)(, answer \d+)?$/.exec(event.step) : null;
    const planned = step && event.type === "step-finished" ? plannedIn(event.result) : undefined;
    if (planned === undefined) continue;
    left = planned > 0 ? planned : (left ?? 1) - 1;
  }
  return left === undefined ? undefined : Math.max(1, left);
}

const planned = jsonAnswer("plan", z.object({ runs: z.array(z.unknown()) }));

/** Undefined for an answer that could not be used: another one came after it. */
function plannedIn(result: unknown): number | undefined {
  const reply = Reply.safeParse(result).data;
  const read = reply && planned.read(reply.text, reply.finish);
  return read?.ok ? read.value.runs.length : undefined;
}
