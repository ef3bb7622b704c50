import * as vscode from "vscode";
import type { TreeNode } from "./models/tree-node";

/**
 * The rows that a key in a tree means: the selected ones where there are several, else the one that the keyboard is on. Arrows move
 * the keyboard without selecting, and VS Code tells extensions the selection alone; so the row is selected first.
 */
export async function meantRows(tree: vscode.TreeView<TreeNode>): Promise<readonly TreeNode[]> {
  if (tree.selection.length <= 1) await vscode.commands.executeCommand("list.selectAndPreserveFocus");
  return tree.selection;
}
