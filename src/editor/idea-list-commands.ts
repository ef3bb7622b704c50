import { join } from "node:path";
import * as vscode from "vscode";
import type { OwnIdea } from "../engine/project";
import type { Idea } from "../research/idea";
import type { Board } from "./board";
import type { Desk } from "./desk";
import { readText } from "./find-project";
import type { Subject } from "./models/tree-node";
import { openFile } from "./open-diffs";

/** The entry of an idea in the file that has it, or the line of a mistake; else the list. */
export async function openIdeas({ studio }: Desk, { idea, file, line }: Subject): Promise<void> {
  if (file) return openFile(file, line);
  const { project, models } = await studio.openBoard();
  const paths = ["ideas.json", "seed_ideas.json"].map((name) => join(project.folder, name));
  const texts = await Promise.all(paths.map(readText));
  const offsets = texts.map((text) => (idea && text !== undefined ? models.offsetOfIdea(text, idea) : undefined));
  const holder = offsets.findIndex((offset) => offset !== undefined);
  const at = holder >= 0 ? holder : texts.findIndex((text) => text !== undefined);
  if (at < 0)
    throw new Error(vscode.l10n.t("There is no file of ideas yet. “Generate Ideas…” and “Add Own Idea…” make one."));
  await asOnDisk(paths[at]!, texts[at]!);
  await openFile(paths[at]!, texts[at]!.slice(0, offsets[at] ?? 0).split("\n").length);
}

/** A file that is open already gets the text on its disk a moment later; a place in that text means nothing before. */
async function asOnDisk(path: string, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  for (let waited = 0; waited < 10_000 && !document.isDirty && document.getText() !== text; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Marks an idea as ready without starting it. */
export async function approveIdea(desk: Desk, { idea }: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  const name =
    idea ?? (await pickOpenIdea(board, vscode.l10n.t("Which idea do you approve?"), ({ approved }) => !approved));
  if (!name || !(await ideasSaved(board))) return;
  await board.project.judgeIdea(name, { type: "approved" });
  await board.refreshIdeas();
}

/** The reason is optional; the model reads it when it thinks up more ideas. */
export async function rejectIdea(desk: Desk, { idea }: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  const name = idea ?? (await pickOpenIdea(board, vscode.l10n.t("Which idea do you reject?"), () => true));
  if (!name) return;
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t("Reject “{0}”", titleOf(board, name)),
    prompt: vscode.l10n.t("Why? The model reads it when it thinks up more ideas. Leave it empty to give no reason."),
    placeHolder: vscode.l10n.t("for example: known, too costly, not worth a run"),
  });
  if (reason === undefined || !(await ideasSaved(board))) return;
  await board.project.judgeIdea(name, { type: "rejected", reason: reason.trim() });
  await board.refreshIdeas();
}

/** An approval or a rejection is taken back. */
export async function reconsiderIdea(desk: Desk, { idea }: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  if (!idea || !(await ideasSaved(board))) return;
  await board.project.judgeIdea(idea, { type: "open" });
  await board.refreshIdeas();
}

/** The researcher knows better than the check, and says why. */
export async function overruleNovelty(desk: Desk, { idea }: Subject): Promise<void> {
  const board = await desk.studio.openBoard();
  const known = board.state().ideas.find(({ Name }) => Name === idea);
  if (!known) return;
  const title = vscode.l10n.t("Novelty of “{0}”", known.Title);
  const items = [
    { label: `$(check) ${vscode.l10n.t("It is novel")}`, verdict: "novel" as const },
    { label: `$(book) ${vscode.l10n.t("It overlaps with known work")}`, verdict: "overlaps" as const },
    ...(known.novelty?.overruled
      ? [{ label: `$(discard) ${vscode.l10n.t("Let the check's verdict hold again")}` }]
      : []),
  ];
  const chosen = await vscode.window.showQuickPick<{ label: string; verdict?: "novel" | "overlaps" }>(items, { title });
  if (!chosen) return;
  const reason = chosen.verdict && (await askWhy(title, known.novelty?.overruled?.reason));
  if ((chosen.verdict && !reason) || !(await ideasSaved(board))) return;
  const word = chosen.verdict && reason ? { verdict: chosen.verdict, reason } : undefined;
  await board.project.overruleNovelty(known.Name, word);
  await board.refreshIdeas();
}

