import { hostname } from "node:os";
import { join } from "node:path";
import { type Holder, isLocked, LockHeld, ofAnotherMachine, takeLock } from "../process-lock";

/** Somebody else is writing this journal. */
export class JournalLocked extends Error {
  override readonly name = "JournalLocked";
}

/** Takes the journal in `folder` for this process and resolves to the function that gives it back. */
export async function lockJournal(folder: string): Promise<() => Promise<void>> {
  const file = lockFile(folder);
  try {
    return await takeLock(file);
  } catch (error) {
    if (error instanceof LockHeld) throw new JournalLocked(heldBy(error.holder));
    throw error;
  }
}

/** Whether another process, or this one, has the journal in `folder` open for writing. */
export function journalIsLocked(folder: string): Promise<boolean> {
  return isLocked(lockFile(folder));
}

/** The lock of the journal in an idea's folder. */
export function lockFile(folder: string): string {
  return join(folder, "journal.lock");
}

function heldBy(holder: Holder): string {
  if (holder.host === hostname())
    return `Another window or terminal is working on this idea (process ${holder.pid}). Close it, or wait until it is done.`;
  return `Process ${holder.pid} on ${holder.host} is working on this idea. ${ofAnotherMachine(holder)}`;
}
