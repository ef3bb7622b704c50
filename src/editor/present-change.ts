import { sep } from "node:path";
import * as vscode from "vscode";
import type { BegunShown } from "./models/board-state";
import { openUndecided } from "./open-diffs";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** Opens a new proposal once, where it disturbs nobody, and closes its diffs when it is decided. */
export function presentChanges(studio: Studio): void {
  let presented: { readonly step: string; readonly worktree: string } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>) => {
    turn = turn.then(work).catch((error) => tellTrouble(studio, error));
  };
  const look = () => {
    const state = studio.board?.state();
    const idea = state?.begun.find(({ slug }) => slug === state.shown);
    const change = idea && studio.board?.models.changeBefore(idea);
    const step = change === undefined ? undefined : `${idea?.slug} ${change}`;
    if (presented && presented.step !== step) {
      const { worktree } = presented;
      presented = undefined;
      inTurn(() => closeDiffs(worktree));
    }
    if (!idea || !step || presented || idea.undecided.length === 0) return;
    presented = { step, worktree: idea.worktree };
    inTurn(() => present(idea));
  };
  studio.context.subscriptions.push(
    studio.onDidOpen((board) => {
      for (const idea of board.state().begun) inTurn(() => openAgain(idea));
    }),
    studio.onDidChange(look),
  );
}

/** Only where no other text is being looked at, and the keyboard stays where it is. */
async function present({ worktree, undecided }: BegunShown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const first = undecided[0];
  if (!first || (editor && (!isIn(editor.document.uri, worktree) || editor.document.isDirty))) return;
  await openUndecided(worktree, first.path, { line: Math.max(1, first.newStart), preserveFocus: true });
}

/** A window that is opened again brings its diffs back before Git knows the worktree, and so finds nothing to show in them. */
async function openAgain({ worktree, undecided }: BegunShown): Promise<void> {
  const first = undecided[0];
  if ((await closeDiffs(worktree)) && first)
    await openUndecided(worktree, first.path, { line: Math.max(1, first.newStart), preserveFocus: true });
}

/**
 * Whether there were any. The left side of a diff is text that Git gave once. It must not meet the next proposal: staging a
 * block of that would bring back what was there before.
 */
async function closeDiffs(worktree: string): Promise<boolean> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const decided = tabs.filter(
    ({ input, isDirty }) =>
      !isDirty &&
      input instanceof vscode.TabInputTextDiff &&
      input.original.scheme === "git" &&
      isIn(input.modified, worktree),
  );
  return decided.length > 0 && vscode.window.tabGroups.close(decided, true);
}

function isIn({ fsPath }: vscode.Uri, folder: string): boolean {
  return fsPath.startsWith(folder + sep);
}
