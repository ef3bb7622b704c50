import { join } from "node:path";
import * as vscode from "vscode";
import type { Board } from "./board";
import { readText } from "./find-project";
import { openUndecided } from "./open-diffs";

/** Whether what is accepted may be committed: the researcher is asked about a program that no longer parses. */
export async function mayBeApproved(board: Board, slug: string): Promise<boolean> {
  const broken = await brokenProgram(board, slug);
  if (!broken) return true;
  const { worktree, path, line, message } = broken;
  const correct = { label: `$(edit) ${vscode.l10n.t("Correct it")}`, detail: message, how: "correct" as const };
  const anyway = { label: `$(check-all) ${vscode.l10n.t("Approve anyway")}`, how: "anyway" as const };
  const title = vscode.l10n.t("{0} is no valid Python: the run would fail at line {1}", path, line);
  const chosen = await vscode.window.showQuickPick([correct, anyway], { title });
  if (chosen?.how === "correct") await openUndecided(worktree, path, { line });
  return chosen?.how === "anyway";
}

/** The first accepted Python file that does not parse, as it stands on the disk when nothing is undecided. */
async function brokenProgram(board: Board, slug: string) {
  const idea = board.state().begun.find((one) => one.slug === slug);
  const paths = [...new Set(idea?.accepted.map(({ path }) => path))].filter((path) => path.endsWith(".py"));
  for (const path of paths) {
    const text = await readText(join(idea!.worktree, path));
    const problem = text === undefined ? undefined : board.models.pythonSyntaxProblem(text);
    if (problem) return { ...problem, worktree: idea!.worktree, path };
  }
  return undefined;
}
