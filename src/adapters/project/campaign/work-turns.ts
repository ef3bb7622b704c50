/** Lets so many works go on at once; the others wait in the order in which they came. */
export class WorkTurns {
  #going = 0;
  #queue: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async work<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(signal);
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#going--;
    }
  }

  /** Who is called off while waiting leaves at once. A turn that is given away is handed on, never counted down and up again. */
  #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#going < this.most) {
      this.#going++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#queue = this.#queue.filter((other) => other !== enter);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      this.#queue.push(enter);
      signal.addEventListener("abort", leave, { once: true });
    });
  }
}
