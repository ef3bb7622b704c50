import * as vscode from "vscode";
import type { Board } from "./board";
import type { Studio } from "./studio";

/**
 * Once for each cap, when most of it is spent: the one message that is shown although the window is looked at, because money goes on
 * being spent meanwhile. What was warned of before the project was opened is not told again.
 */
export function warnOfCap(studio: Studio): void {
  let told = new Set<string>();
  studio.context.subscriptions.push(
    studio.onDidOpen((board) => {
      told = new Set(warningsOn(board).map(({ key }) => key));
    }),
    studio.onDidChange(() => {
      for (const { key, slug, text } of studio.board ? warningsOn(studio.board) : []) {
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
