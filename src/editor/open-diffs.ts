import { join } from "node:path";
import * as vscode from "vscode";
import type { Hunk } from "../research/change";
import type { IdeaCommit } from "../research/idea-commit";
import { type GitApi, gitApi, repositoryAt } from "./git-api";
import type { BegunShown } from "./models/board-state";

/** Where a diff is opened: at a 1-based line, and whether the editor takes the keyboard. */
export type Opening = { readonly line?: number; readonly preserveFocus?: boolean };

/** Every undecided file: one diff editor for one file, a multi-file diff for more. */
export async function openChanges({ idea, worktree, undecided }: BegunShown): Promise<void> {
  const git = await openGit(worktree);
  const paths = [...new Set(undecided.map(({ path }) => path))];
  if (paths.length === 1) return openUndecided(worktree, paths[0]!, { line: undecided[0]!.newStart });
  const resources = paths.map((path) => {
    const file = vscode.Uri.file(join(worktree, path));
    return [file, git.toGitUri(file, "~"), file];
  });
  await vscode.commands.executeCommand("vscode.changes", vscode.l10n.t("Proposal: {0}", idea.Title), resources);
}

/** Git's own left side and the real file on the right: Stage and Revert are on every hunk, and the proposal can be edited. */
export async function openUndecided(worktree: string, path: string, { line, preserveFocus }: Opening): Promise<void> {
  const git = await openGit(worktree);
  const file = vscode.Uri.file(join(worktree, path));
  const title = vscode.l10n.t("{0} (proposal)", path);
  await vscode.commands.executeCommand("vscode.diff", git.toGitUri(file, "~"), file, title, {
    preview: true,
    preserveFocus: preserveFocus ?? false,
    ...(line === undefined ? {} : { selection: lineRange(line) }),
  });
}

/** What was accepted and is not yet committed. */
export async function openAccepted(worktree: string, hunk: Pick<Hunk, "path" | "newStart">): Promise<void> {
  const git = await openGit(worktree);
  const file = vscode.Uri.file(join(worktree, hunk.path));
  const title = vscode.l10n.t("{0} (accepted)", hunk.path);
  await vscode.commands.executeCommand("vscode.diff", git.toGitUri(file, "HEAD"), git.toGitUri(file, ""), title, {
    preview: true,
    selection: lineRange(hunk.newStart),
  });
}

/**
 * What a commit of an idea's branch changed. Its files are named as the project's own: the project and its worktrees share their
 * commits, and the project's repository is always open.
 */
export async function openCommit(project: string, { commit, parent, title, files }: ShownCommit): Promise<void> {
  const git = await openGit(project);
  const name = `${title} (${commit.slice(0, 8)})`;
  const sides = files.map(({ path, change }) => {
    const file = vscode.Uri.file(join(project, path));
    const before = change === "added" || !parent ? undefined : git.toGitUri(file, parent);
    return [file, before, change === "deleted" ? undefined : git.toGitUri(file, commit)] as const;
  });
  const [only, ...more] = sides;
  if (only?.[1] && only[2] && more.length === 0)
    await vscode.commands.executeCommand("vscode.diff", only[1], only[2], name, { preview: true });
  else await vscode.commands.executeCommand("vscode.changes", name, sides);
}

type ShownCommit = Pick<IdeaCommit, "commit" | "parent" | "title" | "files">;

export async function openFile(path: string, line = 1): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: lineRange(line) });
}

async function openGit(worktree: string): Promise<GitApi> {
  const git = await gitApi();
  if (!git)
    throw new Error(vscode.l10n.t("VS Code's Git extension is off or found no git. Changes are reviewed with it."));
  await repositoryAt(worktree);
  return git;
}

function lineRange(line: number): vscode.Range {
  const at = Math.max(0, line - 1);
  return new vscode.Range(at, 0, at, 0);
}
