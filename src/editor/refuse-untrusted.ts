import * as vscode from "vscode";

/** Throws where nothing of the workspace may be sent to a model. */
export function refuseUntrusted(): void {
  if (!vscode.workspace.isTrusted)
    throw new Error(vscode.l10n.t("This workspace is not trusted, so nothing of it is sent to a model."));
}
