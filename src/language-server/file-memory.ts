import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { inflateSync } from "node:zlib";
import type { Looking } from "../latex/known-pictures";
import { figuresInRecord } from "../research/figure-record";
import { pictureFacts } from "../research/picture-facts";

/** Bytes. Nobody's figure is larger, and nobody's data that a figure is drawn from are worth more of a wait. */
const LARGEST = 20_000_000;
/** Bytes. Pixels that take more are not looked at. */
const MOST_INFLATED = 200_000_000;
/** Files that are remembered at a time. */
const MOST_KNOWN = 2_000;

/** What was found out of files, kept as long as they stay as they are: a paper is read with every pause of a writer. */
export class FileMemory {
  readonly #known = new Map<string, { readonly stamp: string; readonly found: unknown }>();

  /** Does `work` on the content of a file, or answers from memory. Undefined for what is not there or too large. */
  async of<Found>(path: string, what: string, work: (content: Buffer) => Found): Promise<Found | undefined> {
    const file = await stat(path).catch(() => undefined);
    if (!file?.isFile() || file.size > LARGEST) return undefined;
    const stamp = `${file.mtimeMs} ${file.size}`;
    const known = this.#known.get(`${what} ${path}`);
    if (known?.stamp === stamp) return known.found as Found;
    const content = await readFile(path).catch(() => undefined);
    if (!content) return undefined;
    const found = work(content);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(`${what} ${path}`, { stamp, found });
    return found;
  }
}

/** Looks at pictures and data by paths relative to `folder`. */
export function lookingFrom(folder: string, memory: FileMemory): Looking {
  const sha256 = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
  const inflate = (content: Uint8Array) => inflateSync(content, { maxOutputLength: MOST_INFLATED });
  return {
    record: async (path) =>
      (await memory.of(resolve(folder, path), "record", (content) => figuresInRecord(content.toString("utf8")))) ?? [],
    hash: (path) => memory.of(resolve(folder, path), "hash", sha256),
    facts: (path) => memory.of(resolve(folder, path), "facts", (content) => pictureFacts(content, { sha256, inflate })),
  };
}
