import { type Campaign, campaignIn, type Wish, wantsIn } from "../../research/campaign";
import type { RunEvent } from "../../research/run-event";
import type { Ending } from "../../research/run-view";
import { sentenceOf } from "../step";
import { Bell } from "./bell";
import type { CampaignEnding, CampaignLab } from "./campaign-lab";
import { endingOfCampaign } from "./ending";
import { hasRoom } from "./has-room";
import { IdeaSupply } from "./idea-supply";
import { Outcomes } from "./outcomes";
import { type Holder, SlotPool } from "./slot-pool";
import { takeMore } from "./take-more";
import { Walks } from "./walks";

/**
 * Tries a campaign's ideas over its slots, from where its journal stands. Resolves when there is nothing left that could go on.
 * Whatever befalls one idea, also what nobody foresaw, is that idea's ending and nobody else's.
 */
export async function runCampaign(lab: CampaignLab): Promise<Ending> {
  if (!campaignIn(lab.journal.history)) throw new Error("This journal names no campaign.");
  return new CampaignRun(lab).toTheEnd();
}

class CampaignRun {
  readonly #bell = new Bell();
  readonly #done = new AbortController();
  readonly #pool: SlotPool;
  readonly #supply: IdeaSupply;
  readonly #outcomes: Outcomes;
  readonly #walks: Walks;
  #sets = 1;
  /** The cap of the campaign or the project that leaves no room for anything. */
  #spent: CampaignEnding | undefined;
  /** What the campaign's own journal did not take: then nothing can go on. */
  #broken: unknown;

  constructor(private readonly lab: CampaignLab) {
    this.#pool = new SlotPool(lab.journal, () => this.#bell.ring(), lab.clock);
    this.#walks = new Walks(lab, this.#pool, () => this.#bell.ring());
    this.#supply = new IdeaSupply(lab);
    this.#outcomes = new Outcomes(lab, () => this.#bell.ring(), this.#done.signal);
    this.#sets = setsIn(lab.journal.history);
  }

  async toTheEnd(): Promise<Ending> {
    const over = this.#done;
    const { signal } = this.lab;
    const abort = () => this.#callOff(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    try {
      await takeMore(this.lab.journal, this.lab.wishes.said);
      this.#setAnew();
      void this.#listen(over.signal);
      for (const holder of this.#pool.holders) this.#mindJob(holder);
      while (!signal.aborted) {
        await this.#obey();
        await this.#begin();
        if (this.#isOver() && !(await this.#wasSaidMore())) break;
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

  /** What is said in the last moment of a campaign is heard in it, too. */
  async #wasSaidMore(): Promise<boolean> {
    const { wishes, journal } = this.lab;
    const before = wishes.said.length;
    await wishes.look();
    if (wishes.said.length === before) return false;
    await takeMore(journal, wishes.said);
    this.#setAnew();
    return true;
  }

  #callOff(reason: unknown): void {
    this.#walks.callOff(reason);
    this.#bell.ring();
  }

  async #allRest(): Promise<void> {
    while (this.#walks.size > 0 || this.#supply.thinking) await this.#bell.heard(this.#done.signal);
  }

  /** As it was set last: more ideas, slots or money may be given to it while it runs. */
  private get campaign(): Campaign {
    return campaignIn(this.lab.journal.history)!;
  }

  get #wants() {
    return wantsIn([...this.lab.journal.history, ...this.lab.wishes.said]);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.lab.wishes.more(signal).catch(() => undefined);
      if (!signal.aborted) await this.#safely(takeMore(this.lab.journal, this.lab.wishes.said));
      this.#setAnew();
      this.#bell.ring();
    }
  }

  /** A campaign that was set anew may have more ideas, slots or money: what ended for want of it goes on. */
  #setAnew(): void {
    const sets = setsIn(this.lab.journal.history);
    if (sets === this.#sets) return;
    this.#sets = sets;
    this.#supply.lookAgain();
    this.#spent = undefined;
    this.#outcomes.reopenSpent();
    this.#pool.lookAgain();
  }

