import { dirname, resolve } from "node:path";
import * as vscode from "vscode";
import type { NotChecked } from "../research/read-paper";

/** What of a paper was held against nothing, statement by statement with the reason; the one that is chosen is shown in its file. */
export async function showNotChecked(source: string, notChecked: readonly NotChecked[]): Promise<void> {
  const items = notChecked.map(({ words, why, problem }) => ({
    ...{ label: words, description: `${problem.file}:${problem.line}`, detail: why, problem },
  }));
  const title = vscode.l10n.t("Statements that were not checked: {0}", items.length);
  const placeHolder = vscode.l10n.t("Choose one to go to it");
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  if (!chosen) return;
  const { file, line, column, endLine = line, endColumn } = chosen.problem;
  const selection = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(resolve(dirname(source), file)), { selection });
}
