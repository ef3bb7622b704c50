import * as vscode from "vscode";
import { purposeOf } from "../engine/setup";
import { setting } from "./configuration";
import { type Desk, ideaAt } from "./desk";
import { mayBegin } from "./gate";
import type { Subject } from "./models/tree-node";
import { tellTrouble } from "./tell-trouble";
import { endWalk, walk } from "./walk";

export async function showIdea({ studio }: Desk, { slug }: Subject): Promise<void> {
  if (slug) studio.board?.show(slug);
}

/** The idea of the row, else one that the researcher picks. */
export async function startIdea(desk: Desk, subject: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  const hasModel = () => setting<string>("model.name", "", board.project.folder) !== "";
  if (!hasModel()) await vscode.commands.executeCommand("aiScientist.chooseModel");
  if (!hasModel()) return;
  const name = subject.idea ?? (await pickIdea(desk));
  if (name && !(await mayBegin(desk, "idea"))) return;
  if (name) await walk(await desk.studio.openBoard(), { Name: name }, (error) => tellTrouble(desk.studio, error));
  else if (board.models.notBegun(board.state()).length === 0)
    await vscode.commands.executeCommand("aiScientist.generateIdeas");
}

async function pickIdea({ studio }: Desk): Promise<string | undefined> {
  const board = await studio.openBoard();
  const items = board.models.notBegun(board.state()).map((idea) => ({
    label: idea.Title,
    description: [idea.approved ? vscode.l10n.t("approved") : "", board.models.scoreWords(vscode.l10n, idea)]
      .filter(Boolean)
      .join(" · "),
    detail: idea.Experiment,
    name: idea.Name,
  }));
  if (items.length === 0) return undefined;
  const title = vscode.l10n.t("Which idea shall be tried?");
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.name;
}

export async function resumeIdea(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  if (!(await mayBegin(desk, purposeOf(idea.record.view)))) return;
  await walk(await desk.studio.openBoard(), idea.idea, (error) => tellTrouble(desk.studio, error));
}

export async function pauseIdea(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  await endWalk(board, idea.slug, "paused");
}

/** Also cancels the job that is running. An idea that waits, for its cap to be raised or to be resumed, is ended as well. */
export async function stopIdea(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  if (board.walks.has(idea.slug)) return endWalk(board, idea.slug, "stopped");
  await board.project.stop(idea.idea.Name);
  await board.refreshBegun();
}

export async function launchRun(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  if (board.walks.get(idea.slug)?.researcher.launchNow()) return;
  void vscode.window.showInformationMessage(vscode.l10n.t("No run waits to be launched."));
}

/** The one thing to do next, whatever that is now; what the status item does. */
export async function nextAction({ studio }: Desk): Promise<void> {
  const { board } = studio;
  const action = board?.models.nextAction(vscode.l10n, board.state());
  if (action) await vscode.commands.executeCommand(`aiScientist.${action.command}`);
  else await vscode.commands.executeCommand("aiScientist.ideas.focus");
}

export async function openTerminal(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  vscode.window.createTerminal({ name: idea.idea.Name, cwd: idea.worktree }).show();
}
