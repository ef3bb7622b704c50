import { readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { PaperUnreadable } from "../../engine/ports/paper-reader";
import type { Work } from "../../research/reference";
import { readFirstPages } from "../paper-reader/first-pages";
import { PdfDesk } from "../paper-reader/pdf-desk";
import { dateOf } from "./finding-of";
import { isFresh, type SearchCache } from "./search-cache";
import { type Shelf, type Shelved, shelved } from "./shelf";
import { workInPdf } from "./work-in-pdf";

const MOST_FILES = 1000;
/** Folders in folders. */
const MOST_LEVELS = 4;
const MOST_NAMED = 5;

/** A folder of PDFs, each read once: by its path, size and date it is known again. */
export function pdfShelf(folder: string, cache: SearchCache): Shelf {
  const known = new Map<string, Shelved>();
  return {
    name: "your PDFs",
    async works(signal) {
      const { files, problem } = await pdfsIn(folder, signal);
      const works: Shelved[] = [];
      const unread: string[] = [];
      const desk = new PdfDesk();
      try {
        for (const path of files) {
          signal.throwIfAborted();
          const read = await workAt(path, { folder, cache, known, desk }, signal);
          if (typeof read === "string") unread.push(read);
          else works.push(read);
        }
      } finally {
        await desk.end();
      }
      return { works, problems: [...(problem ? [problem] : []), ...named(unread)] };
    },
  };
}

type Shelving = {
  readonly folder: string;
  readonly cache: SearchCache;
  readonly known: Map<string, Shelved>;
  readonly desk: PdfDesk;
};

/** The work, or why there is none in a sentence. What could not be read is tried again when the file has changed, or a day later. */
async function workAt(
  path: string,
  { folder, cache, known, desk }: Shelving,
  signal: AbortSignal,
): Promise<Shelved | string> {
  const shelve = (identity: string, work: Work): Shelved => {
    const one = shelved(work);
    known.set(identity, one);
    return one;
  };
  const name = relative(folder, path);
  try {
    const { size, mtimeMs } = await stat(path);
    const identity = `${path} ${size} ${Math.round(mtimeMs)}`;
    const here = known.get(identity);
    if (here) return here;
    const kept = await cache.find("pdf", identity);
    const [work] = kept?.works ?? [];
    if (work) return shelve(identity, work);
    if (kept && isFresh(kept, Date.now())) return `${name} could not be read on ${dateOf(kept.at)}.`;
    const found = await read(path, desk, signal);
    await cache.keep("pdf", identity, Date.now(), typeof found === "string" ? [] : [found]).catch(() => undefined);
    return typeof found === "string" ? found.replaceAll(path, name) : shelve(identity, found);
  } catch (error) {
    signal.throwIfAborted();
    return `${name} cannot be read: ${(error as Error).message.replaceAll(path, name)}.`;
  }
}

async function read(path: string, desk: PdfDesk, signal: AbortSignal): Promise<Work | string> {
  try {
    const pages = await readFirstPages(path, desk, signal);
    return workInPdf(pages, basename(path)) ?? `${path} has no title that could be made out.`;
  } catch (error) {
    if (error instanceof PaperUnreadable) return error.message;
    throw error;
  }
}

async function pdfsIn(
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly files: string[]; readonly problem?: string }> {
  const files: string[] = [];
  const pending = [{ path: folder, level: 0 }];
  for (let one = pending.shift(); one !== undefined; one = pending.shift()) {
    const { path, level } = one;
    signal.throwIfAborted();
    const entries = await readdir(path, { withFileTypes: true }).catch((error: Error) => error);
    if (entries instanceof Error) {
      if (level === 0) return { files, problem: `The folder of PDFs cannot be read: ${entries.message}.` };
      continue;
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory() && level + 1 < MOST_LEVELS)
        pending.push({ path: join(path, entry.name), level: level + 1 });
      else if (entry.isFile() && /\.pdf$/i.test(entry.name)) files.push(join(path, entry.name));
      if (files.length >= MOST_FILES) return { files, problem: `Only the first ${MOST_FILES} PDFs are read.` };
    }
  }
  return { files };
}

function named(unread: readonly string[]): string[] {
  const more = unread.length - MOST_NAMED;
  return more <= 0 ? [...unread] : [...unread.slice(0, MOST_NAMED), `${more} more PDFs cannot be read.`];
}
