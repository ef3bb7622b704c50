import * as vscode from "vscode";
import { openUndecided } from "./open-diffs";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** Opens a new proposal once, where it disturbs nobody: no text is being looked at, and the keyboard stays where it is. */
export function presentChanges(studio: Studio): void {
  const presented = new Set<string>();
  studio.context.subscriptions.push(
    studio.onDidChange(() => {
      const state = studio.board?.state();
      const idea = state?.begun.find(({ slug }) => slug === state.shown);
      const step = idea?.record.view.waiting?.step;
      const first = idea?.undecided[0];
      if (!idea?.here || !step || !first || presented.has(`${idea.slug} ${step}`)) return;
      presented.add(`${idea.slug} ${step}`);
      if (vscode.window.activeTextEditor && !isOurs(vscode.window.activeTextEditor, idea.worktree)) return;
      const opening = { line: Math.max(1, first.newStart), preserveFocus: true };
      openUndecided(idea.worktree, first.path, opening).catch((error) => tellTrouble(studio, error));
    }),
  );
}

function isOurs({ document }: vscode.TextEditor, worktree: string): boolean {
  return document.uri.fsPath.startsWith(worktree) && !document.isDirty;
}
