import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { entriesIn } from "../../latex/bib-entries";
import { type BibEntry, bibEntryOf } from "../../latex/bibliography";
import { citedWorkOf } from "../../latex/cited-work";
import { printedText } from "../../latex/printed-text";
import type { Work } from "../../research/reference";
import { type Shelf, type Shelved, shelved } from "./shelf";
import { detailsOf } from "./work-of-entry";

/** The researcher's own bibliographies. Each is read when it is searched first, and again when it has changed. */
export function bibShelf(project: string, files: readonly string[]): Shelf {
  const known = new Map<string, { readonly as: string; readonly works: readonly Shelved[] }>();
  return {
    name: "your bibliography",
    async works(signal) {
      const works: Shelved[] = [];
      const problems: string[] = [];
      for (const file of files) {
        const path = placeOf(project, file);
        const found = await stat(path).catch(() => undefined);
        const problem = !found?.isFile() ? "there is no such file" : found.size > LARGEST ? "it is far too large" : "";
        if (!found || problem) {
          problems.push(`${basename(path)}: ${problem}.`);
          continue;
        }
        const as = `${found.size} ${found.mtimeMs}`;
        try {
          if (known.get(path)?.as !== as) known.set(path, { as, works: await worksIn(path, signal) });
          works.push(...(known.get(path)?.works ?? []));
        } catch (error) {
          signal.throwIfAborted();
          problems.push(`${basename(path)} cannot be read: ${(error as Error).message}.`);
        }
      }
      return { works, problems };
    },
  };
}

/** Bytes. */
const LARGEST = 20_000_000;
/** Entries that are read at a stretch: a library of ten thousand takes seconds, in which others want to go on. */
const STRETCH = 50;

async function worksIn(path: string, signal: AbortSignal): Promise<Shelved[]> {
  const text = await readFile(path, "utf8");
  const works: Shelved[] = [];
  for (const [at, place] of entriesIn(text).entries()) {
    works.push(...workOf(bibEntryOf(text, place)).map(shelved));
    if (at % STRETCH === 0) await pause();
    signal.throwIfAborted();
  }
  return works;
}

/** A path of the settings: from the project's folder, unless it is absolute or begins at home. */
export function placeOf(project: string, path: string): string {
  return resolve(project, path.replace(/^~(?=$|[\\/])/, homedir()));
}

function workOf(entry: BibEntry): Work[] {
  const cited = citedWorkOf(entry);
  if (!cited?.title) return [];
  const { fields, type } = entry;
  const { title, authors, others } = cited;
  const venue = printedText(fields.journal ?? fields.booktitle ?? fields.publisher ?? fields.school ?? "");
  return [
    {
      ...{
        title,
        authors: [...authors, ...(others ? ["others"] : [])],
        venue,
        abstract: printedText(fields.abstract ?? ""),
      },
      kind: !venue
        ? "misc"
        : type === "article"
          ? "article"
          : /^(?:inproceedings|conference)$/.test(type)
            ? "inproceedings"
            : "misc",
      ...detailsOf(entry, cited),
      ...(/\bretracted\b/i.test(fields.note ?? "") ? { retracted: true } : {}),
    },
  ];
}
