import { campaignIn, type Slot, slotsHeldIn } from "../../research/campaign";
import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import { Remaining } from "./remaining";

/** A job of an idea that wants a slot, or has one. */
export type Holder = { readonly idea: string; readonly job: string };

type Request = Holder & { readonly toCome: number | undefined; readonly give: (slot: Slot) => void };

/**
 * The slots of a campaign. Who has one stands in its journal before the job is submitted, so that a job which outlives us finds its
 * slot taken by itself. The idea whose experiments may take longest from here is next, so that none is left over at the end; among
 * equals the one that had the fewest slots so far, then whoever asked first.
 */
export class SlotPool {
  readonly #held: Map<string, Holder>;
  /** Slots whose job somebody of this process has in hand. */
  readonly #watched = new Set<string>();
  readonly #taken = new Map<string, number>();
  readonly #places = new Map<string, string>();
  readonly #remaining = new Remaining();
  #queue: Request[] = [];

  /** `changed` is called whenever a slot was taken or came free, or somebody began to wait. */
  constructor(
    private readonly journal: Pick<Journal, "history" | "append">,
    private readonly changed: () => void,
    private readonly clock: Pick<Clock, "now">,
  ) {
    this.#held = slotsHeldIn(journal.history);
    for (const event of journal.history) {
      if (event.type === "campaign-slot-taken") this.#count(event.idea, event.slot);
      if (event.type === "campaign-slot-taken") this.#remaining.given(event, Date.parse(event.at));
      if (event.type === "campaign-slot-free") this.#remaining.freed(event, Date.parse(event.at));
    }
    for (const idea of this.#taken.keys()) this.#remaining.left(idea);
  }

  /** As the campaign was set last: it may be set anew while it runs. */
  get #slots(): readonly Slot[] {
    return campaignIn(this.journal.history)?.slots ?? [];
  }

  get free(): number {
    return this.#slots.filter(({ name }) => !this.#held.has(name)).length;
  }

  /** The ideas that wait for one. */
  get waiting(): readonly string[] {
    return this.#queue.map(({ idea }) => idea);
  }

  /** Every job that has a slot. */
  get holders(): readonly Holder[] {
    return [...this.#held.values()];
  }

  /** Whether the idea ever had a slot. */
  hadOne(idea: string): boolean {
    return this.#taken.has(idea);
  }

  /** The slot that the job has, if it has one. */
  slotOf({ idea, job }: Holder): Slot | undefined {
    const name = [...this.#held].find(([, holder]) => holder.idea === idea && holder.job === job)?.[0];
    return this.#slots.find((slot) => slot.name === name);
  }

  /**
   * The slot for a job: the one that it has, else the next free one. Waits for it; rejects with the signal's reason. `toCome` is how
   * many runs the idea's plan still has, as far as there is one.
   */
  async take(holder: Holder, signal: AbortSignal, toCome?: number): Promise<Slot> {
    const own = this.slotOf(holder);
    if (own) {
      this.#watched.add(own.name);
      return own;
    }
    this.#remaining.asked(holder, toCome, this.clock.now());
    const slot = await this.#turn(holder, toCome, signal);
    try {
      await this.journal.append({ type: "campaign-slot-taken", ...holder, slot: slot.name });
    } catch (error) {
      this.#held.delete(slot.name);
      this.#serve();
      throw error;
    }
    return slot;
  }

  /** Gives back what the job has; nothing when it has none. Two who see its end at once give it back once. */
  async release(holder: Holder): Promise<void> {
    const slots = [...this.#held].filter(([, { idea, job }]) => idea === holder.idea && job === holder.job);
    for (const [slot] of slots) {
      this.#held.delete(slot);
      this.#watched.delete(slot);
      this.#remaining.freed(holder, this.clock.now());
    }
    const free = ([slot, { idea, job }]: (typeof slots)[number]) =>
      this.journal.append({ type: "campaign-slot-free", idea, job, slot });
    await Promise.all(slots.map(free));
    this.#serve();
  }

  /** The same for a job of before that turned out to be over, unless it was taken up again meanwhile. */
  async releaseUnwatched(holder: Holder): Promise<void> {
    const slot = this.slotOf(holder);
    if (!slot || !this.#watched.has(slot.name)) await this.release(holder);
  }

  /** Nobody has the jobs of this idea in hand any more. */
  leave(idea: string): void {
    for (const [slot, holder] of this.#held) if (holder.idea === idea) this.#watched.delete(slot);
    this.#remaining.left(idea);
  }

  #turn(holder: Holder, toCome: number | undefined, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    return new Promise<Slot>((resolve, reject) => {
      const leave = () => {
        this.#queue = this.#queue.filter((other) => other !== request);
        reject(signal.reason);
        this.changed();
      };
      const request: Request = {
        ...holder,
        toCome,
        give: (slot) => {
          signal.removeEventListener("abort", leave);
          resolve(slot);
        },
      };
      this.#queue.push(request);
      signal.addEventListener("abort", leave, { once: true });
      this.#serve();
    });
  }

  /** There may be other slots than before. */
  lookAgain(): void {
    this.#serve();
  }

  #serve(): void {
    const free = this.#slots.filter(({ name }) => !this.#held.has(name));
    for (const slot of free) {
      const next = this.#nextFor(slot);
      if (!next) continue;
      this.#queue = this.#queue.filter((request) => request !== next);
      this.#held.set(slot.name, { idea: next.idea, job: next.job });
      this.#watched.add(slot.name);
      this.#count(next.idea, slot.name);
      this.#remaining.given(next, this.clock.now());
      next.give(slot);
    }
    this.changed();
  }

  #nextFor(slot: Slot): Request | undefined {
    const fitting = this.#queue.filter(({ idea }) => this.#mayHave(idea, slot));
    return fitting.reduce<Request | undefined>(
      (best, request) => (best === undefined || this.#isBefore(request, best) ? request : best),
      undefined,
    );
  }

  #isBefore(one: Request, other: Request): boolean {
    const [rest, others] = [one, other].map(({ idea, toCome }) => this.#remaining.of(idea, toCome)) as [number, number];
    if (rest !== others) return rest > others;
    return (this.#taken.get(one.idea) ?? 0) < (this.#taken.get(other.idea) ?? 0);
  }

  /** The runs of one idea are compared with each other, so all are made where the first one was, as long as that is a place. */
  #mayHave(idea: string, slot: Slot): boolean {
    const place = this.#places.get(idea);
    return place === undefined || place === slot.place || !this.#slots.some((other) => other.place === place);
  }

  #count(idea: string, slot: string): void {
    this.#taken.set(idea, (this.#taken.get(idea) ?? 0) + 1);
    const place = this.#slots.find(({ name }) => name === slot)?.place;
    if (place !== undefined && !this.#places.has(idea)) this.#places.set(idea, place);
  }
}
