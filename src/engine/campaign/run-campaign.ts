import { type Campaign, campaignIn, ideasIn, wantsIn } from "../../research/campaign";
import type { Ending } from "../../research/run-view";
import { BudgetReached } from "../budget";
import { sentenceOf } from "../step";
import { Bell } from "./bell";
import type { CampaignEnding, CampaignLab } from "./campaign-lab";
import { endingOfCampaign } from "./ending";
import { type Holder, SlotPool } from "./slot-pool";

/**
 * Tries a campaign's ideas over its slots, from where its journal stands. Resolves when there is nothing left that could go on.
 * Whatever befalls one idea, also what nobody foresaw, is that idea's ending and nobody else's.
 */
export async function runCampaign(lab: CampaignLab): Promise<Ending> {
  const campaign = campaignIn(lab.journal.history);
  if (!campaign) throw new Error("This journal names no campaign.");
  return new CampaignRun(lab, campaign).toTheEnd();
}

/** Seconds after which an idea is tried again that failed for something that may pass. */
const AGAIN_AFTER = [60, 300, 900] as const;
/** Repetitions and failures in a row after which no further idea is looked for. */
const MOST_BARREN = 3;

class CampaignRun {
  readonly #bell = new Bell();
  readonly #done = new AbortController();
  readonly #pool: SlotPool;
  readonly #alive = new Map<string, AbortController>();
  /** Ideas with a question in front of a person. */
  readonly #asking = new Set<string>();
  /** Ideas that this run need not look at again, with how they ended. */
  readonly #over = new Map<string, CampaignEnding>();
  readonly #tries = new Map<string, number>();
  /** Ideas that are tried again later. */
  readonly #resting = new Set<string>();
  /** Whether the archive may have ideas that were not looked at. */
  #unread = true;
  #thinking = false;
  #barren = 0;
  /** The cap of the campaign or the project that leaves no room for anything. */
  #spent: CampaignEnding | undefined;

  constructor(
    private readonly lab: CampaignLab,
    private readonly campaign: Campaign,
  ) {
    this.#pool = new SlotPool(lab.journal, () => this.#bell.ring());
    for (const idea of this.#ideas) {
      const end = this.#endOf(idea);
      if (end?.how === "done" || end?.how === "stopped") this.#over.set(idea, { how: end.how, reason: end.reason });
    }
  }

