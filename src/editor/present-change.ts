import * as vscode from "vscode";
import type { BegunShown } from "./models/board-state";
import { openUndecided } from "./open-diffs";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** Opens a new proposal once, where it disturbs nobody, and closes its diffs when it is decided. */
export function presentChanges(studio: Studio): void {
  let presented: { readonly step: string; readonly worktree: string } | undefined;
  studio.context.subscriptions.push(
    studio.onDidChange(() => {
      const state = studio.board?.state();
      const idea = state?.begun.find(({ slug }) => slug === state.shown);
      const step = idea?.asked === "change" ? `${idea.slug} ${idea.record.view.waiting?.step}` : undefined;
      if (presented && presented.step !== step) {
        closeDiffs(presented.worktree);
        presented = undefined;
      }
      if (!idea || !step || presented || idea.undecided.length === 0) return;
      presented = { step, worktree: idea.worktree };
      present(idea).catch((error) => tellTrouble(studio, error));
    }),
  );
}

/** Only where no other text is being looked at, and the keyboard stays where it is. */
async function present({ worktree, undecided }: BegunShown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const first = undecided[0];
  if (!first || (editor && (!isIn(editor.document.uri, worktree) || editor.document.isDirty))) return;
  await openUndecided(worktree, first.path, { line: Math.max(1, first.newStart), preserveFocus: true });
}

/**
 * The left side of a diff is text that Git gave once. It must not meet the next proposal: staging a block of that would bring
 * back what was there before.
 */
function closeDiffs(worktree: string): void {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const decided = tabs.filter(
    ({ input, isDirty }) =>
      !isDirty &&
      input instanceof vscode.TabInputTextDiff &&
      input.original.scheme === "git" &&
      isIn(input.modified, worktree),
  );
  if (decided.length > 0) void vscode.window.tabGroups.close(decided, true);
}

function isIn({ fsPath }: vscode.Uri, folder: string): boolean {
  return fsPath.startsWith(folder);
}
