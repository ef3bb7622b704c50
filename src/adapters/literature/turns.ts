import type { Clock } from "../../engine/ports/clock";

/** Who asks a service waits for their turn: one request at a time, and the service's own gap after each, whoever of us asks. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();
  /** From when on a service may be asked, in milliseconds since 1970. */
  private readonly free = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** `work` is told how long the service is still to be left alone; its gap counts from the end of `work`. */
  take<Result>(
    service: string,
    gapMs: number,
    signal: AbortSignal,
    work: (waitMs: number) => Promise<Result>,
  ): Promise<Result> {
    const before = this.last.get(service) ?? Promise.resolve();
    const mine = before.then(async () => {
      signal.throwIfAborted();
      try {
        return await work(Math.max(0, (this.free.get(service) ?? 0) - this.clock.now()));
      } finally {
        this.postpone(service, gapMs);
      }
    });
    this.last.set(
      service,
      mine.catch(() => undefined),
    );
    return unlessAborted(mine, signal);
  }

  /** Nobody asks it for a while: it said that it is asked too much, or it is not well. */
  postpone(service: string, milliseconds: number): void {
    this.free.set(service, Math.max(this.free.get(service) ?? 0, this.clock.now() + milliseconds));
  }
}

/** Whoever gives up does not wait for the turns of others. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
