import * as vscode from "vscode";
import type { Subject } from "./models/tree-node";
import { savedFirst } from "./saved-first";
import type { Studio } from "./studio";

/** Accepts or rejects the hunks of a row. What is stale is not guessed: the view shows what is there now. */
export async function decide(studio: Studio, how: "accept" | "reject", subject: Subject): Promise<void> {
  const board = studio.board;
  const idea = board?.state().begun.find(({ slug }) => slug === subject.slug);
  if (!board || !idea || !subject.hunks) return;
  const paths = idea.undecided.filter(({ id }) => subject.hunks!.includes(id)).map(({ path }) => path);
  if (!(await savedFirst(idea.worktree, paths))) return;
  try {
    await board.project.workspace(idea.slug)[how](subject.hunks);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "HunkStale") throw error;
    void vscode.window.showInformationMessage(error.message);
  } finally {
    await board.refreshHunks(idea.slug);
  }
}
