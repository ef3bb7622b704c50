import * as vscode from "vscode";
import type { Desk } from "./desk";
import { openConnection } from "./host-terminal";
import type { Subject } from "./models/tree-node";
import { FIX_TERMINAL } from "./setup";

/** The Setup view, with everything looked at anew. */
export async function checkSetup({ studio, setup }: Desk): Promise<void> {
  await studio.openBoard();
  await Promise.all([setup.show(), setup.check()]);
}

export async function recheckSetup({ setup }: Desk): Promise<void> {
  await setup.check();
}

export async function closeSetup({ setup }: Desk): Promise<void> {
  await setup.hide();
}

/** Does the one thing about what is missing that a click can do. Nothing is installed: a line is only typed, for the researcher to run. */
export async function fixSetup(desk: Desk, { remedy }: Subject): Promise<void> {
  const { project } = await desk.studio.openBoard();
  if (!remedy) return;
  switch (remedy.how) {
    case "type":
      return typeLine(project.folder, remedy.line);
    case "visit":
      await vscode.env.openExternal(vscode.Uri.parse(remedy.url));
      return;
    case "connect":
      await openConnection(desk, remedy.host);
      return;
    case "set-up-place":
      await vscode.commands.executeCommand("workbench.action.openSettings", "aiScientist.compute.remote");
      return;
    case "set-prices":
      await vscode.commands.executeCommand("workbench.action.openSettings", "aiScientist.budget.prices");
      return;
    default:
      await vscode.commands.executeCommand(`aiScientist.${COMMANDS[remedy.how]}`);
  }
}

const COMMANDS = {
  commit: "commitEverything",
  "choose-place": "choosePlace",
  "choose-interpreter": "chooseInterpreter",
  "choose-model": "chooseModel",
  "choose-reviewer": "chooseReviewModel",
  "set-key": "setApiKey",
} as const;

async function typeLine(cwd: string, line: string): Promise<void> {
  const open = vscode.window.terminals.find(({ name, exitStatus }) => name === FIX_TERMINAL && !exitStatus);
  const terminal = open ?? vscode.window.createTerminal({ name: FIX_TERMINAL, cwd });
  terminal.show();
  if (!open) await untilPrompt(terminal);
  terminal.sendText(line, false);
}

/** A line that is typed before the shell's prompt stands there twice. Shells that tell nothing of themselves get a moment. */
async function untilPrompt(terminal: vscode.Terminal): Promise<void> {
  const ready = new Promise<void>((done) => {
    const listening = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal !== terminal) return;
      listening.dispose();
      done();
    });
    setTimeout(() => {
      listening.dispose();
      done();
    }, 2000);
  });
  await ready;
}
