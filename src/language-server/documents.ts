import { fileURLToPath, pathToFileURL } from "node:url";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";

/** What is open in the editor, by the editor's own address and by path. */
export class OpenDocuments {
  readonly #byUri = new Map<string, TextDocument>();

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#byUri.set(uri, TextDocument.create(uri, languageId, version, text));
  }

  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): void {
    const document = this.#byUri.get(uri);
    if (document) this.#byUri.set(uri, TextDocument.update(document, changes, version));
  }

  close(uri: string): void {
    this.#byUri.delete(uri);
  }

  get(uri: string): TextDocument | undefined {
    return this.#byUri.get(uri);
  }

  all(): TextDocument[] {
    return [...this.#byUri.values()];
  }

  at(path: string): TextDocument | undefined {
    return this.all().find(({ uri }) => samePath(pathOf(uri), path));
  }

  /** The editor's address of a file if it is open, else the usual one. What is on no disk goes by its address. */
  uriOf(path: string): string {
    if (this.#byUri.has(path)) return path;
    return this.at(path)?.uri ?? pathToFileURL(path).href;
  }
}

/** The file behind an address; undefined for what is on no disk. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** The same file, whatever the drive letter's case and the direction of the slashes. */
export function samePath(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && normal(one) === normal(other);
}

/** Whether a file lies in a folder, at any depth. */
export function isIn(folder: string, uri: string): boolean {
  const path = pathOf(uri);
  return path !== undefined && normal(path).startsWith(`${normal(folder).replace(/\/$/, "")}/`);
}

function normal(path: string): string {
  return path.replace(/\\/g, "/").replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}
