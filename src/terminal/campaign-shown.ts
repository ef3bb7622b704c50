import type { CampaignView, IdeaInCampaign } from "../research/campaign";
import { type Retry, retryWords } from "../research/live-retry";
import { newsIn, standLine } from "./campaign-lines";
import { say, type Terminal } from "./context";

/** News as lines, and on a terminal one line below them that moves; or, for programs, each new state of an idea as JSON. */
export class CampaignShown {
  #last: CampaignView | undefined;
  #drawn = false;
  #held: string[] | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly json: boolean,
  ) {}

  see(view: CampaignView): void {
    if (this.json) this.#tell(view);
    else for (const line of newsIn(this.#last, view)) this.#print(line);
    this.#last = view;
    if (!this.json && this.terminal.err.isTTY && !this.#held) this.#draw(standLine(view));
  }

  /** A model that does not answer keeps an idea waiting, and often all of them. */
  seeRetry(retry: Retry): void {
    this.#print(`! ${[retry.subject, retryWords(retry)].filter(Boolean).join(": ")}`);
  }

  async quietly<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.end();
    this.#held ??= [];
    try {
      return await ask();
    } finally {
      const held = this.#held;
      this.#held = undefined;
      for (const line of held) this.#print(line);
    }
  }

  end(): void {
    if (this.#drawn) this.terminal.err.write("\r\u001b[K");
    this.#drawn = false;
  }

  #tell(view: CampaignView): void {
    const known = new Map(this.#last?.ideas.map((idea) => [idea.name, toldOf(idea)]));
    for (const idea of view.ideas)
      if (known.get(idea.name) !== toldOf(idea))
        this.terminal.out.write(`${JSON.stringify({ type: "idea", ...idea })}\n`);
  }

  #print(line: string): void {
    if (this.#held) return void this.#held.push(line);
    this.end();
    say(this.terminal, line);
  }

  #draw(line: string): void {
    this.end();
    this.terminal.err.write(line.slice(0, (this.terminal.err.columns || 100) - 1));
    this.#drawn = true;
  }
}

/** What changes of an idea that is worth a line: not its seconds, nor each cent. */
function toldOf({ state, reason, stage, slot, scores }: IdeaInCampaign): string {
  return JSON.stringify([state, reason, stage, slot, scores]);
}
