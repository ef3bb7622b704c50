import { join } from "node:path";
import * as vscode from "vscode";
import type { Board } from "./board";
import { readText } from "./find-project";
import { gitApi } from "./git-api";
import type { Models } from "./heavy-parts";
import type { BegunShown } from "./models/board-state";

export type Failure = NonNullable<ReturnType<Models["failureIn"]>>;

/** A failure with the text in which its line is still the one that failed. */
export type Located = { readonly failure: Failure; readonly at: vscode.Location | undefined };

/** What made a job of an idea fail, from its whole log, or from `output` where that is no longer kept; undefined when Python said nothing. */
export async function failureOf(
  board: Board,
  idea: BegunShown,
  job: string,
  output: string,
): Promise<Failure | undefined> {
  const log = await board.project.jobLog(idea.slug, job);
  const files = await board.project.workspace(idea.slug).list();
  return board.models.failureIn(log?.text || output, files);
}

/**
 * The failing line as an editor can show it: in the idea's worktree as long as the file is what it was in the commit that ran, else in
 * that commit.
 */
export async function locate(
  board: Board,
  idea: BegunShown,
  job: string,
  place: Failure["place"],
): Promise<vscode.Location | undefined> {
  const commit = commitOf(job);
  if (!place || !commit) return undefined;
  const ran = await board.project.workspace(idea.slug).readAt(commit, place.file);
  if (ran === undefined) return undefined;
  const now = await readText(join(idea.worktree, place.file));
  const file = vscode.Uri.file(join(now === ran ? idea.worktree : board.project.folder, place.file));
  const uri = now === ran ? file : (await gitApi())?.toGitUri(file, commit);
  return uri && new vscode.Location(uri, rangeOf(ran, place.line));
}

/** A job is called after the commit that it runs (`adapters/compute`). */
function commitOf(job: string): string | undefined {
  return /-([0-9a-f]{10})$/.exec(job)?.[1];
}

/** The line without its indentation. */
function rangeOf(text: string, line: number): vscode.Range {
  const code = text.split("\n")[line - 1]?.trimEnd() ?? "";
  return new vscode.Range(line - 1, code.length - code.trimStart().length, line - 1, code.length);
}
