import * as vscode from "vscode";
import type { Problem } from "../research/problem";
import type { OpenLanguageClient } from "./language-client";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** Problems of papers, by our language server, which is started when the first paper is opened or compiled. */
export class PaperProblems implements vscode.Disposable {
  #client: Promise<OpenLanguageClient | undefined> | undefined;
  readonly #listening: vscode.Disposable[];

  constructor(private readonly studio: Studio) {
    const look = (document: vscode.TextDocument) => void (this.#isPaper(document) && this.#start());
    this.#listening = [
      vscode.workspace.onDidOpenTextDocument(look),
      studio.onDidOpen(() => vscode.workspace.textDocuments.forEach(look)),
    ];
  }

  async compiled(source: string, problems: readonly Problem[]): Promise<void> {
    const client = await this.#start();
    await client?.compiled(vscode.Uri.file(source).toString(), problems);
  }

  dispose(): void {
    for (const one of this.#listening) one.dispose();
    void this.#client?.then((client) => client?.stop());
  }

  /** Without a project nobody asked for us, and other extensions look after LaTeX. */
  #isPaper({ uri }: vscode.TextDocument): boolean {
    const folder = this.studio.board?.project.folder;
    return (
      folder !== undefined && uri.scheme === "file" && uri.fsPath.startsWith(folder) && uri.fsPath.endsWith(".tex")
    );
  }

  #start(): Promise<OpenLanguageClient | undefined> {
    const { parts, log } = this.studio;
    this.#client ??= parts
      .languageClient()
      .startLanguageClient(parts.dist, log)
      .catch((error: unknown) => {
        tellTrouble(this.studio, error);
        return undefined;
      });
    return this.#client;
  }
}
