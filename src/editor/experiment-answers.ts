import * as vscode from "vscode";
import type { ToPanel } from "../webview/contract/experiments";
import type { Board } from "./board";
import type { KnownRun } from "./models/experiments/compared";
import type { CodedRun } from "./models/experiments/parameters";
import { openCommit } from "./open-diffs";

/** Answers what needs the code of commits. A commit never changes, so its files are read once in the life of a panel. */
export class ExperimentAnswers {
  readonly #code = new Map<string, readonly string[]>();

  async parameters(board: Board, keys: readonly string[]): Promise<ToPanel> {
    const state = board.state();
    const runs: CodedRun[] = [];
    for (const key of keys) {
      const known = board.models.runAt(state, key);
      if (known) runs.push({ key, run: known.run, code: await this.#codeOf(board, known) });
    }
    return { type: "parameters", axes: board.models.parametersOf(runs) };
  }

  async comparison(board: Board, one: string, other: string): Promise<ToPanel | undefined> {
    const diff = await diffBetween(board, one, other);
    const compared = board.models.comparedRuns(vscode.l10n, board.state(), one, other, diff);
    return compared && { type: "compared", compared };
  }

  async #codeOf(board: Board, { slug, run }: KnownRun): Promise<readonly string[]> {
    const known = this.#code.get(run.commit);
    if (known) return known;
    const { editable } = board.project.template.manifest;
    const workspace = board.project.workspace(slug);
    const paths = editable.filter((path) => path.endsWith(".py") && path !== "plot.py");
    const code: string[] = [];
    for (const path of paths) code.push((await workspace.readAt(run.commit, path)) ?? "");
    this.#code.set(run.commit, code);
    return code;
  }
}

/** The code of two runs in VS Code's own diff editor. */
export async function openDiff(board: Board, one: string, other: string): Promise<void> {
  const { models, project } = board;
  const [first, second] = [one, other].map((key) => models.runAt(board.state(), key)?.run);
  if (!first || !second) throw new Error(vscode.l10n.t("This run is not there any more."));
  const paths = models.changedCode(await diffBetween(board, one, other), project.template.manifest);
  if (paths.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Both runs have the same code."), 4000);
    return;
  }
  const files = paths.map((path) => ({ path, change: "changed" as const, added: undefined, removed: undefined }));
  const title = `${first.name} ↔ ${second.name}`;
  await openCommit(project.folder, { commit: second.commit, parent: first.commit, title, files });
}

/** What git says between the commits of two runs; all ideas of a project share their commits. */
async function diffBetween(board: Board, one: string, other: string): Promise<string> {
  const [first, second] = [one, other].map((key) => board.models.runAt(board.state(), key));
  return first && second ? board.project.workspace(second.slug).diff(first.run.commit, second.run.commit) : "";
}
