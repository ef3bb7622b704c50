import * as vscode from "vscode";
import { setting } from "./configuration";
import type { Studio } from "./studio";

/** Whether there is a model to ask; where there is none, one can be chosen first. */
export async function hasModel({ board }: Studio): Promise<boolean> {
  const isChosen = () => setting<string>("model.name", "", board?.project.folder) !== "";
  if (!isChosen()) await vscode.commands.executeCommand("aiScientist.chooseModel");
  return isChosen();
}
