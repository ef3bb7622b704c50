/**
 * Does the work at once, and whatever is asked for meanwhile once more, after a rest of twice as long as it took and half a second at
 * least: many ideas write many lines, and looking at all of them must not take all of the time.
 */
export function calmly(work: () => Promise<unknown>): () => Promise<void> {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        const began = Date.now();
        await work();
        const rest = Math.max(LEAST_REST_MS, 2 * (Date.now() - began));
        await new Promise((resolve) => setTimeout(resolve, rest));
      }
    } finally {
      busy = false;
    }
  };
}

const LEAST_REST_MS = 500;
