import { type Campaign, campaignIn, ideasIn, wantsIn } from "../../research/campaign";
import type { Ending } from "../../research/run-view";
import { sentenceOf } from "../step";
import { Bell } from "./bell";
import type { CampaignEnding, CampaignLab } from "./campaign-lab";
import { endingOfCampaign } from "./ending";
import { hasRoom } from "./has-room";
import { IdeaSupply } from "./idea-supply";
import { type Holder, SlotPool } from "./slot-pool";

/**
 * Tries a campaign's ideas over its slots, from where its journal stands. Resolves when there is nothing left that could go on.
 * Whatever befalls one idea, also what nobody foresaw, is that idea's ending and nobody else's.
 */
export async function runCampaign(lab: CampaignLab): Promise<Ending> {
  if (!campaignIn(lab.journal.history)) throw new Error("This journal names no campaign.");
  return new CampaignRun(lab).toTheEnd();
}

/** Seconds after which an idea is tried again that failed for something that may pass. */
const AGAIN_AFTER = [60, 300, 900] as const;

class CampaignRun {
  readonly #bell = new Bell();
  readonly #done = new AbortController();
  readonly #pool: SlotPool;
  readonly #supply: IdeaSupply;
  readonly #alive = new Map<string, AbortController>();
  /** Ideas with a question in front of a person. */
  readonly #asking = new Set<string>();
  /** Ideas that this run need not look at again, with how they ended. */
  readonly #over = new Map<string, CampaignEnding>();
  readonly #tries = new Map<string, number>();
  /** The word that an idea went on by, by the time at which it was said. */
  readonly #heeded = new Map<string, string>();
  /** Ideas that are tried again later. */
  readonly #resting = new Set<string>();
  #sets = 1;
  /** The cap of the campaign or the project that leaves no room for anything. */
  #spent: CampaignEnding | undefined;
  /** What the campaign's own journal did not take: then nothing can go on. */
  #broken: unknown;

  constructor(private readonly lab: CampaignLab) {
    this.#pool = new SlotPool(lab.journal, () => this.#bell.ring());
    this.#supply = new IdeaSupply(lab);
    this.#sets = lab.journal.history.filter(({ type }) => type === "campaign-set").length;
    for (const idea of this.#ideas) {
      const end = this.#endOf(idea);
      if (end?.how === "done" || end?.how === "stopped") this.#over.set(idea, { how: end.how, reason: end.reason });
    }
  }

