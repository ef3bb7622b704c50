import type { Clock } from "../../src/engine/ports/clock";

export const START = Date.parse("2026-01-01T00:00:00Z");

type Sleeper = { readonly until: number; readonly wake: () => void };

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  private time = START;
  private sleepers: Sleeper[] = [];
  /** Every duration that was slept for, in milliseconds, in order. */
  readonly slept: number[] = [];

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(milliseconds);
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        reject(signal.reason);
      };
      const wake = () => {
        signal.removeEventListener("abort", abort);
        resolve();
      };
      const sleeper: Sleeper = { until: this.time + milliseconds, wake };
      this.sleepers.push(sleeper);
      signal.addEventListener("abort", abort, { once: true });
    });
  }

  /** Lets time pass, waking sleepers in their order and letting each do what it woke up for. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settled();
    for (let next = this.nextSleeper(end); next; next = this.nextSleeper(end)) {
      this.sleepers = this.sleepers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.until);
      next.wake();
      await settled();
    }
    this.time = end;
  }

  private nextSleeper(end: number): Sleeper | undefined {
    return this.sleepers.filter((one) => one.until <= end).sort((one, other) => one.until - other.until)[0];
  }
}

/** Everything that is ready to run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * The real clock, run `speed` times as fast: an hour's patience is over in seconds, and everything keeps its order. For what is about
 * patience alone: a machine that is busy for a second is silent for minutes by it.
 */
export function fastClock(speed: number): Clock {
  return clockOf(speed, speed);
}

/** The real clock by which waits are over `speed` times as fast: one asks again at once, and whoever is slow is not silent for it. */
export function hurriedClock(speed: number): Clock {
  return clockOf(1, speed);
}

function clockOf(timeSpeed: number, speed: number): Clock {
  const began = performance.now();
  return {
    now: () => START + (performance.now() - began) * timeSpeed,
    sleep(milliseconds, signal) {
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const abort = () => {
          clearTimeout(timer);
          reject(signal.reason);
        };
        const timer = setTimeout(() => {
          signal.removeEventListener("abort", abort);
          resolve();
        }, milliseconds / speed);
        signal.addEventListener("abort", abort, { once: true });
      });
    },
  };
}
