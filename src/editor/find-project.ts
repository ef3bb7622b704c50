import * as vscode from "vscode";
import { gitApi, repositoryAt } from "./git-api";

/** What the window holds: exactly one of these, and each has its own welcome. */
export type Place =
  | { readonly type: "no-folder" | "untrusted" | "no-git" | "no-project" }
  | { readonly type: "no-repository" | "project"; readonly folder: string };

/** Looks at the window's folders without opening anything heavy. The first folder that holds an experiment is the project. */
export async function findProject(): Promise<Place> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return { type: "no-folder" };
  if (!vscode.workspace.isTrusted) return { type: "untrusted" };
  const folder = await firstProject(folders);
  if (!folder) return { type: "no-project" };
  if (!(await gitApi())) return { type: "no-git" };
  return { type: (await isRepository(folder)) ? "project" : "no-repository", folder: folder.fsPath };
}

async function firstProject(folders: readonly vscode.WorkspaceFolder[]): Promise<vscode.Uri | undefined> {
  for (const { uri } of folders) {
    if (uri.scheme !== "file") continue;
    const there = await Promise.all(
      ["experiment.py", "prompt.json"].map((file) => exists(vscode.Uri.joinPath(uri, file))),
    );
    if (there.every(Boolean)) return uri;
  }
  return undefined;
}

/** A folder inside somebody else's repository is none of its own: the worktrees would be theirs. */
async function isRepository(folder: vscode.Uri): Promise<boolean> {
  if (await exists(vscode.Uri.joinPath(folder, ".git"))) return true;
  return (await repositoryAt(folder.fsPath)) !== undefined;
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

export async function readText(path: string): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(vscode.Uri.file(path)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}
