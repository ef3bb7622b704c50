import * as vscode from "vscode";
import type { TreeNode } from "./models/tree-node";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

export type ShownTree = {
  readonly id: string;
  /** The rows as they are now; none when there is nothing to show. */
  readonly rows: () => readonly TreeNode[];
  /** The rows below one are about to be shown. */
  readonly opened?: (row: TreeNode) => void;
  /** Boxes were checked or unchecked. */
  readonly checked?: (rows: readonly TreeNode[], on: boolean) => Promise<void>;
};

/** A native tree of plain rows. It is drawn again only when a row changed, so that nothing flickers. */
export function showTree(studio: Studio, { id, rows, opened, checked }: ShownTree): vscode.TreeView<TreeNode> {
  const changed = new vscode.EventEmitter<void>();
  let shown: readonly TreeNode[] = rows();
  let drawn = JSON.stringify(shown);
  const view = vscode.window.createTreeView<TreeNode>(id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => {
        if (node) opened?.(node);
        return [...(node ? (node.children ?? []) : shown)];
      },
      getTreeItem: treeItem,
      getParent: (node) => parentOf(node, shown),
    },
    showCollapseAll: false,
    canSelectMany: checked !== undefined,
    manageCheckboxStateManually: true,
  });
  const draw = () => {
    shown = rows();
    const now = JSON.stringify(shown);
    if (now !== drawn) changed.fire();
    drawn = now;
  };
  const listening = [
    studio.onDidChange(draw),
    view.onDidChangeCheckboxState(async ({ items }) => {
      try {
        for (const on of [true, false]) {
          const boxes = items.filter(([, state]) => (state === vscode.TreeItemCheckboxState.Checked) === on);
          if (boxes.length > 0)
            await checked?.(
              boxes.map(([node]) => node),
              on,
            );
        }
      } catch (error) {
        tellTrouble(studio, error);
      }
      changed.fire(); // A box that changed nothing goes back to what is so.
    }),
  ];
  studio.context.subscriptions.push(view, changed, ...listening);
  return view;
}

function parentOf({ id }: TreeNode, rows: readonly TreeNode[]): TreeNode | undefined {
  for (const row of rows) {
    if (row.children?.some((child) => child.id === id)) return row;
    const found = parentOf({ id } as TreeNode, row.children ?? []);
    if (found) return found;
  }
  return undefined;
}
function treeItem(node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, collapsible(node));
  item.id = node.id;
  if (node.description !== undefined) item.description = node.description;
  if (node.tooltip !== undefined) item.tooltip = new vscode.MarkdownString(node.tooltip);
  if (node.icon !== undefined)
    item.iconPath = new vscode.ThemeIcon(node.icon, node.color ? new vscode.ThemeColor(node.color) : undefined);
  if (node.context !== undefined) item.contextValue = node.context;
  if (node.command !== undefined)
    item.command = { command: `aiScientist.${node.command}`, title: node.label, arguments: [node] };
  if (node.checked !== undefined)
    item.checkboxState = {
      state: node.checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      tooltip: node.checked ? vscode.l10n.t("Accepted; uncheck to decide again") : vscode.l10n.t("Accept"),
    };
  item.accessibilityInformation = { label: node.spoken ?? [node.label, node.description].filter(Boolean).join(", ") };
  return item;
}

function collapsible({ children, open }: TreeNode): vscode.TreeItemCollapsibleState {
  if (!children || children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
