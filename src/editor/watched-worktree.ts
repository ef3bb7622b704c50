import { dirname, resolve } from "node:path";
import * as vscode from "vscode";
import { readText } from "./find-project";
import { closeRepository, type GitRepository, repositoryAt } from "./git-api";

/** Milliseconds between two looks at the index. */
const PAUSE = 1000;

/**
 * Tells when an idea's index or its proposed files change, by whatever hand. The Git extension says so for a repository that it
 * has open, and shows Stage and Revert on its hunks; it stays open as long as the idea is walked, because what it shows on the
 * left side of a diff gets old as soon as it looks away. But it overlooks what happens while it is at work itself, and a folder
 * that is as new as a worktree is at times not watched at all. So times of files are looked at too, and Git is told to look.
 */
export class WatchedWorktree {
  #repository: Promise<GitRepository | undefined> | undefined;
  #watching: vscode.Disposable | undefined;
  #seen: string | undefined;

  /** `files` are the paths that matter now, in the worktree. */
  constructor(
    private readonly worktree: string,
    private readonly files: () => readonly string[],
    private readonly changed: () => void,
  ) {}

  async watch(): Promise<void> {
    this.#repository ??= repositoryAt(this.worktree);
    const opening = this.#repository;
    const repository = await opening;
    if (this.#repository !== opening || this.#watching) return;
    if (!repository) {
      this.#repository = undefined; // The worktree is made a moment later; then it is looked for again.
      return;
    }
    const timer = setInterval(() => void this.look(), PAUSE);
    this.#watching = vscode.Disposable.from(
      repository.state.onDidChange(this.changed),
      vscode.workspace.onDidSaveTextDocument(() => void this.look()),
      { dispose: () => clearInterval(timer) },
    );
  }

  /** Looks at once. */
  async look(): Promise<void> {
    const repository = await this.#repository;
    if (!repository) return;
    const index = resolve(await gitFolder(this.worktree), "index");
    const files = [...new Set(this.files())].map((path) => resolve(this.worktree, path));
    const now = (await Promise.all([index, ...files].map(stamp))).join("\n");
    const known = this.#seen;
    this.#seen = now;
    if (known === undefined || known === now) return;
    this.changed();
    await repository.status().catch(() => undefined); // Git's own view says what is wrong with a repository.
  }

  async leave(): Promise<void> {
    const opened = this.#repository;
    this.#repository = undefined;
    this.#seen = undefined;
    this.#watching?.dispose();
    this.#watching = undefined;
    const repository = await opened;
    if (repository) await closeRepository(repository);
  }
}

/** When a file was written last, and how long it is. */
async function stamp(path: string): Promise<string> {
  return vscode.workspace.fs.stat(vscode.Uri.file(path)).then(
    ({ mtime, size }) => `${path} ${mtime} ${size}`,
    () => `${path} is not there`,
  );
}

/** Where a linked worktree keeps its index: `.git` is a file there that names the folder. */
async function gitFolder(worktree: string): Promise<string> {
  const link = resolve(worktree, ".git");
  const named = /^gitdir: (.*)$/m.exec((await readText(link)) ?? "")?.[1];
  return named ? resolve(dirname(link), named.trim()) : link;
}
