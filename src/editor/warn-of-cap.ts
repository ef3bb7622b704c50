import * as vscode from "vscode";
import type { Board } from "./board";
import type { Studio } from "./studio";

/**
 * Once for each cap, when most of it is spent: the one message that is shown although the window is looked at, because money goes on
 * being spent meanwhile. What was warned of before the project was opened is not told again.
 */
export function warnOfCap(studio: Studio): void {
  let told = new Set<string>();
  /** The board whose past is known: views change a moment before it counts as opened. */
  let opened: Board | undefined;
  studio.context.subscriptions.push(
    studio.onDidOpen((board) => {
      opened = board;
      told = new Set(warningsOn(board).map(({ key }) => key));
    }),
    studio.onDidChange(() => {
      const { board } = studio;
      for (const { key, slug, text } of board && board === opened ? warningsOn(board) : []) {
        if (told.has(key)) continue;
        told.add(key);
        void warn(slug, text);
      }
    }),
  );
}

function warningsOn(board: Board) {
  return board.state().begun.flatMap((idea) => board.models.capWarnings(vscode.l10n, idea));
}

async function warn(slug: string, text: string): Promise<void> {
  const raise = vscode.l10n.t("Raise Cap");
  if ((await vscode.window.showWarningMessage(text, raise)) === raise)
    await vscode.commands.executeCommand("aiScientist.raiseCap", { slug });
}
