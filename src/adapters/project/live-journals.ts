import type { Retry } from "../../research/live-retry";
import type { LiveEvent, RunEvent } from "../../research/run-event";
import { type JournalOptions, type OpenJournal, openJournal } from "../journal/jsonl-journal";
import { followJournal, readJournal } from "../journal/read-journal";
import { type Desk, ideaFolder } from "./desk";

/** The journals that this process has open for writing, so that followers here see what is not worth keeping too. */
export class LiveJournals {
  readonly #open = new Map<string, OpenJournal>();

  /** `waits` hears at once why nothing goes on, for whoever follows no journal. */
  constructor(private readonly waits: (retry: Retry) => void = () => undefined) {}

  async open(folder: string, options: JournalOptions): Promise<OpenJournal> {
    const journal = await openJournal(folder, options);
    this.#open.set(folder, journal);
    const close = async () => {
      this.#open.delete(folder);
      await journal.close();
    };
    const show = (event: LiveEvent) => {
      journal.show(event);
      if (event.type === "live-retry") this.waits({ ...event, subject: options.subject });
    };
    return { ...journal, history: journal.history, show, close };
  }

  get(folder: string): OpenJournal | undefined {
    return this.#open.get(folder);
  }
}

/**
 * The idea's events from the first, whoever writes them. While this process writes, what is only worth showing comes too;
 * when it stops writing, the file is followed further, so nothing is missed when another window goes on. Once `signal` aborts,
 * what is on disk and was not seen yet still comes; then it ends.
 */
export async function* followIdea(desk: Desk, slug: string, signal: AbortSignal): AsyncGenerator<RunEvent | LiveEvent> {
  const folder = ideaFolder(desk.folder, slug);
  let seen = 0;
  while (!signal.aborted) {
    const turn = new AbortController();
    const stop = () => turn.abort();
    signal.addEventListener("abort", stop, { once: true });
    const live = desk.journals.get(folder);
    const watching = live ? undefined : watchForOwn(desk, folder, turn);
    let known = 0;
    for await (const event of live ? live.follow(turn.signal) : followJournal(folder, turn.signal)) {
      if (event.type.startsWith("live-")) yield event;
      else if (++known > seen) {
        seen = known;
        yield event;
      }
    }
    clearInterval(watching);
    signal.removeEventListener("abort", stop);
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  yield* (await readJournal(folder)).slice(seen);
}

/** Ends the turn of following the file as soon as this process itself begins to write the journal. */
function watchForOwn(desk: Desk, folder: string, turn: AbortController): NodeJS.Timeout {
  const timer = setInterval(() => desk.journals.get(folder) && turn.abort(), 200);
  timer.unref();
  return timer;
}
