import type { Means, Purse } from "../../src/engine/ports/purse";

/** A purse with this cap for the journal, in US dollars, and what else is given. `means` may be changed while it is used. */
export function purseWith(cap: number, more: Partial<Means> = {}): Purse & { means: Means } {
  const purse = { means: { cap, total: undefined, elsewhere: 0, ...more }, look: async () => purse.means };
  return purse;
}
