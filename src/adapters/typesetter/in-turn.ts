const queues = new Map<string, Promise<void>>();

/**
 * Works of one place after the other: two runs of LaTeX in one folder read each other's half-written files, as when somebody
 * compiles the paper that is just being written. Who is called off while waiting leaves at once.
 */
export async function inTurn<Result>(place: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const before = queues.get(place) ?? Promise.resolve();
  let leave = () => {};
  const mine = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const queue = before.then(() => mine);
  queues.set(place, queue);
  void queue.then(() => queues.get(place) === queue && queues.delete(place));
  try {
    await turnAfter(before, signal);
    return await work();
  } finally {
    leave();
  }
}

async function turnAfter(before: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop = () => {};
  const calledOff = new Promise<void>((resolve) => {
    stop = resolve;
  });
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([before, calledOff]);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
}
