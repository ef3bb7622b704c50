import * as vscode from "vscode";
import type { DistilSource } from "../engine/project";
import type { Desk } from "./desk";
import { mayBegin } from "./gate";
import { ideasSaved } from "./idea-list-commands";
import type { Subject } from "./models/tree-node";
import { ideating } from "./project-commands";

/** So many at most at a time; they can be asked for more of the same papers. */
const MOST = 3;

/** From the PDFs that it was called on, else from those that are chosen or from what a search finds. Each idea appears as it is finished. */
export async function distilIdeas(desk: Desk, subject: Subject): Promise<void> {
  const { studio } = desk;
  if ((await studio.openBoard()).ideating || !(await mayBegin(desk, "ideas"))) return;
  const source = pdfsOf(subject) ?? (await chooseSource());
  if (!source) return;
  const board = await studio.openBoard();
  if (!(await ideasSaved(board))) return;
  await ideating(desk, board, vscode.l10n.t("Distilling ideas from papers"), async (signal) => {
    const { ideas, remarks } = await board.project.distilIdeas(source, MOST, signal);
    for (const remark of remarks) studio.log.info(remark);
    if (remarks.length > 0) tell(ideas.length, remarks);
  });
}

function pdfsOf({ file, files = file ? [file] : [] }: Subject): DistilSource | undefined {
  const pdfs = files.filter((path) => /\.pdf$/i.test(path));
  return pdfs.length > 0 ? { files: pdfs } : undefined;
}

async function chooseSource(): Promise<DistilSource | undefined> {
  const title = vscode.l10n.t("Distil ideas from what?");
  const pdfs = { label: `$(file-pdf) ${vscode.l10n.t("PDF files…")}`, from: choosePdfs };
  const search = { label: `$(search) ${vscode.l10n.t("What a search of the literature finds…")}`, from: askForSearch };
  return (await vscode.window.showQuickPick([pdfs, search], { title }))?.from();
}

async function choosePdfs(): Promise<DistilSource | undefined> {
  const openLabel = vscode.l10n.t("Distil Ideas");
  const filters = { PDF: ["pdf"] };
  const chosen = await vscode.window.showOpenDialog({ canSelectMany: true, openLabel, filters });
  return chosen && chosen.length > 0 ? { files: chosen.map(({ fsPath }) => fsPath) } : undefined;
}

async function askForSearch(): Promise<DistilSource | undefined> {
  const words = await vscode.window.showInputBox({
    title: vscode.l10n.t("Distil ideas from what a search finds"),
    prompt: vscode.l10n.t("Two to five plain words, which stand in the titles or abstracts that you look for."),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("Give the words of a search.")),
  });
  return words?.trim() ? { search: words.trim() } : undefined;
}

/** What was dropped or refused is no failure, and worth knowing. */
function tell(added: number, remarks: readonly string[]): void {
  const [first = ""] = remarks;
  const more = remarks.length > 1 ? vscode.l10n.t("{0} more such remarks are in the log.", remarks.length - 1) : "";
  const what = added === 0 ? vscode.l10n.t("No idea was added.") : "";
  void vscode.window.showInformationMessage([what, first, more].filter(Boolean).join(" "));
}
