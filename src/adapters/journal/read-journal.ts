import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RunEvent } from "../../research/run-event";
import { systemClock } from "../clock";
import { readLines } from "./journal-lines";

/** The file of the journal in an idea's folder. */
export function journalFile(folder: string): string {
  return join(folder, "journal.jsonl");
}

/** The history as it stands on disk, without taking the lock; empty when there is no journal. */
export async function readJournal(folder: string): Promise<readonly RunEvent[]> {
  const file = journalFile(folder);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  return readLines(bytes, file).events;
}

/**
 * Follows a journal that another process writes: its history, then each event within a quarter of a second, until `signal`
 * aborts. Waits for a journal that is not there yet; ends when the file becomes shorter than what was read, because then it
 * is another journal.
 */
export async function* followJournal(folder: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const file = journalFile(folder);
  let offset = 0;
  let line = 1;
  while (!signal.aborted) {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size < offset) return;
    const { events, wholeBytes } = readLines(await bytesOf(file, offset, size), file, line);
    offset += wholeBytes;
    line += events.length;
    for (const event of events) {
      if (signal.aborted) return;
      yield event;
    }
    if (wholeBytes === 0) await systemClock.sleep(pollMilliseconds, signal).catch(() => undefined);
  }
}

const pollMilliseconds = 250;

/** A part of a file; nothing where it ends before it begins. */
export async function bytesOf(file: string, from: number, to: number): Promise<Buffer> {
  if (to <= from) return Buffer.alloc(0);
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
