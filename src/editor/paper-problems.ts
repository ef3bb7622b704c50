import { sep } from "node:path";
import * as vscode from "vscode";
import type { Problem } from "../research/problem";
import type { PaperReadings } from "../research/read-paper";
import { exists } from "./find-project";
import type { OpenLanguageClient, PaperClaims, WrittenResults } from "./language-client";
import { hasResultsAround } from "./results-around";
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
    const look = (document: vscode.TextDocument) => void this.#look(document);
    this.#listening = [
      vscode.workspace.onDidOpenTextDocument(look),
      studio.onDidOpen(() => {
        void this.#client?.then((client) => client?.projects(this.#projects()));
        vscode.workspace.textDocuments.forEach(look);
      }),
    ];
    vscode.workspace.textDocuments.forEach(look);
  }

  async compiled(source: string, problems: readonly Problem[]): Promise<void> {
    const client = await this.#start();
    await client?.compiled(vscode.Uri.file(source).toString(), problems);
  }

  /** References of a paper were looked up. */
  async citationsChecked(): Promise<void> {
    const client = await this.#start();
    await client?.citationsChecked();
  }

  /** A model has read what a paper claims. */
  async claimsRead(source: string, readings: PaperReadings): Promise<void> {
    const client = await this.#start();
    await client?.claimsRead(vscode.Uri.file(source).toString(), readings);
  }

  /** Writes `results.tex` beside the paper that a source belongs to. Undefined where the server did not start, which was said. */
  async writeResults(source: string): Promise<WrittenResults | undefined> {
    const client = await this.#start();
    return client?.writeResults(vscode.Uri.file(source).toString());
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

  /** Without a project and without results nobody asked for us, and other extensions look after LaTeX. */
  async #look({ uri }: vscode.TextDocument): Promise<void> {
    if (this.#client || uri.scheme !== "file" || !/\.(?:tex|bib)$/.test(uri.fsPath)) return;
    const folder = this.studio.board?.project.folder;
    const isOfProject = folder !== undefined && uri.fsPath.startsWith(folder + sep);
    const isKnown = async () => (await hasResultsAround(uri)) || (await this.#hasChecks());
    if (isOfProject || (vscode.workspace.isTrusted && (await isKnown()))) await this.#start();
  }

  /** Whether references of papers in no project were looked up in this window's workspace. */
  async #hasChecks(): Promise<boolean> {
    const { storageUri } = this.studio.context;
    const kept = storageUri && vscode.Uri.joinPath(storageUri, ".ai-scientist", "literature", "citations.json");
    return kept !== undefined && (await exists(kept));
  }

  #projects(): string[] {
    const folder = this.studio.board?.project.folder;
    return folder === undefined ? [] : [folder];
  }

  #start(): Promise<OpenLanguageClient | undefined> {
    const { parts, log, context } = this.studio;
    const beginning = { dist: parts.dist, log, storage: context.storageUri?.fsPath, projects: this.#projects() };
    this.#client ??= parts
      .languageClient()
      .startLanguageClient(beginning, (claims) => {
        this.#claims.set(vscode.Uri.parse(claims.uri).toString(), claims);
        this.studio.board?.countedClaims(vscode.Uri.parse(claims.uri).fsPath, claims);
        this.#counted.fire(claims);
      })
      .catch((error: unknown) => {
        tellTrouble(this.studio, error);
        return undefined;
      });
    return this.#client;
  }
}