  async toTheEnd(): Promise<Ending> {
    const over = this.#done;
    const { signal } = this.lab;
    const abort = () => this.#callOff(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    void this.#listen(over.signal);
    for (const holder of this.#pool.holders) this.#mindJob(holder);
    try {
      while (!signal.aborted) {
        await this.#obey();
        await this.#begin();
        if (this.#isOver()) break;
        await this.#bell.heard(signal);
        if (this.#broken) throw this.#broken;
      }
      await this.#allRest();
      return await this.#end();
    } catch (error) {
      this.#callOff("paused");
      await this.#allRest();
      throw error;
    } finally {
      signal.removeEventListener("abort", abort);
      over.abort();
    }
  }

  #callOff(reason: unknown): void {
    for (const idea of this.#alive.values()) idea.abort(reason);
    this.#bell.ring();
  }

  async #allRest(): Promise<void> {
    while (this.#alive.size > 0 || this.#supply.thinking) await this.#bell.heard(this.#done.signal);
  }

  /** As it was set last: more ideas, slots or money may be given to it while it runs. */
  private get campaign(): Campaign {
    return campaignIn(this.lab.journal.history)!;
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
      this.#setAnew();
      this.#bell.ring();
    }
  }

  /** A campaign that was set anew may have more ideas, slots or money: what ended for want of it goes on. */
  #setAnew(): void {
    const sets = this.lab.journal.history.filter(({ type }) => type === "campaign-set").length;
    if (sets === this.#sets) return;
    this.#sets = sets;
    this.#supply.lookAgain();
    this.#spent = undefined;
    for (const [idea, { how }] of this.#over) if (how === "budget") this.#over.delete(idea);
    this.#pool.lookAgain();
  }

  /** A job that nobody has in hand keeps its slot until it ended. */
  #mindJob(holder: Holder): void {
    const ended = this.lab.jobEnd(holder, this.#done.signal);
    // What cannot be seen now stays taken: whoever runs the campaign next looks again.
    void ended.then(() => this.#pool.releaseUnwatched(holder)).catch(() => undefined);
  }

  /** Whether the researcher let an idea go on after it had ended. Each such word is heeded once, whatever two clocks say. */
  #isTakenBack(idea: string, wish: ReturnType<ReturnType<typeof wantsIn>["wishFor"]>): boolean {
    const end = this.#endOf(idea);
    if (wish?.want !== "run" || !end || wish.at <= end.at || this.#heeded.get(idea) === wish.at) return false;
    this.#heeded.set(idea, wish.at);
    return true;
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
      if (how !== undefined && how !== "done" && this.#isTakenBack(idea, wants.wishFor(idea))) this.#over.delete(idea);
      if (wants.of(idea) !== "stop" || this.#alive.has(idea) || how === "stopped" || how === "done") continue;
      const stopped = await this.lab.stop(idea).then(
        () => STOPPED,
        (error: unknown) => ({ ...STOPPED, reason: `${STOPPED.reason} ${sentenceOf(error)}` }),
      );
      await this.#settle(idea, stopped, false);
    }
  }

  /** While all rest, an idea that was named since goes on alone. */
  async #begin(): Promise<void> {
    if (this.#spent || this.lab.signal.aborted) return;
    if (this.#wants.all === "run") await this.#supply.gather(this.campaign);
    // Who was called off meanwhile begins nothing that nobody would call off again.
    if (this.lab.signal.aborted) return;
    for (let next = this.#next(); next !== undefined && this.#hasRoom(); next = this.#next()) this.#walk(next);
    if (this.#wantsMore()) void this.#safely(this.#supply.think());
  }

  /** In an open-ended campaign an idea is thought up when it is its turn, else as soon as may be. */
  #wantsMore(): boolean {
    if (!this.#supply.mayThink || this.#wants.all !== "run") return false;
    return !this.campaign.openEnded || (this.#hasRoom() && this.#next() === undefined);
  }

  async #safely(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => (this.#broken ??= error));
    this.#bell.ring();
  }

  #next(): string | undefined {
    const wants = this.#wants;
    return this.#ideas.find(
      (idea) => !this.#alive.has(idea) && !this.#over.has(idea) && !this.#resting.has(idea) && wants.of(idea) === "run",
    );
  }

  #hasRoom(): boolean {
    const busy = [...this.#alive.keys()].filter((idea) => !this.#asking.has(idea));
    const left = this.campaign.count - this.#alive.size - this.#over.size;
    return hasRoom(this.campaign, { busy, left, pool: this.#pool });
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
    const ended = walked()
      .catch((error: unknown): CampaignEnding => ({ how: "failed", reason: sentenceOf(error) }))
      .then((ending) => this.#ended(idea, ending, control.signal.aborted))
      .finally(() => {
        this.#alive.delete(idea);
        this.#asking.delete(idea);
        this.#pool.leave(idea);
        for (const holder of this.#pool.holders) if (holder.idea === idea) this.#mindJob(holder);
      });
    void this.#safely(ended);
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
      .sleep(wait * 1000, AbortSignal.any([this.lab.signal, this.#done.signal]))
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

  async #note(text: string): Promise<void> {
    await this.lab.journal.append({ type: "noted", level: "warning", text });
  }

  #isOver(): boolean {
    if (this.#alive.size > 0 || this.#supply.thinking) return false;
    if (this.#spent !== undefined) return true;
    const wants = this.#wants;
    const isRest = [...this.#resting].some((idea) => wants.of(idea) === "run");
    return !isRest && this.#next() === undefined && !this.#wantsMore();
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

const STOPPED: CampaignEnding = { how: "stopped", reason: "Stopped by the researcher." };
