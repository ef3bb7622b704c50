import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../engine/ports/clock";

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    signal.throwIfAborted();
    await wait(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};
