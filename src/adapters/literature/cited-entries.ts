import { readdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type BibEntry, bibEntryOf, bibliographyOf } from "../../latex/bibliography";
import { paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";

/** A text by its path; rejects where there is none. */
type Read = (path: string) => Promise<string>;

/**
 * The entries of a `.bib` file, or of all bibliographies of a paper, each key once. Texts that are not saved count instead of those on the
 * disk. Throws where the file cannot be read.
 */
export async function citedEntries(path: string, unsaved: Readonly<Record<string, string>> = {}): Promise<BibEntry[]> {
  const read: Read = async (one) => unsaved[one] ?? readFile(one, "utf8");
  const text = await read(path);
  const isBibliography = /\.bib$/i.test(path);
  const entries = isBibliography ? bibliographyOf("", { [path]: text }) : await entriesOfPaper(path, text, read);
  const keys = new Set<string>();
  return entries.filter(({ key }) => {
    const isNew = key !== "" && !keys.has(key);
    keys.add(key);
    return isNew;
  });
}

async function entriesOfPaper(path: string, text: string, readText: Read): Promise<BibEntry[]> {
  const folder = dirname(path);
  const files = await paperFilesAround(text, path, {
    read: (name) => readText(resolve(folder, name)).catch(() => undefined),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
  });
  return paperOf(text, files).bibliographies.flatMap((one) => one.entries.map((entry) => bibEntryOf(one.text, entry)));
}
