import * as vscode from "vscode";
import type { Studio } from "./studio";

/** Notes and endings of the shown idea in the log, each once. */
export function logEvents(studio: Studio): void {
  const told = new Map<string, number>();
  studio.context.subscriptions.push(
    studio.onDidChange(() => {
      for (const { slug, record, here } of studio.board?.state().begun ?? []) {
        const { notes } = record.view;
        if (here)
          for (const { level, text } of notes.slice(told.get(slug) ?? 0)) studio.log[logged(level)](`${slug}: ${text}`);
        told.set(slug, notes.length);
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => studio.log.info(vscode.l10n.t("The folder is trusted now."))),
  );
}

function logged(level: "info" | "warning" | "error"): "info" | "warn" | "error" {
  return level === "warning" ? "warn" : level;
}
