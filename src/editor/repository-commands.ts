import { relative } from "node:path";
import * as vscode from "vscode";
import type { Desk } from "./desk";
import { type GitRepository, gitApi, repositoryAt } from "./git-api";
import type { Studio } from "./studio";

/** Makes the project's folder a repository; a repository around it stays as it is. */
export async function initRepository({ studio }: Desk): Promise<void> {
  const folder = folderOf(studio);
  const git = await gitApi();
  if (!git) throw new Error(vscode.l10n.t("VS Code found no git, or its Git extension is off."));
  await git.init(vscode.Uri.file(folder));
  await studio.open();
}

/** The first commit of a project, after the researcher saw what goes into it. */
export async function commitEverything({ studio }: Desk): Promise<void> {
  const folder = folderOf(studio);
  const repository = await repositoryAt(folder);
  if (!repository) throw new Error(vscode.l10n.t("{0} is not the root of a git repository.", folder));
  await repository.status();
  const files = filesToCommit(repository).map((file) => relative(folder, file));
  if (files.length === 0) throw new Error(vscode.l10n.t("There is no file to commit in {0}.", folder));
  const commit = vscode.l10n.t("Commit Everything");
  const question =
    files.length === 1
      ? vscode.l10n.t("Commit the one file of this project?")
      : vscode.l10n.t("Commit all {0} files of this project?", files.length);
  const detail = vscode.l10n.t("{0}\nName what shall stay out of git in .gitignore first.", listed(files));
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, commit)) !== commit) return;
  await commitAll(repository);
  await studio.open();
}

/** Git's own words say what is wrong; only the one trouble that nearly everybody has once gets words of ours. */
async function commitAll(repository: GitRepository): Promise<void> {
  try {
    await repository.commit("Begin", { all: true });
  } catch (error) {
    const { gitErrorCode, stderr } = error as { gitErrorCode?: string; stderr?: string };
    if (gitErrorCode === "NoUserNameConfigured" || gitErrorCode === "NoUserEmailConfigured")
      throw new Error(
        vscode.l10n.t(
          "Git does not know your name yet. Tell it in a terminal: git config --global user.name and user.email; then commit again.",
        ),
        { cause: error },
      );
    throw new Error(vscode.l10n.t("Git did not commit: {0}", stderr || String(error)), { cause: error });
  }
}

function folderOf({ place }: Studio): string {
  if (place && "folder" in place) return place.folder;
  throw new Error(vscode.l10n.t("Open a folder that holds an experiment first."));
}

function filesToCommit({ state }: GitRepository): string[] {
  const changes = [...state.indexChanges, ...state.workingTreeChanges, ...state.untrackedChanges];
  return [...new Set(changes.map(({ uri }) => uri.fsPath))].sort();
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, 12);
  const rest = files.length - shown.length;
  return [...shown, ...(rest > 0 ? [vscode.l10n.t("and {0} more", rest)] : [])].join("\n");
}
