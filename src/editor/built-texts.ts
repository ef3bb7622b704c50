import * as vscode from "vscode";

/** What stands in the sources that are open and saved, by their paths. */
export type SourceTexts = ReadonlyMap<string, string>;

export function savedSources(): SourceTexts {
  const saved = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => !isDirty && isSource(uri.fsPath));
  return new Map(saved.filter(({ uri }) => uri.scheme === "file").map((one) => [one.uri.fsPath, one.getText()]));
}

/**
 * Of what texts this window made each PDF. VS Code's Save writes a file anew also where nothing was typed: its time says that it
 * was changed, its text that it was not.
 */
export class BuiltTexts {
  readonly #built = new Map<string, { readonly texts: SourceTexts; readonly made: string }>();

  async keep(pdf: string, texts: SourceTexts): Promise<void> {
    const made = await stampOf(pdf);
    if (made !== undefined) this.#built.set(pdf, { texts, made });
  }

  forget(pdf: string): void {
    this.#built.delete(pdf);
  }

  /** Whether the PDF is still that one, and has this text of this file. */
  async has(pdf: string, file: string, text: string): Promise<boolean> {
    const built = this.#built.get(pdf);
    return built?.texts.get(file) === text && (await stampOf(pdf)) === built.made;
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
