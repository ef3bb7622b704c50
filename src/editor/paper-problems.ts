import * as vscode from "vscode";
import type { Problem } from "../research/problem";
import type { OpenLanguageClient, PaperClaims } from "./language-client";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** Problems of papers, by our language server, which is started when the first paper is opened or compiled. */
export class PaperProblems implements vscode.Disposable {
  #client: Promise<OpenLanguageClient | undefined> | undefined;
  readonly #listening: vscode.Disposable[];
  readonly #claims = new Map<string, PaperClaims>();
  readonly #counted = new vscode.EventEmitter<PaperClaims>();
  /** When the claims of a paper were counted, and came out otherwise than before. */
  readonly onDidCountClaims = this.#counted.event;

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

  /** How many claims of a source agree with its results; undefined while nothing was counted. */
  claimsOf(source: string): PaperClaims | undefined {
    return this.#claims.get(vscode.Uri.file(source).toString());
  }

  dispose(): void {
    this.#counted.dispose();
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
      .startLanguageClient(parts.dist, log, (claims) => {
        this.#claims.set(vscode.Uri.parse(claims.uri).toString(), claims);
        this.#counted.fire(claims);
      })
      .catch((error: unknown) => {
        tellTrouble(this.studio, error);
        return undefined;
      });
    return this.#client;
  }
}
