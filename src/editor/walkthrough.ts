import * as vscode from "vscode";
import type { Studio } from "./studio";

/** The five steps of the first idea. They open only when somebody asks for them. */
export async function getStarted(): Promise<void> {
  await vscode.commands.executeCommand(
    "workbench.action.openWalkthrough",
    "ai-scientist.ai-scientist#firstIdea",
    false,
  );
}

/** Tells the walkthrough what was really done: a step is ticked by the state of the project, not by a click. */
export function tickSteps(studio: Studio): void {
  let told = "";
  studio.context.subscriptions.push(
    studio.onDidChange(() => {
      const { board } = studio;
      if (!board) return;
      const reached = board.models.milestones(board.state());
      const now = JSON.stringify(reached);
      if (now === told) return;
      told = now;
      for (const [key, value] of Object.entries(reached))
        void vscode.commands.executeCommand("setContext", `aiScientist.${key}`, value);
    }),
  );
}
