import * as vscode from "vscode";
import type { Desk } from "./desk";
import { subjectOf } from "./subject-of";
import { tellTrouble } from "./tell-trouble";

/** Makes every command of the manifest known. What they do is loaded when the first is called. */
export function registerCommands(desk: Desk): vscode.Disposable {
  const { context, parts } = desk.studio;
  const { contributes } = context.extension.packageJSON as { contributes: { commands: { command: string }[] } };
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...called: unknown[]) => {
        try {
          const name = command.replace("aiScientist.", "") as keyof ReturnType<typeof parts.commands>["COMMANDS"];
          await parts.commands().COMMANDS[name](desk, subjectOf(called));
        } catch (error) {
          tellTrouble(desk.studio, error);
        }
      }),
    ),
  );
}
