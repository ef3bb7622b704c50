import { basename, relative } from "node:path";
import * as vscode from "vscode";
import type { Desk } from "./desk";
import type { Studio } from "./studio";
import { endWalk } from "./walk";

/** Which of the window's projects is shown; the choice is remembered for the window's folders. */
export async function chooseProject({ studio }: Desk): Promise<void> {
  const current = studio.place && "folder" in studio.place ? studio.place.folder : undefined;
  const items = studio.projects.map((folder) => ({
    label: basename(folder),
    description: folder === current ? vscode.l10n.t("shown now") : "",
    detail: vscode.workspace.asRelativePath(folder, true),
    folder,
  }));
  if (items.length === 0) throw new Error(vscode.l10n.t("No folder of this window holds an experiment."));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Which project shall be shown?") });
  if (!chosen || chosen.folder === current || !(await mayLeave(studio))) return;
  await studio.choose(chosen.folder);
}

/** What is under way in the shown project is paused if the researcher says so, and never left behind. */
async function mayLeave({ board }: Studio): Promise<boolean> {
  if (!board) return true;
  const walked = [...board.walks.keys()];
  if (walked.length === 0 && !board.ideating) return true;
  const pause = vscode.l10n.t("Pause and Switch");
  const question = vscode.l10n.t("“{0}” is being worked on in this window.", basename(board.project.folder));
  const detail = vscode.l10n.t(
    "It is paused, and goes on with Resume when you come back. A running experiment runs on.",
  );
  const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail }, pause);
  if (chosen !== pause) return false;
  board.ideating?.stop();
  for (const slug of walked) await endWalk(board, slug, "paused");
  return true;
}

/** How the project is called beside the title of a view: by its path where the window has several folders. */
export function nameOfProject(folder: string): string {
  const around = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
  return (around && relative(around.uri.fsPath, folder)) || basename(folder);
}
