import * as vscode from "vscode";
import type { Place } from "./find-project";
import { gitApi, repositoryAt, whenGitMayAppear } from "./git-api";

/** Calls `look` when the researcher, whatever they did it with, may have brought what the place lacked. */
export function whenPlaceMayChange(place: Place, look: () => void): vscode.Disposable {
  switch (place.type) {
    case "no-git":
      return whenGit(look);
    case "no-project":
      return watching(anywhere("{,*/}prompt.json"), look);
    case "no-repository":
      return later(async () => (await gitApi())?.onDidOpenRepository(look));
    case "no-commit":
      return later(async () => (await repositoryAt(place.folder))?.state.onDidChange(look));
    case "project":
      return watching([new vscode.RelativePattern(place.folder, PROJECT_FILES)], look);
    default:
      return NOTHING;
  }
}

/** Calls `look` when a file of a project that cannot be opened changes. */
export function whenTroubleMayEnd(place: Place, look: () => void): vscode.Disposable {
  return "folder" in place ? watching([new vscode.RelativePattern(place.folder, "*.{json,py}")], look) : NOTHING;
}

const NOTHING: vscode.Disposable = { dispose() {} };

/** What says what the project is. Its code may change at any time without anything here being told. */
const PROJECT_FILES = "{template,prompt}.json";

/** The Git extension may come later: after trust was given, or when it is enabled. */
function whenGit(look: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    whenGitMayAppear(look),
    later(async () => {
      if (await gitApi()) look();
      return undefined;
    }),
  );
}

function anywhere(glob: string): vscode.RelativePattern[] {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => new vscode.RelativePattern(folder, glob));
}

function watching(patterns: readonly vscode.RelativePattern[], look: () => void): vscode.Disposable {
  const watchers = patterns.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern));
  const listening = watchers.flatMap((watcher) => [
    watcher.onDidCreate(look),
    watcher.onDidChange(look),
    watcher.onDidDelete(look),
  ]);
  return vscode.Disposable.from(...watchers, ...listening);
}

/** Listens as soon as what is listened to is there, unless nobody wants it any more. */
function later(listen: () => Promise<vscode.Disposable | undefined>): vscode.Disposable {
  let over = false;
  let listening: vscode.Disposable | undefined;
  void listen().then((found) => {
    if (over) found?.dispose();
    else listening = found;
  });
  return {
    dispose() {
      over = true;
      listening?.dispose();
    },
  };
}
