import { ideasIn, type Wish, type wantsIn } from "../../research/campaign";
import { sentenceOf } from "../step";
import type { CampaignEnding, CampaignLab } from "./campaign-lab";

type Wants = ReturnType<typeof wantsIn>;

/** Seconds after which an idea is tried again that failed for something that may pass. */
const AGAIN_AFTER = [60, 300, 900] as const;

/** What became of each idea of a campaign, as far as whoever runs it has to know. */
export class Outcomes {
  /** Ideas that this run need not look at again, with how they ended. */
  readonly #over = new Map<string, CampaignEnding>();
  /** Ideas that were not begun when all were stopped: they are there for whoever goes on. */
  readonly #unbegun = new Set<string>();
  readonly #tries = new Map<string, number>();
  /** Ideas that are tried again later. */
  readonly #resting = new Set<string>();
  /** The word that an idea went on by, or stayed another campaign's in spite of, by the time at which it was said. */
  readonly #heeded = new Map<string, string>();

  /** `changed` is called when an idea may be tried again; nothing is once `done` aborts. */
  constructor(
    private readonly lab: Pick<CampaignLab, "journal" | "archive" | "clock" | "signal">,
    private readonly changed: () => void,
    private readonly done: AbortSignal,
  ) {
    for (const idea of this.ideas) {
      const end = this.#endOf(idea);
      if (end?.how === "done" || end?.how === "stopped") this.#over.set(idea, { how: end.how, reason: end.reason });
    }
  }

  get ideas(): readonly string[] {
    return ideasIn(this.lab.journal.history).map(({ idea }) => idea);
  }

  get over(): ReadonlyMap<string, CampaignEnding> {
    return this.#over;
  }

  get unbegun(): ReadonlySet<string> {
    return this.#unbegun;
  }

  get resting(): readonly string[] {
    return [...this.#resting];
  }

  /** Whether it can be walked now. */
  isOpen(idea: string): boolean {
    return !this.#over.has(idea) && !this.#resting.has(idea);
  }

  /** Whether a word to stop it, or all, has still to be heeded. */
  canStop(idea: string, { idea: named, at }: Wish): boolean {
    const { how, by } = this.#over.get(idea) ?? {};
    if (how === "done" || how === "stopped" || this.#heeded.get(idea) === at) return false;
    // What was left to another campaign is none of those that are stopped together.
    return named !== undefined || (by === undefined && !this.#unbegun.has(idea));
  }

  /** It was to be stopped, and stays another campaign's. */
  async stays(idea: string, ending: CampaignEnding, { at }: Wish): Promise<void> {
    this.#heeded.set(idea, at);
    await this.settle(idea, ending, false);
  }

  wasNotBegun(idea: string): void {
    this.#unbegun.add(idea);
  }

  begins(idea: string): void {
    this.#unbegun.delete(idea);
  }

  /** There is more money: what ended for want of it goes on. */
  reopenSpent(): void {
    for (const [idea, { how }] of this.#over) if (how === "budget") this.#over.delete(idea);
  }

  /** Ideas that the researcher let go on after they had ended are open again. Each such word is heeded once, whatever two clocks say. */
  takeBack(idea: string, wants: Wants): void {
    const how = this.#over.get(idea)?.how;
    if (how === undefined || how === "done") return;
    const [wish, end] = [wants.wishFor(idea), this.#endOf(idea)];
    if (wish?.want !== "run" || !end || wish.at <= end.at || this.#heeded.get(idea) === wish.at) return;
    this.#heeded.set(idea, wish.at);
    this.#over.delete(idea);
  }

  /** The idea's way ended; what may pass by itself is tried again. */
  async ended(idea: string, ending: CampaignEnding, calledOff: boolean): Promise<void> {
    const tries = this.#tries.get(idea) ?? 0;
    const wait = ending.how === "failed" && ending.passing ? AGAIN_AFTER[tries] : undefined;
    if (wait === undefined || this.lab.signal.aborted) return this.settle(idea, ending, calledOff);
    this.#tries.set(idea, tries + 1);
    this.#resting.add(idea);
    await this.#write(idea, ending, true);
    void this.lab.clock
      .sleep(wait * 1000, AbortSignal.any([this.lab.signal, this.done]))
      .catch(() => undefined)
      .then(() => {
        this.#resting.delete(idea);
        this.changed();
      });
  }

  /** An idea that the researcher paused is not over: it goes on when they say so. */
  async settle(idea: string, ending: CampaignEnding, calledOff: boolean): Promise<void> {
    if (ending.how !== "paused" || !calledOff) this.#over.set(idea, ending);
    await this.#write(idea, ending, false);
    const kept = this.lab.archive.keep(idea, ending);
    await kept.catch((error: unknown) =>
      this.#note(`What became of “${idea}” was not written down: ${sentenceOf(error)}`),
    );
  }

  #endOf(idea: string) {
    const end = this.lab.journal.history.findLast(
      (event) => event.type === "campaign-idea-ended" && event.idea === idea,
    );
    return end?.type === "campaign-idea-ended" ? end : undefined;
  }

  async #write(idea: string, { how, reason, by }: CampaignEnding, again: boolean): Promise<void> {
    const left = by === undefined ? {} : { by };
    await this.lab.journal.append({ type: "campaign-idea-ended", idea, how, reason, again, ...left });
  }

  async #note(text: string): Promise<void> {
    await this.lab.journal.append({ type: "noted", level: "warning", text });
  }
}
