import { join } from "node:path";
import * as vscode from "vscode";
import type { AskOrAuto, Autonomy } from "../engine/autonomy";
import type { Idea } from "../research/idea";
import type { Board } from "./board";
import { setting } from "./configuration";
import { EditorResearcher } from "./editor-researcher";

/** An idea's way that is walked in this window. */
export type Walk = {
  readonly researcher: EditorResearcher;
  readonly signal: AbortController;
  readonly over: Promise<void>;
};

/** Begins the idea's way or goes on with it. Resolves when it is under way; how it ends stands in the journal. */
export async function walk(board: Board, idea: Pick<Idea, "Name">, failed: (error: unknown) => void): Promise<void> {
  const slug = board.models.slugOf(idea);
  if (board.walks.has(slug)) return;
  const signal = new AbortController();
  const workspace = board.project.workspace(slug);
  const researcher = new EditorResearcher({
    workspace,
    policy: () => policy(board.project.folder),
    isEditing: (path) => isEditing(join(workspace.directory, path)),
    changed: () => board.touch(),
  });
  const over = board.project
    .pursue(idea.Name, researcher, signal.signal)
    .then(() => undefined, failed)
    .finally(() => {
      board.walks.delete(slug);
      void board.refreshBegun().then(() => board.refreshHunks(slug), failed);
    });
  board.walks.set(slug, { researcher, signal, over });
  board.show(slug);
  await untilBegun(board, slug, over);
}

/** Running jobs go on when paused and are cancelled when stopped; both can be resumed. */
export async function endWalk(board: Board, slug: string, how: "paused" | "stopped"): Promise<void> {
  const walking = board.walks.get(slug);
  walking?.signal.abort(how);
  await walking?.over;
}

/** The idea appears in the views as soon as its journal has it. */
async function untilBegun(board: Board, slug: string, over: Promise<void>): Promise<void> {
  let ended = false;
  void over.then(() => {
    ended = true;
  });
  while (!ended) {
    const begun = await board.refreshBegun();
    if (begun.some((idea) => idea.slug === slug)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The researcher's own settings. Without their trust in the folder nothing happens by itself. */
export function policy(folder: string): Autonomy {
  const of = (action: string) =>
    vscode.workspace.isTrusted ? setting<AskOrAuto>(`review.${action}`, "ask", folder) : "ask";
  return {
    ...{ code: of("code"), plots: of("plots"), prose: of("prose"), launch: of("launch"), network: of("network") },
    launchMinutes: setting("review.launchMinutes", 120, folder),
  };
}

export function isEditing(file: string): boolean {
  const { fsPath } = vscode.Uri.file(file);
  return vscode.workspace.textDocuments.some(
    ({ isDirty, uri }) => isDirty && uri.scheme === "file" && uri.fsPath === fsPath,
  );
}
