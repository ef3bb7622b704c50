import type { Campaign } from "../../research/campaign";
import type { SlotPool } from "./slot-pool";

type UnderWay = {
  /** Ideas that are walked and have no question in front of a person. */
  readonly busy: readonly string[];
  /** Ideas that are neither under way nor over. */
  readonly left: number;
  readonly pool: Pick<SlotPool, "free" | "waiting" | "hadOne">;
};

/**
 * Another idea is begun when more slots are free, or soon will be, than ideas are about to ask for one: so no slot waits for a
 * model, and no more ideas are open than that takes. The last ones are begun together, so that none is left over at the end.
 */
export function hasRoom(campaign: Campaign, { busy, left, pool }: UnderWay): boolean {
  if (busy.length >= mostAlive(campaign)) return false;
  const slots = campaign.slots.length;
  // Who says how many shall be under way has their reasons: all at once show early which one takes long.
  if (!campaign.openEnded && (campaign.alive !== undefined || left <= 2 * slots)) return true;
  const { waiting, free } = pool;
  const coming = busy.filter((idea) => !pool.hadOne(idea) && !waiting.includes(idea));
  return free + slots > coming.length + waiting.length;
}

/** Enough for ideas that write four times as long as they run; more would only take memory. */
function mostAlive({ alive, slots, count }: Campaign): number {
  return Math.min(alive ?? Math.max(4, Math.min(5 * slots.length, 40)), count);
}
