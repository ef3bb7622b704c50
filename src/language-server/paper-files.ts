import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { PaperFiles } from "../latex/paper";
import { paperFilesAround } from "../latex/paper-around";
import { rootNamedIn } from "../latex/root-comment";
import { type OpenDocuments, samePath } from "./documents";
import { type FileMemory, lookingFrom } from "./file-memory";

/** A paper as it stands in the editor, and on the disk where it is not open. `path` is the source that is compiled. */
export type OpenPaper = { readonly path: string; readonly text: string; readonly files: PaperFiles };

/** Bytes. A bibliography that is larger was not written by a person. */
const LARGEST_FILE = 4_000_000;
/** Characters that can be read anew after every key within a second, whatever they are. */
const LONGEST_TEXT = 1_000_000;

/** The paper that a file belongs to: itself, or the source beside or above it that takes it in. */
export async function paperAround(
  path: string,
  documents: OpenDocuments,
  pictures: FileMemory,
): Promise<OpenPaper | undefined> {
  const own = await paperAt(path, documents, pictures);
  const named = own && rootNamedIn(own.text);
  const root = named === undefined ? undefined : await paperAt(resolve(dirname(path), named), documents, pictures);
  if (root && takesIn(root, path)) return root;
  if (own === undefined || /\\documentclass|\\begin\{document\}/.test(own.text)) return own;
  for (const folder of [dirname(path), dirname(dirname(path)), dirname(dirname(dirname(path)))]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".tex")).slice(0, 20)) {
      const beside = join(folder, name);
      if (samePath(beside, path) || !(await textAt(beside, documents))?.includes("\\documentclass")) continue;
      const candidate = await paperAt(beside, documents, pictures);
      if (candidate && takesIn(candidate, path)) return candidate;
    }
  }
  return own;
}

function takesIn({ path: root, text, files }: OpenPaper, path: string): boolean {
  if (!text.includes("\\documentclass")) return false;
  const names = [...Object.keys(files.inputs ?? {}), ...Object.keys(files.bibliographies ?? {})];
  return names.some((name) => samePath(resolve(dirname(root), name), path));
}

async function paperAt(path: string, documents: OpenDocuments, pictures: FileMemory): Promise<OpenPaper | undefined> {
  const text = await textAt(path, documents);
  if (text === undefined) return undefined;
  const folder = dirname(path);
  const files = await paperFilesAround(text, path, {
    read: (name) => textAt(resolve(folder, name), documents),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
    changed: (name) => dateOf(resolve(folder, name)),
    looking: lookingFrom(folder, pictures),
  });
  return { path, text, files };
}

/** A text that is not too long to be read after every key. */
export function readable(text: string): string | undefined {
  return text.length > LONGEST_TEXT ? undefined : text;
}

/** Folders above a paper in which its project may begin. */
const LEVELS = 5;

/** Whether a paper belongs to a project of ours: a model wrote it then. */
export async function isOfProject(path: string): Promise<boolean> {
  let folder = dirname(path);
  for (let level = 0; level < LEVELS; level++) {
    if ((await dateOf(join(folder, ".ai-scientist"))) !== undefined) return true;
    folder = dirname(folder);
  }
  return false;
}

function dateOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

async function textAt(path: string, documents: OpenDocuments): Promise<string | undefined> {
  const open = documents.at(path);
  if (open) return readable(open.getText());
  return textOnDisk(path, path.endsWith(".bib") ? LARGEST_FILE : LONGEST_TEXT);
}

/** The text of an ordinary file; undefined for what is not there, too large, or a device that would be read without end. */
export async function textOnDisk(path: string, largest = LARGEST_FILE): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > largest) return undefined;
  return readFile(path, "utf8").catch(() => undefined);
}