  /** A job that nobody has in hand keeps its slot until it ended. */
  #mindJob(holder: Holder): void {
    const ended = this.lab.jobEnd(holder, this.#done.signal);
    // What cannot be seen now stays taken: whoever runs the campaign next looks again.
    void ended.then(() => this.#pool.releaseUnwatched(holder)).catch(() => undefined);
  }

  /** Ideas that shall not run are called off; of one that nobody walks, what still runs is ended. */
  async #obey(): Promise<void> {
    const wants = this.#wants;
    this.#walks.obey(wants.of);
    for (const idea of this.#outcomes.ideas) {
      this.#outcomes.takeBack(idea, wants);
      const wish = wants.wishFor(idea);
      if (wish?.want === "stop" && !this.#walks.has(idea) && this.#outcomes.canStop(idea, wish))
        await this.#stop(idea, wish);
    }
  }

  /**
   * When all are stopped, an idea that never began stays what it is; one that was named is not wanted any more. What another campaign is
   * trying stays that one's in either case.
   */
  async #stop(idea: string, wish: Wish): Promise<void> {
    const named = wish.idea !== undefined;
    const begun = await this.lab.stop(idea, named).catch((error: unknown) => sentenceOf(error));
    if (typeof begun === "object") return this.#outcomes.stays(idea, begun, wish);
    if (begun === false && !named) return this.#outcomes.wasNotBegun(idea);
    const reason = typeof begun === "string" ? `${STOPPED} ${begun}` : STOPPED;
    await this.#outcomes.settle(idea, { how: "stopped", reason }, false);
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
    return this.#outcomes.ideas.find(
      (idea) => !this.#walks.has(idea) && this.#outcomes.isOpen(idea) && wants.of(idea) === "run",
    );
  }

  #hasRoom(): boolean {
    const { busy } = this.#walks;
    const left = this.campaign.count - this.#walks.size - this.#outcomes.over.size;
    return hasRoom(this.campaign, { busy, left, pool: this.#pool });
  }

  #walk(idea: string): void {
    this.#outcomes.begins(idea);
    const walked = this.#walks.walk(idea, (ending, calledOff) => this.#ended(idea, ending, calledOff));
    const left = walked.finally(() => {
      for (const holder of this.#pool.holders) if (holder.idea === idea) this.#mindJob(holder);
    });
    void this.#safely(left);
  }

  async #ended(idea: string, ending: CampaignEnding, calledOff: boolean): Promise<void> {
    if (this.lab.signal.reason === "closed") return;
    if (ending.how === "budget" && ending.budget && ending.budget.scope !== "idea") this.#spent = ending;
    await this.#outcomes.ended(idea, ending, calledOff);
  }

  #isOver(): boolean {
    if (this.#walks.size > 0 || this.#supply.thinking) return false;
    if (this.#spent !== undefined) return true;
    const wants = this.#wants;
    const isRest = this.#outcomes.resting.some((idea) => wants.of(idea) === "run");
    return !isRest && this.#next() === undefined && !this.#wantsMore();
  }

  async #end(): Promise<Ending> {
    const { ideas, over, unbegun } = this.#outcomes;
    const { signal } = this.lab;
    const ending = endingOfCampaign({
      ...{ ideas, over, unbegun, wanted: this.campaign.count, spent: this.#spent },
      called: signal.aborted ? (signal.reason === "stopped" ? "stopped" : "paused") : this.#wants.all,
    });
    if (signal.reason !== "closed") await this.lab.journal.append({ type: "ended", ...ending });
    return ending;
  }
}

function setsIn(history: readonly RunEvent[]): number {
  return history.filter(({ type }) => type === "campaign-set").length;
}

const STOPPED = "Stopped by the researcher.";
