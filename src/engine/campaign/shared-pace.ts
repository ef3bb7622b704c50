import type { Clock } from "../ports/clock";
import type { Pace, Turn } from "../ports/pace";

type Gate = {
  /** Calls that are under way, and how many there may be at once. */
  flying: number;
  most: number;
  answered: number;
  /** Before this time nobody calls. */
  opensAt: number;
  refusals: number;
  readonly queue: (() => void)[];
};

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A server that asks for more is not waited for together: each call decides by itself, and its idea rests. */
const LONGEST_REQUESTED_WAIT_MS = 15 * 60_000;

/**
 * One gate for each model. When an endpoint says that it is asked too often, nobody asks until the time that it named, and then
 * half as many at once as before; with every round of answers one more is let through. So one refusal slows all ideas, and no idea
 * uses up its attempts against a wall that another one has just met.
 */
export function sharedPace(clock: Clock): Pace {
  const gates = new Map<string, Gate>();
  const gateOf = (model: string) => {
    const known = gates.get(model);
    if (known) return known;
    const gate: Gate = { flying: 0, most: Number.POSITIVE_INFINITY, answered: 0, opensAt: 0, refusals: 0, queue: [] };
    gates.set(model, gate);
    return gate;
  };
  return {
    async turn(model, signal) {
      const gate = gateOf(model);
      while (gate.flying >= gate.most || clock.now() < gate.opensAt) {
        const wait = gate.opensAt - clock.now();
        if (wait > 0) await clock.sleep(wait, signal);
        else await called(gate, signal);
      }
      signal.throwIfAborted();
      gate.flying++;
      return turnAt(gate, clock);
    },
  };
}

function turnAt(gate: Gate, clock: Clock): Turn {
  let isOver = false;
  return {
    over(limited) {
      if (isOver) return;
      isOver = true;
      if (limited) slowDown(gate, clock.now(), limited.retryAfterMs);
      else speedUp(gate);
      gate.flying--;
      for (const wake of gate.queue.splice(0)) wake();
    },
  };
}

/** Refusals of calls that were under way together are one refusal. */
function slowDown(gate: Gate, now: number, requested: number | undefined): void {
  if (now >= gate.opensAt) {
    gate.most = Math.max(1, Math.floor(gate.flying / 2));
    gate.answered = 0;
    gate.refusals++;
  }
  const wait = requested ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (gate.refusals - 1));
  if (wait <= LONGEST_REQUESTED_WAIT_MS) gate.opensAt = Math.max(gate.opensAt, now + wait);
}

function speedUp(gate: Gate): void {
  gate.refusals = 0;
  if (++gate.answered < gate.most) return;
  gate.answered = 0;
  gate.most++;
}

function called(gate: Gate, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    gate.queue.push(() => {
      signal.removeEventListener("abort", leave);
      resolve();
    });
  });
}
