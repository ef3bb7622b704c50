import * as vscode from "vscode";
import type { Board } from "./board";
import type { Desk } from "./desk";
import { exists } from "./find-project";
import { mayBegin } from "./gate";
import type { Subject } from "./models/tree-node";

/** A template, a name and a place; the new project is opened in this window. */
export async function newProject({ studio }: Desk): Promise<void> {
  const { parts, context } = studio;
  const templates = vscode.Uri.joinPath(context.extensionUri, "templates").fsPath;
  const names = await parts.project().templateNames(templates);
  const template = await vscode.window.showQuickPick(names, { title: vscode.l10n.t("New project: which experiment?") });
  if (!template) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New project: its folder's name"),
    value: template,
    validateInput: (text) => (/^[\w][\w .-]*$/.test(text) ? undefined : vscode.l10n.t("Give a plain folder name.")),
  });
  if (!name) return;
  const openLabel = vscode.l10n.t("Make Project Here");
  const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel });
  if (!chosen?.[0]) return;
  const folder = vscode.Uri.joinPath(chosen[0], name);
  await parts.project().newProject(folder.fsPath, template, templates);
  await vscode.commands.executeCommand("vscode.openFolder", folder);
}

/** A small experiment with the built-in rehearsal model: nothing to install but Python, nothing to pay. */
export async function openSample({ studio }: Desk): Promise<void> {
  const { parts, context } = studio;
  const templates = vscode.Uri.joinPath(context.extensionUri, "templates").fsPath;
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "sample");
  if (!(await exists(folder))) {
    await parts.project().newProject(folder.fsPath, "2d_diffusion", templates);
    await writeText(vscode.Uri.joinPath(folder, ".vscode/settings.json"), SAMPLE_SETTINGS);
    await writeText(vscode.Uri.joinPath(folder, ".git/info/exclude"), ".vscode/\n");
  }
  await vscode.commands.executeCommand("vscode.openFolder", folder);
}

const SAMPLE_SETTINGS = `${JSON.stringify({ "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" }, null, 2)}\n`;

async function writeText(file: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

/** Each idea appears in the tree as soon as it is finished. */
export async function generateIdeas(desk: Desk): Promise<void> {
  const { studio } = desk;
  if ((await studio.openBoard()).ideating || !(await mayBegin(desk, "ideas"))) return;
  const board = await studio.openBoard();
  const count = await vscode.window.showInputBox({
    title: vscode.l10n.t("How many ideas?"),
    value: "3",
    validateInput: (text) =>
      /^([1-9]|[1-4]\d|50)$/.test(text) ? undefined : vscode.l10n.t("Give a number from 1 to 50."),
  });
  if (!count) return;
  const what = vscode.l10n.t("Thinking up ideas");
  await ideating(board, what, (signal) => board.project.generateIdeas(Number(count), signal));
}

export async function checkNovelty(desk: Desk, { idea }: Subject): Promise<void> {
  const { studio } = desk;
  if (!idea || (await studio.openBoard()).ideating || !(await mayBegin(desk, "ideas"))) return;
  const board = await studio.openBoard();
  const what = vscode.l10n.t("Checking novelty");
  await ideating(board, what, (signal) => board.project.checkNovelty(idea, signal));
}

async function ideating(board: Board, what: string, work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const stopped = new AbortController();
  board.ideating = { what, stop: () => stopped.abort("stopped") };
  board.touch();
  try {
    await work(stopped.signal);
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
  } finally {
    board.ideating = undefined;
    await board.refreshIdeas();
  }
}

export async function stopIdeas({ studio }: Desk): Promise<void> {
  studio.board?.ideating?.stop();
}
