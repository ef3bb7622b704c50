import type { LiveEvent, NewRunEvent, RunEvent } from "../../research/run-event";

/** The append-only record of one idea, and its only state. */
export interface Journal {
  /** Every event so far, oldest first. It grows with `append`. */
  readonly history: readonly RunEvent[];
  /** Stamps the time and resolves once the event is on disk (fsync). */
  append(event: NewRunEvent): Promise<void>;
  /** Shows followers what is not worth keeping. */
  show(event: LiveEvent): void;
  /** The whole history, then each new event until `signal` aborts. */
  follow(signal: AbortSignal): AsyncIterable<RunEvent | LiveEvent>;
  /** Keeps a long text beside the journal, under the hash that is returned. The same text is kept once. */
  keep(text: string): Promise<string>;
  kept(hash: string): Promise<string | undefined>;
  /** Puts a result into the idea's folder for a person to find: `review.json`, `paper.pdf`. Replaces the one before. */
  publish(name: string, content: string | { readonly file: string }): Promise<void>;
}
