import { join } from "node:path";
import * as vscode from "vscode";
import type { CurvePart, Row, ToPanel } from "../webview/contract/experiments";
import type { Board } from "./board";
import { readText } from "./find-project";

/** Reads the curves of the runs that a panel draws, again whenever their files changed, and gives what is new in them. */
export class CurveFeed {
  readonly #known = new Map<string, { readonly stamp: string; readonly parts: readonly CurvePart[] }>();
  #wanted: readonly string[] = [];

  want(runs: readonly string[]): void {
    this.#wanted = runs;
    for (const run of this.#known.keys()) if (!runs.includes(run)) this.#known.delete(run);
  }

  /** The panel begins anew: it has nothing any more. */
  forget(): void {
    this.#known.clear();
    this.#wanted = [];
  }

  async look(board: Board, rows: readonly Row[]): Promise<ToPanel[]> {
    const shown = rows.filter(({ key }) => this.#wanted.includes(key));
    return (await Promise.all(shown.map((row) => this.#lookAt(board, row)))).flat();
  }

  async #lookAt(board: Board, row: Row): Promise<ToPanel[]> {
    const idea = board.state().begun.find(({ slug }) => slug === row.slug);
    if (!idea) return [];
    const file = join(`run_${row.number}`, "curves.json");
    const places = row.job ? [join(idea.folder, "jobs", row.job, "work", file)] : [];
    // What a run that has ended gave back is in the worktree; what is still made lies where the job works.
    const isDone = row.seconds !== undefined;
    for (const path of isDone ? [join(idea.worktree, file), ...places] : places) {
      const stamp = await stampOf(path);
      if (stamp === undefined) continue;
      const known = this.#known.get(row.key);
      if (known?.stamp === stamp) return [];
      const after = board.models.curvesIn((await readText(path)) ?? "");
      const parts = board.models.curveGrowth(known?.parts ?? [], after);
      if (after.length > 0) this.#known.set(row.key, { stamp, parts: after });
      return parts.length > 0 ? [{ type: "curves", run: row.key, parts }] : [];
    }
    return [];
  }
}

/** Of a plain file only: reading from a pipe in its place would never end. */
async function stampOf(path: string): Promise<string | undefined> {
  return vscode.workspace.fs.stat(vscode.Uri.file(path)).then(
    ({ type, mtime, size }) => (type === vscode.FileType.File ? `${path} ${mtime} ${size}` : undefined),
    () => undefined,
  );
}
