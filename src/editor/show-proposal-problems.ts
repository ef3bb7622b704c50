import { join } from "node:path";
import * as vscode from "vscode";
import type { Problem } from "../research/problem";
import type { BegunShown } from "./models/board-state";
import type { Studio } from "./studio";

/** Our own problems of pending proposals as squiggles and rows of Problems, as long as their hunks are undecided. */
export function showProposalProblems(studio: Studio): void {
  const collection = vscode.languages.createDiagnosticCollection("ai-scientist-proposal");
  const shown = new Map<string, string>();
  const look = () => {
    const now = byFile(studio);
    for (const path of shown.keys()) if (!now.has(path)) collection.delete(vscode.Uri.file(path));
    for (const [path, problems] of now) {
      const text = JSON.stringify(problems);
      if (shown.get(path) !== text) collection.set(vscode.Uri.file(path), problems.map(diagnosticOf));
    }
    shown.clear();
    for (const [path, problems] of now) shown.set(path, JSON.stringify(problems));
  };
  studio.context.subscriptions.push(collection, studio.onDidChange(look));
}

function byFile({ board }: Studio): Map<string, Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const idea of board?.state().begun ?? [])
    for (const problem of ownOf(idea, board!.models.OWN_SOURCE)) {
      const path = join(idea.worktree, problem.file);
      files.set(path, [...(files.get(path) ?? []), problem]);
    }
  return files;
}

function ownOf({ problems }: BegunShown, source: string): Problem[] {
  return problems.filter((problem) => problem.source === source);
}

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

function diagnosticOf({ line, column, endLine = line, endColumn, ...said }: Problem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  const diagnostic = new vscode.Diagnostic(range, said.message, SEVERITIES[said.severity]);
  diagnostic.source = said.source;
  diagnostic.code = said.rule;
  return diagnostic;
}
