import { sep } from "node:path";
import * as vscode from "vscode";

/** What was typed there and not saved. */
export function unsavedIn(folder: string): vscode.TextDocument[] {
  return openIn(folder).filter(({ isDirty }) => isDirty);
}

/** Which texts of a folder are open, and how they stand. */
export function textsIn(folder: string): string {
  return openIn(folder)
    .map(({ uri, version }) => `${uri.fsPath}:${version}`)
    .join("\n");
}

function openIn(folder: string): vscode.TextDocument[] {
  const { textDocuments } = vscode.workspace;
  return textDocuments.filter(({ uri }) => uri.scheme === "file" && uri.fsPath.startsWith(folder + sep));
}
