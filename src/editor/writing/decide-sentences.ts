import * as vscode from "vscode";
import type { Subject } from "../models/tree-node";
import { openFile } from "../open-diffs";
import type { Writing } from "./writing";

export type SentenceDecision = "accepted" | "rejected" | "undecided";

/** Decides the sentences of a row, all that are left where the row is the passage's, and tells what could not be done. */
export async function decideSentences(
  writing: Writing,
  { passage, parts }: Subject,
  how: SentenceDecision,
): Promise<void> {
  const shown = writing.passages.shown().find(({ proposal }) => proposal.id === passage);
  if (!shown || !passage) throw new Error(vscode.l10n.t("This proposal is not there any more."));
  const stale = await writing.passages.decide(passage, parts ?? [], how);
  if (stale === 0) return;
  const text = vscode.l10n.t(
    "The text was edited since it was asked about. Not changed, because nothing is guessed: {0}",
    stale,
  );
  void vscode.window.showWarningMessage(text);
}

/** The file at the sentence; where the keyboard is in the tree, it stays there. */
export async function openPassage(_writing: Writing, { file, line }: Subject): Promise<void> {
  if (file) await openFile(file, line);
}
