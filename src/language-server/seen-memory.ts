import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod";
import { SeenResults } from "../research/seen-results";

const Kept = z.record(z.string(), SeenResults);

/** Folders that are kept; the ones that were not looked at for longest go first. */
const MOST_FOLDERS = 40;

/**
 * What was seen of the results of each folder, so that a number that was right when it was written is known as such after its
 * run was made again. Kept in a file where one is given, in memory at least: what cannot be read or written is as if never seen.
 */
export class SeenMemory {
  file: string | undefined;
  #folders: Promise<Map<string, SeenResults>> | undefined;
  #written: Promise<void> = Promise.resolve();

  async recall(folder: string): Promise<SeenResults | undefined> {
    return (await this.#read()).get(folder);
  }

  async remember(folder: string, seen: SeenResults): Promise<void> {
    const folders = await this.#read();
    const same = JSON.stringify(folders.get(folder)) === JSON.stringify(seen);
    folders.delete(folder);
    folders.set(folder, seen);
    for (const oldest of [...folders.keys()].slice(0, -MOST_FOLDERS)) folders.delete(oldest);
    if (same) return;
    // One after the other: two papers may be opened at the same time, and each write is of one and the same file.
    this.#written = this.#written.then(() => this.#write(folders));
    await this.#written;
  }

  #read(): Promise<Map<string, SeenResults>> {
    this.#folders ??= this.#load();
    return this.#folders;
  }

  async #load(): Promise<Map<string, SeenResults>> {
    if (this.file === undefined) return new Map();
    try {
      return new Map(Object.entries(Kept.parse(JSON.parse(await readFile(this.file, "utf8")))));
    } catch {
      return new Map();
    }
  }

  /** Another window may write at the same time: each writes a whole file of its own and puts it in place. */
  async #write(folders: ReadonlyMap<string, SeenResults>): Promise<void> {
    if (this.file === undefined) return;
    const fresh = `${this.file}.${process.pid}`;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(fresh, JSON.stringify(Object.fromEntries(folders)));
      await rename(fresh, this.file);
    } catch {
      // A disk that is full costs the marks of a later session, nothing else.
    }
  }
}
