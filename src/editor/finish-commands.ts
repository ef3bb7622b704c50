import { sep } from "node:path";
import * as vscode from "vscode";
import type { Farewell } from "../engine/project";
import type { Board } from "./board";
import { type Desk, ideaAt } from "./desk";
import { exists } from "./find-project";
import type { BegunShown } from "./models/board-state";
import type { Subject } from "./models/tree-node";

/**
 * Writes the merge into a terminal, for the researcher to run: their branch is theirs. What must be settled first is said, and
 * conflicts are git's to show and theirs to resolve.
 */
export async function mergeIdea(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  mustRest(idea);
  const { into, branch, commits, files, command } = await board.project.mergePlan(idea.slug);
  const open = vscode.l10n.t("Open Terminal");
  const question = vscode.l10n.t("Merge “{0}” into {1}?", nameOf(idea), into);
  const detail = [
    vscode.l10n.t(
      "{0} has {1} commits that {2} has not, with changes of {3} files.",
      branch,
      commits,
      into,
      files.length,
    ),
    vscode.l10n.t("The command is written into a terminal, and Enter there runs it: {0}", command),
  ].join("\n\n");
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, open)) !== open) return;
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t("Merge"), cwd: board.project.folder });
  terminal.show();
  terminal.sendText(command, false);
}

/** Everything of an idea in one archive, for a reader or a reviewer. It may still be going on: the archive is as it stands now. */
export async function exportBundle(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(board.project.folder), `${idea.slug}.zip`),
    filters: { [vscode.l10n.t("Archive")]: ["zip"] },
    title: vscode.l10n.t("Everything of “{0}” in one archive", nameOf(idea)),
  });
  if (!target) return;
  const title = vscode.l10n.t("Making the archive");
  const made = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    board.project.bundle(idea.slug, target.fsPath),
  );
  const show = vscode.l10n.t("Show Archive");
  const text = vscode.l10n.t(
    "{0} files are in the archive, prompts and answers among them word for word: look before you publish it.",
    made.files.length,
  );
  if ((await vscode.window.showInformationMessage(text, show)) === show)
    await vscode.commands.executeCommand("revealFileInOS", target);
}

/** Worktree, branch and results of an idea, moved to the trash where there is one; its entry in `ideas.json` stays. */
export async function deleteIdea(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  mustRest(idea);
  const going = await board.project.farewell(idea.slug);
  const verb = vscode.l10n.t("Delete");
  const question = vscode.l10n.t("Delete “{0}”, with its branch and all that was made of it?", nameOf(idea));
  const options = { modal: true, detail: consequences(going) };
  if ((await vscode.window.showWarningMessage(question, options, verb)) !== verb) return;
  if (!(await closed(going.folders))) return;
  await board.project.deleteIdea(idea.slug, remover(going.folders));
  if (going.tip)
    desk.studio.log.info(
      vscode.l10n.t("{0} was at {1}. It can be made again: git branch {0} {1}", going.branch, going.tip),
    );
  await refreshed(board);
}

function mustRest({ idea, here, locked, record }: BegunShown): void {
  const name = idea.Name.replaceAll("_", " ");
  if (here || locked) throw new Error(vscode.l10n.t("“{0}” is being worked on. Pause it first.", name));
  if (record.job)
    throw new Error(vscode.l10n.t("A run of “{0}” is still going on. Resume the idea and stop it first.", name));
}

function consequences({ folders, branch, unmerged, uncommitted, continuedBy }: Farewell): string {
  return [
    vscode.l10n.t("These folders go to the trash, where there is one: {0}", folders.join(", ")),
    unmerged
      ? vscode.l10n.t("The branch {0} is deleted. Its commits are in no branch of yours.", branch)
      : vscode.l10n.t("The branch {0} is deleted. Your branch has its commits.", branch),
    ...(uncommitted.length > 0 ? [vscode.l10n.t("Changes that are in no commit: {0}", uncommitted.join(", "))] : []),
    ...(continuedBy.length > 0
      ? [vscode.l10n.t("These ideas go on from it and keep what they need: {0}", continuedBy.join(", "))]
      : []),
    vscode.l10n.t("Its entry in ideas.json stays, so that it can be tried again."),
  ].join("\n\n");
}

/** Editors of files that are about to go; an unsaved one asks for itself, and keeping it keeps the idea. */
function closed(folders: readonly string[]): Thenable<boolean> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const inside = tabs.filter(({ input }) => {
    const uri =
      input instanceof vscode.TabInputTextDiff
        ? input.modified
        : input instanceof vscode.TabInputText
          ? input.uri
          : undefined;
    return uri !== undefined && folders.some((folder) => uri.fsPath.startsWith(folder + sep));
  });
  return inside.length === 0 ? Promise.resolve(true) : vscode.window.tabGroups.close(inside);
}

/** To the trash; where there is none, for good if the researcher says so, asked once. Else nothing more is deleted. */
function remover(folders: readonly string[]): (folder: string) => Promise<void> {
  let forGood = false;
  return async (folder) => {
    const uri = vscode.Uri.file(folder);
    if (!(await exists(uri))) return;
    const trashed = !forGood && (await inTrash(uri));
    if (trashed) return;
    forGood ||= await askForGood(folders);
    if (!forGood) throw new vscode.CancellationError();
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
  };
}

function inTrash(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true }).then(
    () => true,
    () => false,
  );
}

async function askForGood(folders: readonly string[]): Promise<boolean> {
  const verb = vscode.l10n.t("Delete for Good");
  const question = vscode.l10n.t("There is no trash here. Delete these folders for good?");
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: folders.join("\n") }, verb)) === verb;
}

async function refreshed(board: Board): Promise<void> {
  await board.refreshBegun();
  await board.refreshIdeas();
}

function nameOf({ idea }: BegunShown): string {
  return idea.Name.replaceAll("_", " ");
}
