import { sep } from "node:path";
import * as vscode from "vscode";

/** What a paper is made of: what stands in the sources that are open and saved, and the other files of its folder as they are on the disk. */
export type Sources = {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
  /** When each file was changed last, and how large it is. */
  readonly stamps: ReadonlyMap<string, string>;
};

export async function savedSources(folder: string): Promise<Sources> {
  return { folder, texts: savedTexts(), stamps: await stampsIn(folder) };
}

/** Whether a source still has this text, and nobody changed anything beside it, in an editor or elsewhere. */
export async function areStill({ folder, texts, stamps }: Sources, file: string, text: string): Promise<boolean> {
  if (texts.get(file) !== text) return false;
  const now = savedTexts();
  const isOpen = (path: string) => texts.has(path) && now.has(path);
  if ([...texts].some(([path, before]) => path.startsWith(folder + sep) && isOpen(path) && now.get(path) !== before))
    return false;
  const found = await stampsIn(folder);
  const paths = new Set([...stamps.keys(), ...found.keys()]);
  // VS Code's Save gives a file another time also where nothing was typed.
  return [...paths].every((path) => isOpen(path) || stamps.get(path) === found.get(path));
}

function savedTexts(): ReadonlyMap<string, string> {
  const saved = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => !isDirty && isSource(uri.fsPath));
  return new Map(saved.filter(({ uri }) => uri.scheme === "file").map((one) => [one.uri.fsPath, one.getText()]));
}

/** What LaTeX may take in; of pictures those that no compilation writes. */
const TAKEN_IN = "**/*.{tex,bib,bst,sty,cls,png,jpg,jpeg,eps,pdf}";
const MOST_FILES = 2000;

async function stampsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), TAKEN_IN);
  const found = await vscode.workspace.findFiles(pattern, "**/.typeset/**", MOST_FILES);
  const sources = found.filter(({ fsPath }) => !isMade(fsPath, found));
  const stamps = await Promise.all(sources.map(async ({ fsPath }) => [fsPath, await stampOf(fsPath)] as const));
  return new Map(stamps.flatMap(([path, stamp]) => (stamp === undefined ? [] : [[path, stamp] as const])));
}

/** A PDF beside a source of its name, or one that was converted from another picture. */
function isMade(path: string, all: readonly vscode.Uri[]): boolean {
  const source = path.replace(/\.pdf$/i, ".tex");
  return /-eps-converted-to\.pdf$/i.test(path) || (source !== path && all.some(({ fsPath }) => fsPath === source));
}

/**
 * Of what texts this window made each PDF. VS Code's Save writes a file anew also where nothing was typed: its time says that it
 * was changed, its text that it was not.
 */
export class BuiltTexts {
  readonly #built = new Map<string, { readonly sources: Sources; readonly made: string }>();

  async keep(pdf: string, sources: Sources): Promise<void> {
    const made = await stampOf(pdf);
    if (made !== undefined) this.#built.set(pdf, { sources, made });
  }

  forget(pdf: string): void {
    this.#built.delete(pdf);
  }

  /** Whether the PDF is still that one, and has this text of this file. */
  async has(pdf: string, file: string, text: string): Promise<boolean> {
    const built = this.#built.get(pdf);
    return built?.sources.texts.get(file) === text && (await stampOf(pdf)) === built.made;
  }

  /** The same, and whether whatever else it was made of is still so as well. */
  async isUpToDate(pdf: string, file: string, text: string): Promise<boolean> {
    const built = this.#built.get(pdf);
    return built !== undefined && (await this.has(pdf, file, text)) && areStill(built.sources, file, text);
  }
}

export function isSource(file: string | undefined): file is string {
  return file !== undefined && /\.(tex|bib)$/i.test(file);
}

async function stampOf(file: string): Promise<string | undefined> {
  return vscode.workspace.fs.stat(vscode.Uri.file(file)).then(
    ({ mtime, size }) => `${mtime} ${size}`,
    () => undefined,
  );
}
