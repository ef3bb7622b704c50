import * as vscode from "vscode";
import type { Hunk } from "../research/change";
import { chosenHunks } from "./chosen-hunks";
import type { Desk } from "./desk";
import type { Subject } from "./models/tree-node";

/**
 * The researcher wants one hunk otherwise: the model is asked for a new proposal of that hunk alone. What they wrote in a thread
 * comes with the call, otherwise they are asked.
 */
export async function askForChange(desk: Desk, subject: Subject): Promise<void> {
  const chosen = await chosenHunks(desk, subject, { among: "undecided" });
  if (!chosen) return;
  const { board, idea, hunks } = chosen;
  const [hunk] = hunks;
  if (!hunk) return tell(vscode.l10n.t("There is no undecided hunk here."));
  const walk = board.walks.get(idea.slug);
  if (!walk || board.models.changeBefore(idea) === undefined)
    return tell(vscode.l10n.t("No change waits for your review here. Resume the idea first."));
  const text = (subject.text ?? (await wish(board.models.hunkLabel(vscode.l10n, hunk), hunk)))?.trim();
  if (!text) return;
  walk.researcher.request(hunk, text);
  board.touch();
  vscode.window.setStatusBarMessage(
    `$(comment-discussion) ${vscode.l10n.t("Asked. The answer will be at the hunk, in the editor and in Review.")}`,
    8000,
  );
}

async function wish(title: string, { path }: Hunk): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Ask for a change of “{0}” in {1}", title, path),
    prompt: vscode.l10n.t("The model proposes this hunk anew; every other hunk stays as it is."),
    placeHolder: vscode.l10n.t("What should be different, and why?"),
    ignoreFocusOut: true,
  });
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
