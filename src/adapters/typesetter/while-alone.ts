import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { OnWait } from "../../engine/ports/typesetter";
import { LockHeld, takeLock } from "../process-lock";

/** How often is looked whether the other window is done, in milliseconds. */
const STEP = 200;

/**
 * Does a work that another window or a terminal may be doing in the same folder: one after the other, by the lock `file`. A lock that
 * is held for longer than any work may take, as one of another machine may be for ever, is not waited for.
 */
export async function whileAlone<Result>(
  file: string,
  seconds: number,
  signal: AbortSignal,
  work: () => Promise<Result>,
  onWait: OnWait = () => {},
): Promise<Result> {
  await mkdir(dirname(file), { recursive: true });
  const until = performance.now() + seconds * 1000;
  let release: (() => Promise<void>) | undefined;
  let isWaiting = false;
  while (performance.now() < until) {
    release = await takeLock(file).catch((error: unknown) => {
      if (error instanceof LockHeld) return undefined;
      throw error;
    });
    if (release) break;
    if (!isWaiting) onWait(true);
    isWaiting = true;
    await wait(STEP, undefined, { signal });
  }
  if (isWaiting) onWait(false);
  try {
    return await work();
  } finally {
    await release?.();
  }
}
