import { readdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type BibEntry, bibEntryOf, bibliographyOf } from "../../latex/bibliography";
import { paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";

/** The entries of a `.bib` file, or of all bibliographies of a paper, each key once. Throws where the file cannot be read. */
export async function citedEntries(path: string): Promise<BibEntry[]> {
  const text = await readFile(path, "utf8");
  const entries = /\.bib$/i.test(path) ? bibliographyOf("", { [path]: text }) : await entriesOfPaper(path, text);
  const keys = new Set<string>();
  return entries.filter(({ key }) => {
    const isNew = key !== "" && !keys.has(key);
    keys.add(key);
    return isNew;
  });
}

async function entriesOfPaper(path: string, text: string): Promise<BibEntry[]> {
  const folder = dirname(path);
  const files = await paperFilesAround(text, path, {
    read: (name) => readFile(resolve(folder, name), "utf8").catch(() => undefined),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
  });
  return paperOf(text, files).bibliographies.flatMap((one) => one.entries.map((entry) => bibEntryOf(one.text, entry)));
}
