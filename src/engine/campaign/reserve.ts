/** A cap that several ideas share, in US dollars. */
export type SharedCap = { readonly cap: number; spent(): Promise<number> };

/**
 * What calls that are under way may still cost. Each idea makes one call at a time, many ideas make many: what they could cost
 * together must fit under the caps that they share, or one call waits until it is known what the others did cost.
 */
export class Reserve {
  #held = 0;
  /** How often something was given back. */
  #returns = 0;
  #waiting: (() => void)[] = [];

  constructor(private readonly caps: () => readonly SharedCap[]) {}

  /**
   * Sets `next` dollars aside, and resolves to what gives them back. Where they would not fit even if all others cost nothing, it
   * does not wait: the caps themselves refuse the call.
   */
  async hold(next: number, signal: AbortSignal): Promise<() => void> {
    for (;;) {
      signal.throwIfAborted();
      const returns = this.#returns;
      const rooms = await Promise.all(this.caps().map(async ({ cap, spent }) => cap - (await spent())));
      // What a call cost that ended meanwhile may be neither in what was read nor in what is held.
      if (returns !== this.#returns) continue;
      const room = Math.min(Number.POSITIVE_INFINITY, ...rooms);
      if (this.#held === 0 || next === 0 || next > room || this.#held + next <= room) return this.#take(next);
      await this.#change(signal);
    }
  }

  #take(next: number): () => void {
    this.#held += next;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#returns++;
      this.#held = this.#held - next < 1e-9 ? 0 : this.#held - next;
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }

  #change(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = () => reject(signal.reason);
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(() => {
        signal.removeEventListener("abort", leave);
        resolve();
      });
    });
  }
}
