import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod";

/**
 * What is remembered of papers or folders by their paths, over sessions where a file is given, in memory at least. What was not
 * touched for longest goes first; what cannot be read or written is as if it had never been.
 */
export class KeptByName<Thing> {
  file: string | undefined;
  readonly #shape: z.ZodType<Record<string, Thing>>;
  readonly #most: number;
  #things: Promise<Map<string, Thing>> | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(shape: z.ZodType<Thing>, most: number) {
    this.#shape = z.record(z.string(), shape);
    this.#most = most;
  }

  async recall(name: string): Promise<Thing | undefined> {
    return (await this.#read()).get(name);
  }

  async remember(name: string, thing: Thing): Promise<void> {
    const things = await this.#read();
    const same = JSON.stringify(things.get(name)) === JSON.stringify(thing);
    things.delete(name);
    things.set(name, thing);
    for (const oldest of [...things.keys()].slice(0, -this.#most)) things.delete(oldest);
    if (same) return;
    // One after the other: two papers may be opened at the same time, and each write is of one and the same file.
    this.#written = this.#written.then(() => this.#write(things));
    await this.#written;
  }

  #read(): Promise<Map<string, Thing>> {
    this.#things ??= this.#load();
    return this.#things;
  }

  async #load(): Promise<Map<string, Thing>> {
    if (this.file === undefined) return new Map();
    try {
      return new Map(Object.entries(this.#shape.parse(JSON.parse(await readFile(this.file, "utf8")))));
    } catch {
      return new Map();
    }
  }

  /** Another window may write at the same time: each writes a whole file of its own and puts it in place. */
  async #write(things: ReadonlyMap<string, Thing>): Promise<void> {
    if (this.file === undefined) return;
    const fresh = `${this.file}.${process.pid}`;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(fresh, JSON.stringify(Object.fromEntries(things)));
      await rename(fresh, this.file);
    } catch {
      // A disk that is full costs what a later session would remember, nothing else.
    }
  }
}
