import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Work } from "../../research/reference";
import { makePrivateFolder } from "../private-folder";

/** What a source answered to a question, and when (milliseconds since 1970). */
const Kept = z.object({ at: z.number(), source: z.string(), query: z.string(), works: z.array(Work) });
export type Kept = z.infer<typeof Kept>;

/** Answers of services on disk, a file each, so that nobody is asked twice for the same. A question is the same in any case. */
export class SearchCache {
  constructor(private readonly folder: string) {}

  /** Undefined when there is none, or none that can be read. */
  async find(source: string, question: string): Promise<Kept | undefined> {
    const text = await readFile(this.fileOf(source, question), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return Kept.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  }

  async keep(source: string, question: string, at: number, works: readonly Work[]): Promise<void> {
    const file = this.fileOf(source, question);
    await makePrivateFolder(this.folder);
    // Two runs may ask the same at the same time.
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify({ at, source, query: question, works }));
    await rename(draft, file);
  }

  private fileOf(source: string, question: string): string {
    const name = createHash("sha256").update(`${source}\0${question.toLowerCase()}`).digest("hex").slice(0, 32);
    return join(this.folder, `${name}.json`);
  }
}

/** A month; a day for an answer without a hit, which a paper of today may change. */
export function isFresh({ at, works }: Kept, now: number): boolean {
  const days = (now - at) / 86_400_000;
  return days < (works.length > 0 ? 30 : 1);
}
