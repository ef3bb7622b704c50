import * as vscode from "vscode";

/** The part of the built-in Git extension's API (version 1) that we use. */
export interface GitApi {
  readonly git: { readonly path: string };
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
  openRepository(root: vscode.Uri): Promise<GitRepository | null>;
  init(root: vscode.Uri): Promise<GitRepository | null>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly onDidChange: vscode.Event<void>;
    readonly workingTreeChanges: readonly { readonly uri: vscode.Uri }[];
    readonly untrackedChanges: readonly { readonly uri: vscode.Uri }[];
    readonly indexChanges: readonly { readonly uri: vscode.Uri }[];
  };
  status(): Promise<void>;
  getCommit(ref: string): Promise<unknown>;
  add(paths: string[]): Promise<void>;
  commit(message: string, options: { readonly all: boolean }): Promise<void>;
}

type GitExports = {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
};

/** The Git extension, or undefined when it is disabled or there is no git. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExports>("vscode.git");
  if (!extension) return undefined;
  try {
    const git = await extension.activate();
    return git.enabled ? git.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Calls `look` when git may be there that was not: a folder that becomes trusted gets its Git extension a moment later, and a
 * disabled one can be enabled.
 */
export function whenGitMayAppear(look: () => void): vscode.Disposable {
  const extension = vscode.extensions.getExtension<GitExports>("vscode.git");
  const enabling = extension?.isActive ? extension.exports.onDidChangeEnablement(look) : { dispose() {} };
  return vscode.Disposable.from(vscode.extensions.onDidChange(look), enabling);
}

/** The repository whose root is exactly this folder, opened if need be. */
export async function repositoryAt(folder: string): Promise<GitRepository | undefined> {
  const git = await gitApi();
  const uri = vscode.Uri.file(folder);
  const opened = (await git?.openRepository(uri).catch(() => null)) ?? git?.getRepository(uri);
  return opened && samePath(opened.rootUri.fsPath, uri.fsPath) ? opened : undefined;
}

export async function closeRepository(repository: GitRepository): Promise<void> {
  await vscode.commands.executeCommand("git.close", repository.rootUri).then(undefined, () => undefined);
}

function samePath(one: string, other: string): boolean {
  return one.replace(/[\\/]+$/, "").toLowerCase() === other.replace(/[\\/]+$/, "").toLowerCase();
}
