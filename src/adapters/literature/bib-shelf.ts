import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import { type BibEntry, bibliographyOf } from "../../latex/bibliography";
import { citedWorkOf } from "../../latex/cited-work";
import { printedText } from "../../latex/printed-text";
import type { Work } from "../../research/reference";
import type { Shelf } from "./shelf";

/** The researcher's own bibliographies. Each is read when it is searched first, and again when it has changed. */
export function bibShelf(project: string, files: readonly string[]): Shelf {
  const read = new Map<string, { readonly as: string; readonly works: readonly Work[] }>();
  return {
    name: "your bibliography",
    async works() {
      const works: Work[] = [];
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
        if (read.get(path)?.as !== as) {
          const text = await readFile(path, "utf8").catch((error: Error) => error);
          if (text instanceof Error) {
            problems.push(`${basename(path)} cannot be read: ${text.message}.`);
            continue;
          }
          read.set(path, { as, works: bibliographyOf("", { [path]: text }).flatMap(workOf) });
        }
        works.push(...(read.get(path)?.works ?? []));
      }
      return { works, problems };
    },
  };
}

/** Bytes. */
const LARGEST = 20_000_000;

/** A path of the settings: from the project's folder, unless it is absolute or begins at home. */
export function placeOf(project: string, path: string): string {
  return resolve(project, path.replace(/^~(?=$|[\\/])/, homedir()));
}

function workOf(entry: BibEntry): Work[] {
  const cited = citedWorkOf(entry);
  if (!cited?.title) return [];
  const { fields, type } = entry;
  const { title, authors, others, year, doi, arxiv } = cited;
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
      ...(year ? { year } : {}),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(fields.url ? { url: fields.url } : {}),
      ...(fields.volume ? { volume: fields.volume } : {}),
      ...(fields.number ? { number: fields.number } : {}),
      ...(fields.pages ? { pages: fields.pages } : {}),
      ...(/\bretracted\b/i.test(fields.note ?? "") ? { retracted: true } : {}),
    },
  ];
}
