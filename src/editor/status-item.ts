import * as vscode from "vscode";
import type { StatusText } from "./models/status-text";
import type { Studio } from "./studio";

/** Stage, cost and state in the status bar; a click does the one next action. Also the context keys that menus look at. */
export function showStatus(studio: Studio): void {
  const item = vscode.window.createStatusBarItem("aiScientist.status", vscode.StatusBarAlignment.Left, 0);
  item.name = "AI Scientist";
  item.command = "aiScientist.nextAction";
  const context = new Map<string, unknown>();
  let drawn = "";
  studio.context.subscriptions.push(
    item,
    studio.onDidChange(() => {
      const { board } = studio;
      if (!board) {
        item.hide();
        for (const key of ["next", "state", "undecided"]) setContext(context, `aiScientist.${key}`, "");
        return;
      }
      const state = board.state();
      const status = board.models.statusText(vscode.l10n, state);
      const now = JSON.stringify(status);
      // What stays as it is is left alone: a tooltip that is being read would flicker.
      if (now !== drawn) draw(item, status);
      drawn = now;
      item.show();
      const idea = state.begun.find(({ slug }) => slug === state.shown);
      setContext(context, "aiScientist.next", status.action?.command ?? "");
      setContext(context, "aiScientist.state", idea ? board.models.stateOf(idea) : "");
      setContext(context, "aiScientist.undecided", (idea?.undecided.length ?? 0) > 0);
    }),
  );
}

function draw(item: vscode.StatusBarItem, { text, tooltip, spoken, alarming, nearCap }: StatusText): void {
  item.text = text;
  item.tooltip = new vscode.MarkdownString(tooltip, true);
  item.accessibilityInformation = { label: spoken, role: "button" };
  item.backgroundColor = alarming ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  item.color = nearCap && !alarming ? new vscode.ThemeColor("list.warningForeground") : undefined;
}

function setContext(known: Map<string, unknown>, key: string, value: unknown): void {
  if (known.get(key) === value) return;
  known.set(key, value);
  void vscode.commands.executeCommand("setContext", key, value);
}
