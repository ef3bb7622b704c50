import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseLatex } from "../latex/document";
import { figuresOf, graphicsRootsOf } from "../latex/figures";
import { bibliographiesNamedIn, inputsNamedIn, type PaperFiles } from "../latex/paper";
import { type OpenDocuments, samePath } from "./documents";

/** A paper as it stands in the editor, and on the disk where it is not open. `path` is the source that is compiled. */
export type OpenPaper = { readonly path: string; readonly text: string; readonly files: PaperFiles };

/** Bytes. What is larger was not written by a person. */
const LARGEST_FILE = 4_000_000;
const MOST_INPUTS = 200;

/** The paper that a file belongs to: itself, or the source beside or above it that takes it in. */
export async function paperAround(path: string, documents: OpenDocuments): Promise<OpenPaper | undefined> {
  const root = await rootOf(path, documents);
  const text = await textAt(root, documents);
  if (text === undefined) return undefined;
  const folder = dirname(root);
  const inputs = await inputsAround(text, folder, documents);
  const texts = [text, ...Object.values(inputs)];
  const named = texts.flatMap((one) => bibliographiesNamedIn(parseLatex(one, "")));
  const bibliographies = await textsOf([...new Set(named)], folder, documents);
  const files = await picturesAround(texts, folder);
  return { path: root, text, files: { file: root, inputs, bibliographies, files } };
}

async function rootOf(path: string, documents: OpenDocuments): Promise<string> {
  const own = (await textAt(path, documents)) ?? "";
  if (path.endsWith(".tex") && /\\documentclass|\\begin\{document\}/.test(own)) return path;
  for (const folder of [dirname(path), dirname(dirname(path))]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".tex")).slice(0, 20)) {
      const candidate = join(folder, name);
      if (!samePath(candidate, path) && (await takesIn(candidate, path, documents))) return candidate;
    }
  }
  return path;
}

async function takesIn(root: string, path: string, documents: OpenDocuments): Promise<boolean> {
  const text = await textAt(root, documents);
  if (text === undefined || !text.includes("\\documentclass")) return false;
  const folder = dirname(root);
  const inputs = await inputsAround(text, folder, documents);
  const named = [text, ...Object.values(inputs)].flatMap((one) => bibliographiesNamedIn(parseLatex(one, "")));
  return [...Object.keys(inputs), ...named].some((one) => samePath(resolve(folder, one), path));
}

async function inputsAround(text: string, folder: string, documents: OpenDocuments): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {};
  const pending = inputsNamedIn(parseLatex(text, ""));
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (name in inputs || Object.keys(inputs).length >= MOST_INPUTS) continue;
    const content = await textAt(resolve(folder, name), documents);
    if (content === undefined) continue;
    inputs[name] = content;
    pending.push(...inputsNamedIn(parseLatex(content, "")));
  }
  return inputs;
}

async function textsOf(
  names: readonly string[],
  folder: string,
  documents: OpenDocuments,
): Promise<Record<string, string>> {
  const texts = await Promise.all(
    names.map(async (name) => [name, await textAt(resolve(folder, name), documents)] as const),
  );
  return Object.fromEntries(texts.filter((one): one is readonly [string, string] => one[1] !== undefined));
}

/** What lies in the folders where the paper looks for its pictures, by paths as the paper would write them. */
async function picturesAround(texts: readonly string[], folder: string): Promise<Set<string>> {
  const roots = [...new Set(texts.flatMap(graphicsRootsOf))];
  const uses = texts.flatMap((text) =>
    figuresOf(parseLatex(text, "")).map(({ path }) => path.text.trim().replace(/"/g, "")),
  );
  const subfolders = new Set(uses.map((path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "")));
  const pictures = new Set<string>();
  for (const root of roots)
    for (const subfolder of subfolders)
      for (const name of await readdir(resolve(folder, root, subfolder)).catch(() => []))
        pictures.add(subfolder + name);
  return pictures;
}

async function textAt(path: string, documents: OpenDocuments): Promise<string | undefined> {
  const open = documents.at(path);
  if (open) return open.getText();
  try {
    return (await stat(path)).size > LARGEST_FILE ? undefined : await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
