import * as vscode from "vscode";

const AWAITED = "folderToShow";

/** Opens a folder in this window, and our sidebar once it is there: whoever makes a project wants to see it. */
export async function showWhenOpened(context: vscode.ExtensionContext, folder: vscode.Uri): Promise<void> {
  await context.globalState.update(AWAITED, folder.fsPath);
  await vscode.commands.executeCommand("vscode.openFolder", folder);
}

/** Shows our sidebar if this window was opened for it, once. */
export async function showIfAwaited({ globalState }: vscode.ExtensionContext): Promise<void> {
  const awaited = globalState.get<string>(AWAITED);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (!awaited || !folders.some(({ uri }) => uri.fsPath === awaited)) return;
  await globalState.update(AWAITED, undefined);
  await vscode.commands.executeCommand("workbench.view.extension.aiScientist");
}
