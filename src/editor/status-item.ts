import * as vscode from "vscode";
import type { Studio } from "./studio";

/** Stage, cost and state in the status bar; a click does the one next action. Also the context keys that menus look at. */
export function showStatus(studio: Studio): void {
  const item = vscode.window.createStatusBarItem("aiScientist.status", vscode.StatusBarAlignment.Left, 0);
  item.name = "AI Scientist";
  item.command = "aiScientist.nextAction";
  studio.context.subscriptions.push(
    item,
    studio.onDidChange(() => draw(studio, item)),
  );
}

function draw(studio: Studio, item: vscode.StatusBarItem): void {
  const { board } = studio;
  if (!board) {
    item.hide();
    for (const key of ["next", "state", "undecided"]) setContext(`aiScientist.${key}`, "");
    return;
  }
  const state = board.state();
  const { text, tooltip, spoken, alarming, action } = board.models.statusText(vscode.l10n, state);
  item.text = text;
  item.tooltip = new vscode.MarkdownString(tooltip);
  item.accessibilityInformation = { label: spoken, role: "button" };
  item.backgroundColor = alarming ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  item.show();
  const idea = state.begun.find(({ slug }) => slug === state.shown);
  setContext("aiScientist.next", action?.command ?? "");
  setContext("aiScientist.state", idea ? board.models.stateOf(idea) : "");
  setContext("aiScientist.undecided", (idea?.undecided.length ?? 0) > 0);
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
