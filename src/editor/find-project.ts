import * as vscode from "vscode";
import { gitApi, repositoryAt } from "./git-api";

/** What the window holds: exactly one of these, and each has its own welcome. */
export type Place =
  | { readonly type: "no-folder" | "virtual" | "untrusted" | "no-git" | "no-project" }
  | { readonly type: "no-repository" | "no-commit" | "project"; readonly folder: string };

/** The place that the window shows, and every folder that could be shown as a project instead. */
export type Found = { readonly place: Place; readonly projects: readonly string[] };

/**
 * Looks at the window's folders without opening anything heavy. The project is the one that was chosen, else the first folder
 * that holds an experiment.
 */
export async function findProject(chosen: string | undefined): Promise<Found> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return { place: { type: "no-folder" }, projects: [] };
  const onDisk = folders.filter(({ uri }) => uri.scheme === "file");
  if (onDisk.length === 0) return { place: { type: "virtual" }, projects: [] };
  if (!vscode.workspace.isTrusted) return { place: { type: "untrusted" }, projects: [] };
  const projects = (await Promise.all(onDisk.map(({ uri }) => projectsIn(uri)))).flat();
  const folder = projects.find((project) => project === chosen) ?? projects[0];
  if (!folder) return { place: { type: "no-project" }, projects };
  if (!(await gitApi())) return { place: { type: "no-git" }, projects };
  return { place: { type: await repositoryState(folder), folder }, projects };
}

/** The folder itself when it holds an experiment, else those folders directly in it that do. */
async function projectsIn(folder: vscode.Uri): Promise<string[]> {
  if (await holdsExperiment(folder)) return [folder.fsPath];
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  const inside = entries
    .filter(([name, type]) => type & vscode.FileType.Directory && !/^(\.|node_modules$)/.test(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name));
  const holding = await Promise.all(inside.map(async (uri) => ((await holdsExperiment(uri)) ? [uri.fsPath] : [])));
  return holding.flat().sort();
}

export async function holdsExperiment(folder: vscode.Uri): Promise<boolean> {
  const there = (file: string) => exists(vscode.Uri.joinPath(folder, file));
  return (await there("prompt.json")) && ((await there("experiment.py")) || (await there("template.json")));
}

/** A folder inside somebody else's repository is none of its own: the worktrees would be theirs. */
async function repositoryState(folder: string): Promise<"no-repository" | "no-commit" | "project"> {
  const repository = await repositoryAt(folder);
  if (!repository)
    return (await exists(vscode.Uri.joinPath(vscode.Uri.file(folder), ".git"))) ? "project" : "no-repository";
  const commit = await repository.getCommit("HEAD").catch(() => undefined);
  return commit ? "project" : "no-commit";
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
