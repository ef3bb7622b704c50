import type { Holder } from "./slot-pool";

/** How long something took, over all ideas and of each. */
class Times {
  readonly #of = new Map<string, { sum: number; count: number }>();
  readonly #all = { sum: 0, count: 0 };

  add(idea: string, time: number): void {
    const own = this.#of.get(idea) ?? { sum: 0, count: 0 };
    this.#of.set(idea, { sum: own.sum + time, count: own.count + 1 });
    this.#all.sum += time;
    this.#all.count++;
  }

  /** What one more may take of this idea: its own times, with the mean over all ideas as one of them. */
  expected(idea: string, unknown: number): number {
    const usual = this.#all.count > 0 ? this.#all.sum / this.#all.count : unknown;
    const { sum, count } = this.#of.get(idea) ?? { sum: 0, count: 0 };
    return (sum + usual) / (count + 1);
  }
}

/**
 * How long the rest of each idea's experiments may take, as far as anybody can know: the runs that its plan still has, with the
 * times that its runs took, and its thinking between them. How long a paper will take nobody knows; it is the same for all.
 */
export class Remaining {
  readonly #runs = new Times();
  readonly #thoughts = new Times();
  readonly #plans = new Times();
  /** The run that each idea made last, or is making: since when, and for how long before, as it may be several jobs. */
  readonly #last = new Map<string, { readonly run: string; since: number; spent: number; running: boolean }>();

  /** The idea thought until now, and wants its next job to be made. */
  asked({ idea, job }: Holder, toCome: number | undefined, now: number): void {
    const last = this.#last.get(idea);
    if (!last || last.running || last.run === runOf(job)) return;
    this.#runs.add(idea, last.spent);
    this.#thoughts.add(idea, now - last.since);
    this.#last.delete(idea);
    // What was planned for one idea is what may be planned for another.
    if (toCome !== undefined && runOf(job) === FIRST) this.#plans.add(idea, toCome + 1);
  }

  given({ idea, job }: Holder, now: number): void {
    const before = this.#last.get(idea);
    const spent = before?.run === runOf(job) ? before.spent : 0;
    // What an earlier process gave is read from the journal, where nobody asks.
    if (before && !before.running && before.run !== runOf(job)) this.#runs.add(idea, before.spent);
    this.#last.set(idea, { run: runOf(job), since: now, spent, running: true });
  }

  freed({ idea }: Holder, now: number): void {
    const last = this.#last.get(idea);
    if (last?.running)
      this.#last.set(idea, { ...last, spent: last.spent + now - last.since, since: now, running: false });
  }

  /** Nobody walks the idea now: what passes until somebody does is no thinking. */
  left(idea: string): void {
    const last = this.#last.get(idea);
    if (!last || last.running) return;
    this.#runs.add(idea, last.spent);
    this.#last.delete(idea);
  }

  /** In milliseconds, where anything was measured yet. */
  of(idea: string, toCome: number | undefined): number {
    const runs = toCome ?? this.#plans.expected(idea, 1);
    return runs * (this.#runs.expected(idea, 1) + this.#thoughts.expected(idea, 0));
  }
}

/** The first run after the baseline. */
const FIRST = "run_1";

/** A run's attempts and guards are the run's. */
function runOf(job: string): string {
  return /^run_\d+/.exec(job)?.[0] ?? job;
}
