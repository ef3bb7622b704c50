import type { Lab } from "./lab";

/** Forgets what is recorded of these steps, so that they are done again when the idea's way is next walked. */
export async function reopen(lab: Pick<Lab, "journal">, steps: readonly string[], reason: string): Promise<void> {
  for (const step of steps) await lab.journal.append({ type: "step-reopened", step, reason });
}

/** How often the step was reopened so far. */
export function timesReopened({ journal }: Pick<Lab, "journal">, step: string): number {
  return journal.history.filter((event) => event.type === "step-reopened" && event.step === step).length;
}
