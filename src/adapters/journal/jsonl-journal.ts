import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Clock } from "../../engine/ports/clock";
import type { Journal } from "../../engine/ports/journal";
import { type LiveEvent, type NewRunEvent, RunEvent } from "../../research/run-event";
import { systemClock } from "../clock";
import { makePrivateFolder } from "../private-folder";
import { AppendFile } from "./append-file";
import { keepBlob, keptBlob } from "./blobs";
import { Followers } from "./followers";
import { asLine, readLines } from "./journal-lines";
import { lockJournal } from "./journal-lock";
import { journalFile } from "./read-journal";

export type JournalOptions = {
  readonly subject: string;
  readonly rehearsal: boolean;
  readonly clock?: Pick<Clock, "now">;
};

export type OpenJournal = Journal & {
  /** Waits for what is being written, ends all followers and gives the lock back. */
  close(): Promise<void>;
};

/**
 * Opens the journal in an idea's folder for writing, and begins it where there is none. Throws `JournalLocked` while another
 * process has it open and `JournalUnreadable` when a line in the middle is none of ours. What a crash left half-written at the
 * end is cut off.
 */
export async function openJournal(folder: string, options: JournalOptions): Promise<OpenJournal> {
  await makePrivateFolder(folder);
  const unlock = await lockJournal(folder);
  try {
    const file = journalFile(folder);
    await makeFile(file);
    const { events, wholeBytes } = readLines(await readFile(file), file);
    const journal = journalOver(folder, events, await AppendFile.open(file, wholeBytes), options, unlock);
    const { subject, rehearsal } = options;
    if (events.length === 0) await journal.append({ type: "opened", format: 1, subject, rehearsal });
    return journal;
  } catch (error) {
    await unlock();
    throw error;
  }
}

function journalOver(
  folder: string,
  history: RunEvent[],
  file: AppendFile,
  { clock = systemClock }: JournalOptions,
  unlock: () => Promise<void>,
): OpenJournal {
  const followers = new Followers<RunEvent | LiveEvent>();
  return {
    history,
    async append(event) {
      const line = asLine(stamped(event, clock.now()));
      const asRead = RunEvent.parse(JSON.parse(line));
      await file.append(line);
      history.push(asRead);
      followers.tell(asRead, true);
    },
    show: (event) => followers.tell(event, false),
    follow: (signal) => followers.listen(history, signal),
    keep: (text) => keepBlob(join(folder, "blobs"), text),
    kept: (hash) => keptBlob(join(folder, "blobs"), hash),
    async publish(name, content) {
      const path = publishedPath(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, typeof content === "string" ? content : await readFile(content.file));
    },
    async close() {
      await file.close();
      followers.close();
      await unlock();
    },
  };
}

function stamped(event: NewRunEvent, now: number): RunEvent {
  return { ...event, at: new Date(now).toISOString() } as RunEvent;
}

/** Makes the file and its entry in the folder last; an existing one stays as it is. */
async function makeFile(file: string): Promise<void> {
  await (await open(file, "a")).close();
  const folder = await open(dirname(file), "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** A result may not leave the idea's folder, nor take the place of the journal's own files. */
function publishedPath(folder: string, name: string): string {
  const path = normalize(name);
  const [top = ""] = path.split(sep);
  if (
    isAbsolute(path) ||
    top === ".." ||
    top === "." ||
    top === "blobs" ||
    top === "jobs" ||
    top.startsWith("journal.")
  )
    throw new Error(`“${name}” is not a name for a result.`);
  return join(folder, path);
}
