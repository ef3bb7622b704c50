import type { Want } from "../../research/campaign";
import { sentenceOf } from "../step";
import type { CampaignEnding, CampaignLab } from "./campaign-lab";
import type { SlotPool } from "./slot-pool";

/** The ideas of a campaign that are under way. */
export class Walks {
  readonly #alive = new Map<string, AbortController>();
  /** Ideas with a question in front of a person. */
  readonly #asking = new Set<string>();

  /** `changed` is called when an idea came to ask somebody something, or was answered. */
  constructor(
    private readonly lab: Pick<CampaignLab, "pursue">,
    private readonly pool: SlotPool,
    private readonly changed: () => void,
  ) {}

  get size(): number {
    return this.#alive.size;
  }

  has(idea: string): boolean {
    return this.#alive.has(idea);
  }

  /** Those that have no question in front of a person. */
  get busy(): readonly string[] {
    return [...this.#alive.keys()].filter((idea) => !this.#asking.has(idea));
  }

  callOff(reason: unknown): void {
    for (const control of this.#alive.values()) control.abort(reason);
  }

  /** Calls off those that shall not run. */
  obey(wanted: (idea: string) => Want): void {
    for (const [idea, control] of this.#alive) {
      const want = wanted(idea);
      if (want !== "run" && !control.signal.aborted) control.abort(want === "stop" ? "stopped" : "paused");
    }
  }

  /** Resolves when the idea's way ended and `ended` has seen to it. What nobody foresaw is an ending, too. */
  async walk(idea: string, ended: (ending: CampaignEnding, calledOff: boolean) => Promise<void>): Promise<void> {
    const control = new AbortController();
    this.#alive.set(idea, control);
    const asks = (open: boolean) => {
      if (open) this.#asking.add(idea);
      else this.#asking.delete(idea);
      this.changed();
    };
    const walked = async () => this.lab.pursue(idea, { pool: this.pool, signal: control.signal, asks });
    try {
      const failed = (error: unknown): CampaignEnding => ({ how: "failed", reason: sentenceOf(error) });
      await ended(await walked().catch(failed), control.signal.aborted);
    } finally {
      this.#alive.delete(idea);
      this.#asking.delete(idea);
      this.pool.leave(idea);
    }
  }
}
