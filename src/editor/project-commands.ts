import * as vscode from "vscode";
import type { Retry } from "../research/live-retry";
import type { Board } from "./board";
import type { Desk } from "./desk";
import { mayBegin } from "./gate";
import type { Subject } from "./models/tree-node";

/** Each idea appears in the tree as soon as it is finished. */
export async function generateIdeas(desk: Desk): Promise<void> {
  const { studio } = desk;
  if ((await studio.openBoard()).ideating || !(await mayBegin(desk, "ideas"))) return;
  const board = await studio.openBoard();
  const count = await vscode.window.showInputBox({
    title: vscode.l10n.t("How many ideas?"),
    value: "3",
    validateInput: (text) =>
      /^([1-9]|[1-4]\d|50)$/.test(text) ? undefined : vscode.l10n.t("Give a number from 1 to 50."),
  });
  if (!count) return;
  const what = vscode.l10n.t("Thinking up ideas");
  await ideating(desk, board, what, (signal) => board.project.generateIdeas(Number(count), signal));
}

export async function checkNovelty(desk: Desk, { idea }: Subject): Promise<void> {
  const { studio } = desk;
  if (!idea || (await studio.openBoard()).ideating || !(await mayBegin(desk, "ideas"))) return;
  const board = await studio.openBoard();
  const what = vscode.l10n.t("Checking novelty");
  await ideating(desk, board, what, (signal) => board.project.checkNovelty(idea, signal));
}

/** Something about ideas goes on, which the list shows and which can be stopped. */
export async function ideating(
  { studio }: Desk,
  board: Board,
  what: string,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const stopped = new AbortController();
  const shown = (retry: Retry | undefined) => {
    board.ideating = { what, retry, stop: () => stopped.abort("stopped") };
    board.touch();
  };
  shown(undefined);
  const told = studio.onDidRetry((retry) => retry.subject === "" && shown(retry));
  try {
    await work(stopped.signal);
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
  } finally {
    told.dispose();
    board.ideating = undefined;
    await board.refreshIdeas();
  }
}

export async function stopIdeas({ studio }: Desk): Promise<void> {
  studio.board?.ideating?.stop();
}
