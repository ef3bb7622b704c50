import * as vscode from "vscode";
import { linesOfChange } from "./models/lines-of-change";
import type { Subject, TreeNode } from "./models/tree-node";
import type { Reply } from "./show-threads";

/**
 * What a command was called on. A tree hands over the row and, where several are selected, all of them; menus of an editor hand
 * over the file, the Explorer all that are selected; git's peek the file, its changes and which one is shown; a thread what was written there; other callers say what it is about.
 */
export function subjectOf([first, second, third]: readonly unknown[]): Subject {
  if (first instanceof vscode.Uri) {
    const several = Array.isArray(second) && second.length > 1 && second.every((one) => one instanceof vscode.Uri);
    if (several) return { file: first.fsPath, files: second.map(({ fsPath }: vscode.Uri) => fsPath) };
    const lines = linesOfChange(second, third);
    return lines ? { file: first.fsPath, lines } : { file: first.fsPath };
  }
  if (typeof first !== "object" || first === null) return {};
  if ("thread" in first) return ofReply(first as Reply);
  if (!("subject" in first)) return first as Subject;
  const rows = Array.isArray(second) && second.length > 1 ? (second as TreeNode[]) : [first as TreeNode];
  return ofRows(rows);
}

function ofReply({ thread, text }: Reply): Subject {
  return { ...thread.subject, text };
}

/** Several rows are about the hunks of all of them, as far as they belong to the same idea as the first. */
export function ofRows(rows: readonly TreeNode[]): Subject {
  const [first, ...others] = rows.map(({ subject }) => subject);
  if (!first) return { inTree: true };
  const alike = others.filter(({ slug, hunks }) => slug === first.slug && hunks);
  const hunks = first.hunks && [...new Set([first, ...alike].flatMap((subject) => subject.hunks ?? []))];
  return { ...first, ...(hunks ? { hunks } : {}), inTree: true };
}
