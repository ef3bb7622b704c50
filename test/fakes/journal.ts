import { createHash } from "node:crypto";
import type { Clock } from "../../src/engine/ports/clock";
import type { Journal } from "../../src/engine/ports/journal";
import { type LiveEvent, type NewRunEvent, RunEvent } from "../../src/research/run-event";

type Follower = (event: RunEvent | LiveEvent) => void;

/** A journal in memory. Events pass through JSON and their schema, as they would on disk. */
export class FakeJournal implements Journal {
  readonly history: RunEvent[] = [];
  /** What was shown and not kept. */
  readonly shown: LiveEvent[] = [];
  readonly blobs = new Map<string, string>();
  readonly published = new Map<string, string | { readonly file: string }>();
  private readonly followers = new Set<Follower>();

  constructor(private readonly clock: Pick<Clock, "now"> = { now: () => 0 }) {}

  async append(event: NewRunEvent): Promise<void> {
    const at = new Date(this.clock.now()).toISOString();
    const recorded = RunEvent.parse(JSON.parse(JSON.stringify({ ...event, at })));
    this.history.push(recorded);
    for (const tell of this.followers) tell(recorded);
  }

  show(event: LiveEvent): void {
    this.shown.push(event);
    for (const tell of this.followers) tell(event);
  }

  async *follow(signal: AbortSignal): AsyncIterable<RunEvent | LiveEvent> {
    const waiting: (RunEvent | LiveEvent)[] = [...this.history];
    let wake = () => {};
    const follower: Follower = (event) => {
      waiting.push(event);
      wake();
    };
    this.followers.add(follower);
    signal.addEventListener("abort", () => wake(), { once: true });
    while (!signal.aborted) {
      for (let event = waiting.shift(); event; event = waiting.shift()) yield event;
      if (!signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    }
    this.followers.delete(follower);
  }

  async keep(text: string): Promise<string> {
    const hash = createHash("sha256").update(text).digest("hex");
    this.blobs.set(hash, text);
    return hash;
  }

  async kept(hash: string): Promise<string | undefined> {
    return this.blobs.get(hash);
  }

  async publish(name: string, content: string | { readonly file: string }): Promise<void> {
    this.published.set(name, content);
  }

  /** The events of one type. */
  of<Type extends RunEvent["type"]>(type: Type): Extract<RunEvent, { type: Type }>[] {
    return this.history.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
  }
}