  async toTheEnd(): Promise<Ending> {
    const over = this.#done;
    const { signal } = this.lab;
    const abort = () => {
      for (const idea of this.#alive.values()) idea.abort(signal.reason);
      this.#bell.ring();
    };
    signal.addEventListener("abort", abort, { once: true });
    void this.#listen(over.signal);
    for (const holder of this.#pool.holders) this.#mindJob(holder);
    try {
      while (!signal.aborted) {
        await this.#obey();
        await this.#begin();
        if (this.#isOver()) break;
        await this.#bell.heard(signal);
      }
      while (this.#alive.size > 0 || this.#thinking) await this.#bell.heard(over.signal);
      return await this.#end();
    } finally {
      signal.removeEventListener("abort", abort);
      over.abort();
    }
  }

  get #wants() {
    return wantsIn([...this.lab.journal.history, ...this.lab.wishes.said]);
  }

  get #ideas(): readonly string[] {
    return ideasIn(this.lab.journal.history).map(({ idea }) => idea);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.lab.wishes.more(signal).catch(() => undefined);
      this.#bell.ring();
    }
  }

  /** A job that nobody has in hand keeps its slot until it ended. */
  #mindJob(holder: Holder): void {
    const ended = this.lab.jobEnd(holder, this.#done.signal);
    // What cannot be seen now stays taken: whoever runs the campaign next looks again.
    void ended.then(() => this.#pool.releaseUnwatched(holder)).catch(() => undefined);
  }

  #endOf(idea: string) {
    const end = this.lab.journal.history.findLast(
      (event) => event.type === "campaign-idea-ended" && event.idea === idea,
    );
    return end?.type === "campaign-idea-ended" ? end : undefined;
  }

  /** Ideas that shall not run are called off; of one that nobody walks, what still runs is ended. */
  async #obey(): Promise<void> {
    const wants = this.#wants;
    for (const [idea, control] of this.#alive) {
      const want = wants.of(idea);
      if (want !== "run" && !control.signal.aborted) control.abort(want === "stop" ? "stopped" : "paused");
    }
    for (const idea of this.#ideas) {
      const how = this.#over.get(idea)?.how;
      if (how === "stopped" && wants.wishFor(idea)?.want === "run" && isAfter(wants.wishFor(idea), this.#endOf(idea)))
        this.#over.delete(idea);
      if (wants.of(idea) !== "stop" || this.#alive.has(idea) || how === "stopped" || how === "done") continue;
      const stopped = await this.lab.stop(idea).then(
        () => STOPPED,
        (error: unknown) => ({ ...STOPPED, reason: `${STOPPED.reason} ${sentenceOf(error)}` }),
      );
      await this.#settle(idea, stopped, false);
    }
  }

  async #begin(): Promise<void> {
    if (this.#wants.all !== "run" || this.#spent || this.lab.signal.aborted) return;
    await this.#gather();
    for (let next = this.#next(); next !== undefined && this.#hasRoom(); next = this.#next()) this.#walk(next);
    if (this.#wantsMore()) void this.#think();
  }

  /** The campaign's ideas are those that are named, then those that the archive has open. */
  async #gather(): Promise<void> {
    const missing = this.campaign.count - this.#ideas.length;
    if (missing <= 0 || !this.#unread) return;
    this.#unread = false;
    const open = await this.lab.archive.open();
    const named = this.campaign.ideas.map((name) => open.find((idea) => idea.name === name) ?? { name, title: name });
    const known = new Set(this.#ideas);
    const fresh = [...named, ...open].filter(({ name }) => !known.has(name) && known.add(name));
    for (const { name, title } of fresh.slice(0, missing))
      await this.lab.journal.append({ type: "campaign-idea", idea: name, title });
  }

  #next(): string | undefined {
    const wants = this.#wants;
    return this.#ideas.find(
      (idea) => !this.#alive.has(idea) && !this.#over.has(idea) && !this.#resting.has(idea) && wants.of(idea) === "run",
    );
  }

  /**
   * Another idea is begun when more slots are free, or soon will be, than ideas are about to ask for one: so no slot waits for a
   * model, and no more ideas are open than that takes. The last ones are begun together, so that none is left over at the end.
   */
  #hasRoom(): boolean {
    const busy = [...this.#alive.keys()].filter((idea) => !this.#asking.has(idea));
    if (busy.length >= mostAlive(this.campaign)) return false;
    const slots = this.campaign.slots.length;
    const left = this.campaign.count - this.#alive.size - this.#over.size;
    if (!this.campaign.openEnded && left <= 2 * slots) return true;
    const { waiting, free } = this.#pool;
    const coming = busy.filter((idea) => !this.#pool.hadOne(idea) && !waiting.includes(idea));
    return free + slots > coming.length + waiting.length;
  }

  #walk(idea: string): void {
    const control = new AbortController();
    this.#alive.set(idea, control);
    const asks = (open: boolean) => {
      if (open) this.#asking.add(idea);
      else this.#asking.delete(idea);
      this.#bell.ring();
    };
    const walked = async () => this.lab.pursue(idea, { pool: this.#pool, signal: control.signal, asks });
    void walked()
      .catch((error: unknown): CampaignEnding => ({ how: "failed", reason: sentenceOf(error) }))
      .then((ending) => this.#ended(idea, ending, control.signal.aborted))
      .finally(() => {
        this.#alive.delete(idea);
        this.#asking.delete(idea);
        this.#pool.leave(idea);
        for (const holder of this.#pool.holders) if (holder.idea === idea) this.#mindJob(holder);
        this.#bell.ring();
      });
  }

  async #ended(idea: string, ending: CampaignEnding, calledOff: boolean): Promise<void> {
    if (this.lab.signal.reason === "closed") return;
    if (ending.how === "budget" && ending.budget && ending.budget.scope !== "idea") this.#spent = ending;
    const tries = this.#tries.get(idea) ?? 0;
    const wait = ending.how === "failed" && ending.passing ? AGAIN_AFTER[tries] : undefined;
    if (wait === undefined || this.lab.signal.aborted) return this.#settle(idea, ending, calledOff);
    this.#tries.set(idea, tries + 1);
    this.#resting.add(idea);
    await this.#write(idea, ending, true);
    void this.lab.clock
      .sleep(wait * 1000, this.lab.signal)
      .catch(() => undefined)
      .then(() => {
        this.#resting.delete(idea);
        this.#bell.ring();
      });
  }

  /** An idea that the researcher paused is not over: it goes on when they say so. */
  async #settle(idea: string, ending: CampaignEnding, calledOff: boolean): Promise<void> {
    if (ending.how !== "paused" || !calledOff) this.#over.set(idea, ending);
    await this.#write(idea, ending, false);
    const kept = this.lab.archive.keep(idea, ending);
    await kept.catch((error: unknown) =>
      this.#note(`What became of “${idea}” was not written down: ${sentenceOf(error)}`),
    );
  }

  async #write(idea: string, { how, reason }: CampaignEnding, again: boolean): Promise<void> {
    await this.lab.journal.append({ type: "campaign-idea-ended", idea, how, reason, again });
  }

  /** In an open-ended campaign an idea is thought up when it is its turn, else as soon as may be. */
  #wantsMore(): boolean {
    if (this.#thinking || this.#barren >= MOST_BARREN || this.#ideas.length >= this.campaign.count) return false;
    return !this.campaign.openEnded || (this.#hasRoom() && this.#next() === undefined);
  }

  async #think(): Promise<void> {
    this.#thinking = true;
    try {
      const idea = await this.lab.archive.think(this.lab.signal);
      this.#barren = idea ? 0 : this.#barren + 1;
      this.#unread = true;
    } catch (error) {
      if (this.lab.signal.aborted) return;
      this.#barren = error instanceof BudgetReached ? MOST_BARREN : this.#barren + 1;
      await this.#note(`No further idea was thought up: ${sentenceOf(error)}`);
    } finally {
      this.#thinking = false;
      this.#bell.ring();
    }
  }

  async #note(text: string): Promise<void> {
    await this.lab.journal.append({ type: "noted", level: "warning", text });
  }

  #isOver(): boolean {
    if (this.#alive.size > 0 || this.#thinking) return false;
    if (this.#spent !== undefined || this.#wants.all !== "run") return true;
    return this.#resting.size === 0 && this.#next() === undefined && !this.#wantsMore();
  }

  async #end(): Promise<Ending> {
    const ideas = this.#ideas;
    const { signal } = this.lab;
    const ending = endingOfCampaign({
      ...{ ideas, over: this.#over, wanted: this.campaign.count, spent: this.#spent },
      called: signal.aborted ? (signal.reason === "stopped" ? "stopped" : "paused") : this.#wants.all,
    });
    if (signal.reason !== "closed") await this.lab.journal.append({ type: "ended", ...ending });
    return ending;
  }
}

/** Enough for ideas that write four times as long as they run; more would only take memory. */
export function mostAlive({ alive, slots, count }: Campaign): number {
  return Math.min(alive ?? Math.max(4, Math.min(5 * slots.length, 40)), count);
}

/** Whether a word was said after an end was written down. */
function isAfter(wish: { readonly at: string } | undefined, end: { readonly at: string } | undefined): boolean {
  return wish !== undefined && end !== undefined && wish.at > end.at;
}

const STOPPED: CampaignEnding = { how: "stopped", reason: "Stopped by the researcher." };
