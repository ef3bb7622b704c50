import * as vscode from "vscode";
import { exists } from "./find-project";

/** How far above a paper its results are looked for: as far as the language server does. */
const LEVELS = 2;

/** Whether runs in the way of The AI Scientist have left results beside a paper or in a folder above it. */
export async function hasResultsAround(paper: vscode.Uri): Promise<boolean> {
  let folder = vscode.Uri.joinPath(paper, "..");
  for (let level = 0; level <= LEVELS; level++) {
    const entries = await vscode.workspace.fs.readDirectory(folder).then(
      (found) => found,
      () => [],
    );
    const runs = entries.filter(([name]) => /^run_\d+$/.test(name)).slice(0, 20);
    const results = await Promise.all(
      runs.map(([name]) => exists(vscode.Uri.joinPath(folder, name, "final_info.json"))),
    );
    if (results.includes(true)) return true;
    folder = vscode.Uri.joinPath(folder, "..");
  }
  return false;
}
