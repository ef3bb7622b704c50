import { join } from "node:path";
import * as vscode from "vscode";

/**
 * Whether these files may be changed on disk: unsaved edits are saved if the researcher says so, and never overwritten. After
 * `saved` their hunks may be others than before.
 */
export async function savedFirst(worktree: string, paths: readonly string[]): Promise<"clean" | "saved" | "unsaved"> {
  const files = new Set(paths.map((path) => vscode.Uri.file(join(worktree, path)).fsPath));
  const dirty = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === "file" && files.has(uri.fsPath),
  );
  if (dirty.length === 0) return "clean";
  const save = vscode.l10n.t("Save");
  const names = dirty.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join(", ");
  const question = vscode.l10n.t("{0} has unsaved edits. They must be saved before the hunk is decided.", names);
  if ((await vscode.window.showWarningMessage(question, save)) !== save) return "unsaved";
  if (await savedInTheEnd(dirty)) return "saved";
  void vscode.window.showWarningMessage(vscode.l10n.t("{0} could not be saved, so nothing was decided.", names));
  return "unsaved";
}

/** VS Code may be saving one by itself at this moment, and then says of a second saving that it did nothing. */
async function savedInTheEnd(dirty: readonly vscode.TextDocument[]): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const left = dirty.filter(({ isDirty }) => isDirty);
    if (left.length === 0) return true;
    await Promise.all(left.map((document) => document.save()));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
