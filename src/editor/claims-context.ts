import * as vscode from "vscode";
import type { Studio } from "./studio";

/** Where it is remembered that claims were read in this workspace. */
const READ = "claims were read";

/** What asks about readings is in the palette once a model has read a paper here, also when the window is opened again. */
export function keepClaimsContext({ context }: Studio): void {
  if (context.workspaceState.get<boolean>(READ)) tell();
}

export async function claimsWereRead({ context }: Studio): Promise<void> {
  tell();
  await context.workspaceState.update(READ, true);
}

function tell(): void {
  void vscode.commands.executeCommand("setContext", "aiScientist.claimsRead", true);
}
