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
  const saved = await Promise.all(dirty.map((document) => document.save()));
  return saved.every(Boolean) ? "saved" : "unsaved";
}
