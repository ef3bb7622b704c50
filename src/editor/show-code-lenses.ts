import * as vscode from "vscode";
import { IGNORES_CASE } from "./chosen-hunks";
import type { Lens } from "./models/code-lenses";
import type { Studio } from "./studio";

/** Small print above each hunk in the plain editor. In diff editors VS Code shows none; there Git has its buttons. */
export function showCodeLenses(studio: Studio): void {
  const changed = new vscode.EventEmitter<void>();
  let shown = "";
  const look = () => {
    const begun = studio.board?.state().begun ?? [];
    const now = JSON.stringify(begun.map(({ slug, undecided, accepted }) => [slug, undecided, accepted]));
    if (now !== shown) changed.fire();
    shown = now;
  };
  studio.context.subscriptions.push(
    changed,
    studio.onDidChange(look),
    vscode.languages.registerCodeLensProvider(
      { scheme: "file", pattern: "**/.ai-scientist/worktrees/**" },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: (document) => lensesOf(studio, document) },
    ),
  );
}

function lensesOf({ board }: Studio, document: vscode.TextDocument): vscode.CodeLens[] {
  const found = board?.models.ideaOfFile(board.state().begun, document.uri.fsPath, IGNORES_CASE);
  if (!board || !found) return [];
  const lines = document.getText().split(/\r?\n/);
  return board.models.codeLenses(vscode.l10n, found.idea, found.path, lines).map(codeLens);
}

function codeLens({ line, title, tooltip, command, subject }: Lens): vscode.CodeLens {
  const id = command === undefined ? "" : `aiScientist.${command}`;
  const range = new vscode.Range(line, 0, line, 0);
  return new vscode.CodeLens(range, {
    title,
    command: id,
    arguments: [subject],
    ...(tooltip === undefined ? {} : { tooltip }),
  });
}