async function askWhy(title: string, before: string | undefined): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Why? The model reads it when it thinks up more ideas."),
    placeHolder: vscode.l10n.t("for example: that paper tests another data set"),
    ...(before === undefined ? {} : { value: before }),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("Give a reason in a sentence.")),
  });
  return reason?.trim();
}

/** Title, what to do, and ratings if the researcher likes; then the entry is open for whatever else there is to say. */
export async function addIdea(desk: Desk): Promise<void> {
  const board = await desk.studio.openBoard();
  const draft = await askForIdea(board, vscode.l10n.t("Add your own idea"));
  if (!draft || !(await ideasSaved(board))) return;
  const { Name } = await board.project.addIdea(draft);
  await board.refreshIdeas();
  await openIdeas(desk, { idea: Name });
}

/** The words of a new idea; undefined when the researcher thought better of it. */
export async function askForIdea(board: Board, title: string): Promise<OwnIdea | undefined> {
  const Title = await vscode.window.showInputBox({
    title: vscode.l10n.t("{0} (1 of 3): its title", title),
    prompt: vscode.l10n.t("As it would stand on a paper."),
    ignoreFocusOut: true,
    validateInput: (text) => titleProblem(board, text),
  });
  if (!Title) return undefined;
  const Experiment = await vscode.window.showInputBox({
    title: vscode.l10n.t("{0} (2 of 3): what to do", title),
    prompt: vscode.l10n.t(
      "What changes in the code, what is held equal, what would refute it. The entry opens for more.",
    ),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("Say in a sentence what is to be tried.")),
  });
  if (!Experiment) return undefined;
  const ratings = await vscode.window.showInputBox({
    title: vscode.l10n.t("{0} (3 of 3): your ratings, if you like", title),
    prompt: vscode.l10n.t("Interest, feasibility and novelty, each from 1 to 10. Leave it empty to rate nothing."),
    placeHolder: "7 8 5",
    ignoreFocusOut: true,
    validateInput: (text) =>
      board.models.ratingsIn(text) ? undefined : vscode.l10n.t("Give three numbers from 1 to 10, or nothing."),
  });
  if (ratings === undefined) return undefined;
  return { Title: Title.trim(), Experiment: Experiment.trim(), ...board.models.ratingsIn(ratings) };
}

/** An idea that is there already is no mistake, but worth knowing before one writes it down again. */
function titleProblem(board: Board, text: string): vscode.InputBoxValidationMessage | undefined {
  const severity = vscode.InputBoxValidationSeverity;
  if (!text.trim()) return { message: vscode.l10n.t("Give the idea a title."), severity: severity.Error };
  const twin = board.models.mostSimilar({ Name: "", Title: text, Experiment: "" }, board.state().ideas);
  if (!twin) return undefined;
  const message = vscode.l10n.t("There is a similar idea: “{0}”.", twin.Title);
  return { message, severity: severity.Info };
}

async function pickOpenIdea(board: Board, title: string, wanted: (idea: Idea) => boolean): Promise<string | undefined> {
  const ideas = board.models.notBegun(board.state()).filter(wanted);
  if (ideas.length === 0) throw new Error(vscode.l10n.t("No idea waits for a decision."));
  const items = ideas.map((idea) => ({
    label: idea.Title,
    description: board.models.scoreWords(vscode.l10n, idea),
    detail: idea.Experiment,
    name: idea.Name,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.name;
}

function titleOf(board: Board, name: string): string {
  return board.state().ideas.find(({ Name }) => Name === name)?.Title ?? name;
}

/** Whether `ideas.json` may be written: unsaved edits of the researcher's are saved if they say so, and never overwritten. */
export async function ideasSaved({ project }: Board): Promise<boolean> {
  const path = vscode.Uri.file(join(project.folder, "ideas.json")).fsPath;
  const open = vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.fsPath === path);
  if (!open) return true;
  const save = vscode.l10n.t("Save");
  const question = vscode.l10n.t("ideas.json has unsaved edits. They must be saved before the list is changed.");
  return (await vscode.window.showWarningMessage(question, save)) === save && open.save();
}
