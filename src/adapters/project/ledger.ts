import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { journalFile } from "../journal/read-journal";
import { writingFolder } from "../writing/passage-shelf";
import { campaignsFolder } from "./campaign/campaign-files";

/**
 * What a project has spent, from all its journals: those of its ideas, of their thinking up, of its campaigns, of the reviews of papers and of
 * what was asked about their passages. The
 * journals are the only ledger; what is remembered here is how far each was read.
 */
export class Ledger {
  readonly #read = new Map<string, Read>();

  constructor(private readonly project: string) {}

  /** US dollars in all journals but the one in `own`, as they stand on disk now. */
  async spentBeside(own: string): Promise<number> {
    const folders = await journalFolders(this.project);
    return this.spentInThese(folders.filter((folder) => folder !== own));
  }

  /** US dollars in the journals in `folders`. */
  async spentInThese(folders: readonly string[]): Promise<number> {
    const sums = await Promise.all(folders.map((folder) => this.#spentIn(folder)));
    return sums.reduce((sum, dollars) => sum + dollars, 0);
  }

  /** US dollars in all journals. */
  spentInAll(): Promise<number> {
    return this.spentBeside("");
  }

  async #spentIn(folder: string): Promise<number> {
    const file = journalFile(folder);
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    const known = this.#read.get(folder);
    const from = known && known.bytes <= size ? known : NOTHING_READ;
    if (from.bytes === size) return from.dollars;
    const fresh = spentInLines(await bytesOf(file, from.bytes, size));
    const read = { bytes: from.bytes + fresh.bytes, dollars: from.dollars + fresh.dollars };
    this.#read.set(folder, read);
    return read.dollars;
  }
}

type Read = { readonly bytes: number; readonly dollars: number };
const NOTHING_READ: Read = { bytes: 0, dollars: 0 };

/** Where a paper's review is kept when it is asked for in a project. */
export function reviewsFolder(project: string): string {
  return join(project, ".ai-scientist", "reviews");
}

/** Where the journals of deleted ideas are kept: their money is spent all the same. */
export function deletedFolder(project: string): string {
  return join(project, ".ai-scientist", "deleted");
}

async function journalFolders(project: string): Promise<string[]> {
  const parents = [
    join(project, ".ai-scientist", "ideas"),
    reviewsFolder(project),
    deletedFolder(project),
    writingFolder(project),
    campaignsFolder(project),
  ];
  const children = await Promise.all(
    parents.map(async (parent) => (await readdir(parent).catch(() => [])).map((name) => join(parent, name))),
  );
  return [join(project, ".ai-scientist", "project"), ...children.flat()];
}

/**
 * US dollars of the whole lines in `bytes`, and how many bytes those lines have. Also a journal of another version counts: only the
 * lines of model calls are looked at.
 */
function spentInLines(bytes: Buffer): Read {
  const end = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.toString("utf8", 0, end).split("\n");
  return { bytes: end, dollars: lines.reduce((sum, line) => sum + spentInLine(line), 0) };
}

function spentInLine(line: string): number {
  if (!line.includes('"model-called"')) return 0;
  try {
    const { type, dollars } = JSON.parse(line) as { type?: unknown; dollars?: unknown };
    return type === "model-called" && typeof dollars === "number" ? dollars : 0;
  } catch {
    return 0; // A torn line: the call that it was about is not in anybody's ledger.
  }
}

async function bytesOf(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file, "r").catch(() => undefined);
  if (!handle) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
