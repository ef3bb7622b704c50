import { type Campaign, campaignIn, ideasIn } from "../../research/campaign";
import { BudgetReached } from "../budget";
import { sentenceOf } from "../step";
import type { CampaignLab } from "./campaign-lab";

/** Repetitions and failures in a row after which no further idea is looked for. */
const MOST_BARREN = 3;

/** Where a campaign's ideas come from: first those that are named, then those that the archive has open, then new ones. */
export class IdeaSupply {
  /** Whether the archive may have ideas that were not looked at. */
  #unread = true;
  #thinking = false;
  #barren = 0;

  constructor(private readonly lab: Pick<CampaignLab, "journal" | "archive" | "signal">) {}

  /** One is being thought up. */
  get thinking(): boolean {
    return this.#thinking;
  }

  /** How many ideas are still to be found. */
  get missing(): number {
    const { history } = this.lab.journal;
    return Math.max(0, campaignIn(history)!.count - ideasIn(history).length);
  }

  /** Whether another one may be thought up. */
  get mayThink(): boolean {
    return this.missing > 0 && !this.#thinking && this.#barren < MOST_BARREN;
  }

  /** There may be more ideas to find, or more money to look for them. */
  lookAgain(): void {
    this.#unread = true;
    this.#barren = 0;
  }

  /** Makes ideas that are there the campaign's. */
  async gather({ ideas: names }: Campaign): Promise<void> {
    if (this.missing === 0 || !this.#unread) return;
    this.#unread = false;
    const open = await this.lab.archive.open();
    const named = names.map((name) => open.find((idea) => idea.name === name) ?? { name, title: name });
    const known = new Set(ideasIn(this.lab.journal.history).map(({ idea }) => idea));
    const fresh = [...named, ...open].filter(({ name }) => !known.has(name) && known.add(name));
    for (const { name, title } of fresh) {
      if (this.missing === 0) return;
      // One that was named is the campaign's by the researcher's word, whoever else tries it.
      if (names.includes(name) || (await this.lab.archive.claim(name)))
        await this.lab.journal.append({ type: "campaign-idea", idea: name, title });
    }
  }

  /** Thinks up one that the next look at the archive will find. */
  async think(): Promise<void> {
    this.#thinking = true;
    try {
      const idea = await this.lab.archive.think(this.lab.signal);
      this.#barren = idea ? 0 : this.#barren + 1;
      this.#unread = true;
    } catch (error) {
      if (this.lab.signal.aborted) return;
      this.#barren = error instanceof BudgetReached ? MOST_BARREN : this.#barren + 1;
      const text = `No further idea was thought up: ${sentenceOf(error)}`;
      await this.lab.journal.append({ type: "noted", level: "warning", text });
    } finally {
      this.#thinking = false;
    }
  }
}
