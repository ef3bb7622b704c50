import { basename, dirname, isAbsolute, normalize, relative, resolve } from "node:path";
import * as vscode from "vscode";
import { namedFromSource, parseSynctex, placeInPdf, placeInSource, type Synctex } from "../latex/synctex";
import { columnOfWord, type ReadWord } from "../latex/word-in-line";
import type { Paper } from "./meant-paper";
import { unpackedPlaces } from "./unpacked-places";

/** A 1-based line of a file. */
type SourcePlace = { readonly path: string; readonly line: number };

/** Which place of the sources is where in the PDF, as SyncTeX wrote it when the PDF was made; read when it is asked for first. */
export class SourcePlaces {
  #read: { readonly version: number; readonly places: Synctex | undefined } | undefined;

  constructor(private readonly paper: Paper) {}

  async inPdf(file: string, line: number) {
    const places = await this.#places();
    return places && placeInPdf(places, (path) => isSame(this.#at(path), file), line);
  }

  async inSource({ page, x, y }: { page: number; x: number; y: number }): Promise<SourcePlace | undefined> {
    const places = await this.#places();
    const place = places && placeInSource(places, isOwn, page, x, y);
    return place && { ...place, path: this.#at(place.path) };
  }

  /**
   * Whether a source was changed after the PDF was made, or is being changed. `isMadeOf` says of a text whether the PDF has it: a
   * file that was only saved again is newer than the PDF, and says nothing else.
   */
  async isOutOfDate(isMadeOf: (file: string, text: string) => Promise<boolean>): Promise<boolean> {
    const made = await changedAt(this.paper.pdf);
    if (made === undefined) return false;
    const places = await this.#places();
    const own = [...(places?.files.values() ?? [])].filter(isOwn).map((path) => this.#at(path));
    const sources = own.length > 0 ? own : [this.paper.source];
    const dirty = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
    if (dirty.some(({ uri }) => sources.some((path) => isSame(path, uri.fsPath)))) return true;
    const isNewer = async (path: string) => {
      const time = await changedAt(path);
      return time !== undefined && time > made + 1000 && !(await isMadeOf(path, await textOf(path)));
    };
    return (await Promise.all(sources.map(isNewer))).includes(true);
  }

  #at(path: string): string {
    return resolve(dirname(this.paper.source), path);
  }

  async #places(): Promise<Synctex | undefined> {
    const path = this.paper.pdf.replace(/\.pdf$/i, ".synctex.gz");
    const version = await changedAt(path);
    if (version === undefined) return undefined;
    if (this.#read?.version !== version) {
      const packed = new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.file(path)));
      const text = await unpackedPlaces(packed);
      const source = basename(this.paper.source);
      this.#read = { version, places: text === undefined ? undefined : namedFromSource(parseSynctex(text), source) };
    }
    return this.#read.places;
  }
}

/** Opens a source at a word that was read in the PDF, in the editor that shows the file already, else beside the panel. */
export async function openWord({ path, line }: SourcePlace, word: ReadWord): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const there = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const tab = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.fsPath === document.uri.fsPath),
  );
  const other = vscode.window.tabGroups.all.find(({ isActive }) => !isActive);
  const viewColumn = there?.viewColumn ?? tab?.viewColumn ?? other?.viewColumn ?? vscode.ViewColumn.Beside;
  const place = placeOfWord(document, line, word);
  const selection = new vscode.Range(place, place);
  await vscode.window.showTextDocument(document, { viewColumn, selection, preview: false });
}

/** TeX counts a sentence that goes over several lines to one of them: the word may stand a line or two away. */
function placeOfWord(document: vscode.TextDocument, line: number, word: ReadWord): vscode.Position {
  const last = document.lineCount - 1;
  for (const number of [line, line - 1, line + 1, line - 2, line + 2]) {
    if (number < 1 || number - 1 > last) continue;
    const column = columnOfWord(document.lineAt(number - 1).text, word);
    if (column !== undefined) return new vscode.Position(number - 1, column);
  }
  return new vscode.Position(Math.min(line - 1, last), 0);
}

/** The author's files lie beside the source or below it, and are not what a compilation wrote. */
function isOwn(path: string): boolean {
  const isBelow = !isAbsolute(path) && !/^[a-z]:/i.test(path) && !normalize(path).startsWith("..");
  return isBelow && !path.split("/").includes(".typeset");
}

function isSame(one: string, other: string): boolean {
  return relative(one, other) === "";
}

async function textOf(path: string): Promise<string> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "file" && isSame(uri.fsPath, path));
  if (open) return open.getText();
  return vscode.workspace.fs.readFile(vscode.Uri.file(path)).then(
    (bytes) => Buffer.from(bytes).toString("utf8"),
    () => "",
  );
}

async function changedAt(path: string): Promise<number | undefined> {
  return vscode.workspace.fs.stat(vscode.Uri.file(path)).then(
    ({ mtime }) => mtime,
    () => undefined,
  );
}
