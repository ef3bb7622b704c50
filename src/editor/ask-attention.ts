import * as vscode from "vscode";
import type { Board } from "./board";
import type { Studio } from "./studio";

/**
 * One notification, only when the window is not looked at and something new waits for the researcher. What failed or ran out
 * of budget is told in any case: the reason is a sentence, and a row of the tree is too short for it.
 */
export function askAttention(studio: Studio): void {
  let told: string | undefined;
  /** The board whose past is known: views change a moment before it counts as opened. */
  let opened: Board | undefined;
  let shown: string | undefined;
  studio.context.subscriptions.push(
    studio.onDidOpen((board) => {
      opened = board;
      told = board.models.attentionText(vscode.l10n, board.state());
    }),
    studio.onDidChange(() => {
      const { board } = studio;
      if (!board || board !== opened) return;
      const state = board.state();
      const text = board.models.attentionText(vscode.l10n, state);
      // What became of an idea is news; that the researcher looks at another one is none.
      const isNew = text !== undefined && text !== told && state.shown === shown;
      told = text;
      shown = state.shown;
      const { alarming } = board.models.statusText(vscode.l10n, state);
      if (isNew && (alarming || !vscode.window.state.focused))
        void notify(text, board.models.nextAction(vscode.l10n, state)?.verb);
    }),
  );
}

async function notify(text: string, verb: string | undefined): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(text, ...(verb ? [verb] : []));
  if (chosen) await vscode.commands.executeCommand("aiScientist.nextAction");
}
