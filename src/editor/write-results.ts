import * as vscode from "vscode";
import type { Desk } from "./desk";
import type { Subject } from "./models/tree-node";

/** Writes every number of the runs as a macro beside the paper that is open, for papers that want to print what the runs say now. */
export async function writeResults({ problems }: Desk, { file }: Subject): Promise<void> {
  const source = file ?? vscode.window.activeTextEditor?.document.uri.fsPath;
  if (!source?.endsWith(".tex")) throw new Error(vscode.l10n.t("Open a paper first: a .tex file beside its runs."));
  const written = await problems.writeResults(source);
  if (!written) return;
  if (written.isTakenIn) {
    vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("results.tex was written.")}`, 5000);
    return;
  }
  const open = vscode.l10n.t("Open");
  const text = vscode.l10n.t(
    "results.tex was written. Put {0} into the preamble to use its macros.",
    "\\input{results}",
  );
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(written.path), { preview: true });
}
