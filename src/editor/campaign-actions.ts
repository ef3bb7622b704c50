import * as vscode from "vscode";
import type { CampaignView } from "../research/campaign";
import type { CampaignAction, CampaignForm, FromCampaign, IdeaAction } from "../webview/contract/campaign";
import type { Board } from "./board";
import { keepAcceptance, runCampaign } from "./campaign-run";
import { setting } from "./configuration";
import type { Desk } from "./desk";
import { mayBegin } from "./gate";

export type CampaignDesk = Pick<Desk, "studio" | "setup">;

type Act = Exclude<FromCampaign, { type: "ready" | "choose" | "start" }>;

/** Does what the researcher asked for in the panel, with the campaigns as they were shown. */
export async function actOnCampaign(
  desk: CampaignDesk,
  board: Board,
  views: readonly CampaignView[],
  message: Act,
): Promise<void> {
  switch (message.type) {
    case "act":
      return act(desk, board, viewNamed(views, message.campaign), message.action);
    case "act-on-idea":
      return actOnIdea(board, viewNamed(views, message.campaign), message.idea, message.action);
    case "export":
      return exportTable(board, views, message);
  }
}

function viewNamed(views: readonly CampaignView[], name: string): CampaignView {
  const view = views.find(({ slug }) => slug === name);
  if (!view) throw new Error(vscode.l10n.t("There is no such campaign any more."));
  return view;
}

/** What the form says becomes a campaign, and is run; what it may cost was agreed to as for one idea. False when something is missing. */
export async function startCampaign(desk: CampaignDesk, shown: Board, form: CampaignForm): Promise<boolean> {
  // Set anew, the one of that name would lose its caps and its slots without a word.
  if ((await shown.project.campaigns()).some(({ slug }) => slug === form.name))
    throw new Error(vscode.l10n.t("There is a campaign “{0}” already: give this one another name.", form.name));
  const board = await boardToBeginOn(desk, shown);
  if (!board) return false;
  const place = setting<string>("compute.place", "local", board.project.folder);
  await board.project.startCampaign({
    name: form.name,
    count: form.ideas.length + form.further,
    ideas: form.ideas,
    slots: Array.from({ length: form.slots }, (_, index) => ({ name: `slot ${index + 1}`, place })),
    openEnded: form.openEnded,
    ...(form.totalCap === undefined ? {} : { totalCap: form.totalCap }),
    ...(form.ideaCap === undefined ? {} : { ideaCap: form.ideaCap }),
  });
  await keepAcceptance(desk.studio, board, form.name, form.accept);
  await runCampaign(desk.studio, board, form.name);
  return true;
}

/** The board with the model that was chosen, once nothing is missing and what an idea may cost was agreed to. */
async function boardToBeginOn(desk: CampaignDesk, { project }: Board): Promise<Board | undefined> {
  const hasModel = () => setting<string>("model.name", "", project.folder) !== "";
  if (!hasModel()) await vscode.commands.executeCommand("aiScientist.chooseModel");
  if (!hasModel() || !(await mayBegin(desk, "idea"))) return undefined;
  return desk.studio.openBoard();
}

/** The researcher's word that all shall run; and where nobody runs it, this window does. */
async function goOn(desk: CampaignDesk, shown: Board, { slug, running }: CampaignView): Promise<void> {
  if (running) return shown.project.steerCampaign(slug, "run");
  const board = await boardToBeginOn(desk, shown);
  if (!board) return;
  await board.project.steerCampaign(slug, "run");
  await runCampaign(desk.studio, board, slug);
}

async function act(desk: CampaignDesk, board: Board, view: CampaignView, action: CampaignAction): Promise<void> {
  switch (action) {
    case "pause":
      return board.project.steerCampaign(view.slug, "pause");
    case "stop":
      return board.project.steerCampaign(view.slug, "stop");
    case "run":
      return goOn(desk, board, view);
    case "addIdeas":
      return addIdeas(desk, board, view);
    case "takeOver":
      await vscode.commands.executeCommand("aiScientist.takeOver");
  }
}

/** More ideas for a campaign, also while it runs: those that are there and were not begun, then new ones are thought up. */
async function addIdeas(desk: CampaignDesk, board: Board, view: CampaignView): Promise<void> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t("How many more ideas shall “{0}” try?", view.slug),
    value: "1",
    validateInput: (text) =>
      /^[1-9]\d{0,2}$/.test(text.trim()) ? undefined : vscode.l10n.t("Give a number from 1 to 999."),
  });
  if (value === undefined) return;
  await board.project.addToCampaign(view.slug, { count: Number(value), ideas: [] });
  // Whoever runs it takes them up; where nobody does, this window goes on with it.
  const now = (await board.project.campaigns()).find(({ slug }) => slug === view.slug);
  if (now && !now.running) await goOn(desk, board, now);
}

async function actOnIdea(board: Board, view: CampaignView, name: string, action: IdeaAction): Promise<void> {
  const idea = view.ideas.find((one) => one.name === name);
  if (!idea) return;
  const { slug } = idea;
  const command = (id: string, subject: object) => vscode.commands.executeCommand(`aiScientist.${id}`, subject);
  switch (action) {
    case "pause":
    case "stop":
      return board.project.steerCampaign(view.slug, action, name);
    case "resume":
      return board.project.steerCampaign(view.slug, "run", name);
    case "openIdea":
      board.show(slug);
      await vscode.commands.executeCommand("aiScientist.ideas.focus");
      return;
    case "openRuns":
      await command("openExperiments", { slug, run: 0 });
      return;
    case "openPaper":
      await command("openPdf", { slug });
      return;
    case "openReview":
      await command("openReview", { slug, file: reviewOf(board, slug) });
      return;
    case "reproduce":
      await command("reproduceIdea", { slug });
  }
}

function reviewOf(board: Board, slug: string): string {
  const shown = board.state().begun.find((one) => one.slug === slug);
  const round = shown?.reviews.length ?? 1;
  return `${shown?.folder}/${round === 1 ? "review.json" : `review-${round}.json`}`;
}

async function exportTable(
  board: Board,
  views: readonly CampaignView[],
  { format, to }: Extract<Act, { type: "export" }>,
): Promise<void> {
  const text = board.models.paperTableText(board.models.paperTable(views), format);
  if (to === "clipboard") {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("The table was copied.")}`, 4000);
    return;
  }
  const extension = { csv: "csv", latex: "tex", markdown: "md" }[format];
  const name = `campaigns.${extension}`;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(board.project.folder), name),
    filters: { [format]: [extension] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t("Saved: {0}", target.path.split("/").at(-1) ?? name)}`,
    4000,
  );
}
