import { join } from "node:path";
import * as vscode from "vscode";
import type { Policy } from "../python/policy";
import type { Hunk } from "../research/change";
import type { Problem } from "../research/problem";
import { IGNORES_CASE } from "./chosen-hunks";
import { exists, readText } from "./find-project";
import type { Models } from "./heavy-parts";
import { KnownDiagnostics } from "./known-diagnostics";
import type { LookedAt, PendingFile } from "./models/proposal-problems";

/** What the checks of one idea's proposal work with. */
export type Bench = {
  readonly worktree: string;
  /** The researcher's own folder, where the same files may be open. */
  readonly folder: string;
  readonly models: Models;
  readonly policy: () => Promise<Policy>;
  readonly changed: () => void;
};

/**
 * What is to be looked at in an idea's proposal: our own findings, and what other extensions say about its lines that they did
 * not say before. They follow what is typed; whoever made this disposes of it.
 */
export class ProposalProblems implements vscode.Disposable {
  readonly #known: KnownDiagnostics;
  readonly #listening: vscode.Disposable;
  #undecided: readonly Hunk[] = [];
  /** Asked for once a proposal. */
  #policy: Promise<Policy> | undefined;
  #own: readonly LookedAt[] = [];
  #others: readonly Problem[] = [];
  #soon: NodeJS.Timeout | undefined;

  constructor(private readonly bench: Bench) {
    this.#known = new KnownDiagnostics(bench.models);
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#pathOf(document.uri) && this.#lookSoon()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#told(uris)),
    );
  }

  get problems(): readonly Problem[] {
    return [...this.#own.flatMap(({ problems }) => problems), ...this.#others];
  }

  /** Reads the pending files again, after the hunks were. */
  async look(undecided: readonly Hunk[]): Promise<void> {
    this.#undecided = undecided;
    const files = await this.#pendingFiles();
    if (files.length === 0) this.#policy = undefined;
    else this.#policy ??= this.bench.policy();
    this.#own = this.#policy ? this.bench.models.lookedAt(files, await this.#policy, this.#own) : [];
    this.#compare(files);
  }

  /**
   * Has other extensions look at programs while nothing is proposed, without showing them: what they say now is not the next
   * proposal's doing. A file that is not there yet is looked at another time.
   */
  async prepare(paths: readonly string[]): Promise<void> {
    const programs = paths
      .filter((path) => path.endsWith(".py"))
      .map((path) => vscode.Uri.file(join(this.bench.worktree, path)));
    for (const uri of programs) if (await exists(uri)) await vscode.workspace.openTextDocument(uri);
  }

  dispose(): void {
    clearTimeout(this.#soon);
    this.#listening.dispose();
  }

  #lookSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.look(this.#undecided).then(this.bench.changed), 300);
  }

  /** A file whose hunks are no longer on the disk as they were read is looked at when they have been read again. */
  async #pendingFiles(): Promise<PendingFile[]> {
    const paths = [...new Set(this.#undecided.map(({ path }) => path))];
    const files = await Promise.all(
      paths.map(async (path) => {
        const saved = (await readText(join(this.bench.worktree, path))) ?? "";
        const before = this.bench.models.withoutHunks(
          saved,
          this.#undecided.filter((hunk) => hunk.path === path),
        );
        return before === undefined ? undefined : { path, before, after: this.#open(path)?.getText() ?? saved };
      }),
    );
    return files.flatMap((file) => file ?? []);
  }

  #open(path: string): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => this.#pathOf(uri) === path);
  }

  #pathOf({ scheme, fsPath }: vscode.Uri): string | undefined {
    return scheme === "file" ? this.bench.models.ideaOfFile([this.bench], fsPath, IGNORES_CASE)?.path : undefined;
  }

  #told(uris: readonly vscode.Uri[]): void {
    const mine = uris.filter((uri) => this.#pathOf(uri) !== undefined);
    for (const uri of mine) this.#known.remember(uri);
    if (mine.length > 0 && this.#undecided.length > 0) this.#lookSoon();
  }

  #compare(files: readonly PendingFile[]): void {
    const { models, worktree, folder } = this.bench;
    this.#others = files.flatMap(({ path, before }) => {
      const told = this.#known.now(vscode.Uri.file(join(worktree, path)), path);
      const known = this.#known.before(join(worktree, path), before, vscode.Uri.file(join(folder, path)));
      return models.newProblems(told, known, this.#undecided);
    });
  }
}
