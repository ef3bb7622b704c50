import { join } from "node:path";
import * as vscode from "vscode";
import type { Experiments, FromPanel, Row, RowAction } from "../webview/contract/experiments";
import type { Board } from "./board";
import { openDiff } from "./experiment-answers";

/** Does what the researcher asked for in the panel, with the runs as they were shown. */
export async function actOn(board: Board, shown: Experiments, message: FromPanel): Promise<void> {
  switch (message.type) {
    case "act":
      return actOnRow(board, rowAt(shown, message.run), message.action);
    case "open-diff":
      return openDiff(board, message.one, message.other);
    case "open-picture":
      return openPicture(board, shown, message.id);
    case "export":
      return exportTable(board, shown, message);
    case "picture":
      return saveAs(`${message.name}.png`, { PNG: ["png"] }, Buffer.from(message.png, "base64"));
    case "copy":
      return vscode.env.clipboard.writeText(message.text);
  }
}

export function rowAt({ rows }: Experiments, key: string): Row {
  const row = rows.find((one) => one.key === key);
  if (!row) throw new Error(vscode.l10n.t("This run is not there any more."));
  return row;
}

/** Most are commands of other views, called on the run as these would. */
async function actOnRow(board: Board, { slug, number, commit, job }: Row, action: RowAction): Promise<void> {
  const { worktree } = ideaOf(board, slug);
  const command = (name: string, subject: object) => vscode.commands.executeCommand(`aiScientist.${name}`, subject);
  switch (action) {
    case "openResults":
      await command("openRun", { slug, file: join(worktree, `run_${number}`, "final_info.json") });
      return;
    case "showCommit":
      await command("openEntry", { slug, commit });
      return;
    case "markValid":
      await command("markRunValid", { slug, commit, run: number });
      return;
    case "markInvalid":
      await command("markRunInvalid", { slug, commit, run: number });
      return;
    case "openTerminal":
      await command("openRunTerminal", { slug, job });
      return;
    case "openLog":
      await command("openLog", { slug, job });
      return;
  }
}

async function openPicture(board: Board, { pictures }: Experiments, id: string): Promise<void> {
  const picture = pictures.find((one) => one.id === id);
  if (!picture) return;
  const file = join(ideaOf(board, picture.slug).worktree, picture.id.slice(picture.slug.length + 1));
  await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(file));
}

async function exportTable(board: Board, shown: Experiments, wanted: Extract<FromPanel, { type: "export" }>) {
  const { models } = board;
  const text = wanted.format === "csv" ? models.tableAsCsv(shown, wanted) : models.tableAsLatex(shown, wanted);
  if (wanted.to === "file") {
    const [name, filters] = wanted.format === "csv" ? ["runs.csv", { CSV: ["csv"] }] : ["runs.tex", { LaTeX: ["tex"] }];
    await saveAs(name, filters, Buffer.from(text));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("The table was copied.")}`, 4000);
}

async function saveAs(name: string, filters: Record<string, string[]>, content: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {};
  const target = await vscode.window.showSaveDialog({ ...defaultUri, filters });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, content);
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t("Saved: {0}", target.path.split("/").at(-1) ?? name)}`,
    4000,
  );
}

function ideaOf(board: Board, slug: string) {
  const idea = board.state().begun.find((one) => one.slug === slug);
  if (!idea) throw new Error(vscode.l10n.t("There is no such idea any more."));
  return idea;
}
