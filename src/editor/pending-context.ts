import { join } from "node:path";
import * as vscode from "vscode";
import { IGNORES_CASE } from "./chosen-hunks";
import type { Studio } from "./studio";

/** Keeps `aiScientist.pendingFiles`, which menus and keys of a file look at, to the files that have undecided hunks. */
export function keepPendingContext(studio: Studio): void {
  let known = "[]";
  const look = () => {
    const { board } = studio;
    const begun = board?.state().begun ?? [];
    const uris = begun.flatMap(({ worktree, undecided }) =>
      [...new Set(undecided.map(({ path }) => path))].map((path) => vscode.Uri.file(join(worktree, path))),
    );
    // Where the editor runs on another machine it names the file by the URI's path.
    const paths = uris.flatMap(({ fsPath, path }) => [fsPath, path]);
    const pending = board?.models.spellings(paths, IGNORES_CASE ? openPaths() : [], IGNORES_CASE) ?? [];
    const now = JSON.stringify(pending);
    if (now === known) return;
    known = now;
    void vscode.commands.executeCommand("setContext", "aiScientist.pendingFiles", pending);
  };
  studio.context.subscriptions.push(studio.onDidChange(look), vscode.window.tabGroups.onDidChangeTabs(look));
}

function openPaths(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => {
      if (input instanceof vscode.TabInputText) return [input.uri];
      return input instanceof vscode.TabInputTextDiff ? [input.modified] : [];
    })
    .flatMap(({ fsPath, path }) => [fsPath, path]);
}
