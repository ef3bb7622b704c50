import * as vscode from "vscode";
import type { Board } from "./board";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";
import { walk } from "./walk";

/** A window that was closed leaves its lock until its process is gone. */
const PATIENCE_MS = 15_000;

/**
 * Goes on with what was being walked when the window closed: its journal has no ending, and nobody else works on it. What the
 * researcher paused or stopped, and what failed or ran out of budget, waits for them.
 */
export async function resumeInterrupted(studio: Studio, board: Board): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const open = (await board.refreshBegun()).filter(({ view }) => view.ending === undefined);
    for (const { idea } of open.filter(({ slug, locked }) => !locked && !board.walks.has(slug))) {
      const text = vscode.l10n.t("Going on with “{0}”, which was under way.", idea.Name.replaceAll("_", " "));
      studio.log.info(text);
      vscode.window.setStatusBarMessage(`$(beaker) ${text}`, 10_000);
      await walk(board, idea, (error) => tellTrouble(studio, error));
    }
    const waiting = open.some(({ slug, locked }) => locked && !board.walks.has(slug));
    if (!waiting || Date.now() > deadline || studio.board !== board) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
