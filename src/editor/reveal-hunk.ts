import { join } from "node:path";
import * as vscode from "vscode";
import type { Hunk } from "../research/change";
import { IGNORES_CASE } from "./chosen-hunks";
import type { Desk } from "./desk";
import type { BegunShown } from "./models/board-state";
import { openUndecided } from "./open-diffs";

/**
 * Brings an undecided hunk into view: in the editor that is being looked at if it shows the file, else in another of the same
 * kind. Called from the tree the keyboard stays there, and a text that has nothing to do with the idea stays in view.
 */
export async function revealHunk(desk: Desk, idea: BegunShown, hunk: Hunk, inTree: boolean): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const board = desk.studio.board;
  const found = editor && board?.models.ideaOfFile([idea], editor.document.uri.fsPath, IGNORES_CASE);
  if (inTree) await selectRow(desk, hunk);
  if (inTree && editor && !found) return;
  const line = Math.max(1, hunk.newStart);
  if (editor && found?.path === hunk.path && editor.document.uri.scheme === "file") return moveTo(editor, line);
  if (isPlain() && found && !inTree) return openPlain(idea, hunk.path, line);
  await openUndecided(idea.worktree, hunk.path, { line, preserveFocus: inTree });
}

async function selectRow({ studio, review }: Desk, { id }: Hunk): Promise<void> {
  const board = studio.board;
  const row = board?.models.rowOfHunk(board.models.reviewTree(vscode.l10n, board.state()), id);
  if (row && review.visible) await review.reveal(row, { select: true, focus: true });
}

function moveTo(editor: vscode.TextEditor, line: number): void {
  const at = Math.min(line, editor.document.lineCount) - 1;
  const range = new vscode.Range(at, 0, at, 0);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Whether the text that is being looked at is no diff. */
function isPlain(): boolean {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText;
}

async function openPlain({ worktree }: BegunShown, path: string, line: number): Promise<void> {
  const at = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(join(worktree, path)), { selection: at });
}
