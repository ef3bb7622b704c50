import * as vscode from "vscode";
import type { Writer } from "../../engine/writer";
import type { TreeNode } from "../models/tree-node";
import type { Studio } from "../studio";
import { Passages } from "./passages";
import { showChanges } from "./show-changes";

/** The scientist as a co-author in this window. */
export type Writing = vscode.Disposable & {
  readonly passages: Passages;
  /** The writer that keeps what is asked about a file. */
  writerFor(file: string): Promise<Writer>;
  load(): Promise<void>;
  rows(): TreeNode[];
  undecided(): number;
};

export { askThePaper } from "./ask-the-paper";
export { decideSentences, openPassage } from "./decide-sentences";
export { editPassage, explainPassage } from "./edit-passage";

export function openWriting(studio: Studio): Writing {
  const models = studio.parts.models();
  const passages = new Passages(models);
  const look = passages.onDidChange(() => {
    const waiting = passages.shown().length > 0;
    void vscode.commands.executeCommand("setContext", "aiScientist.passages", waiting);
    studio.touch();
  });
  const shown = showChanges(studio, passages);
  return {
    passages,
    writerFor: (file) => studio.coAuthors.writerFor(file),
    load: async () => passages.load(await studio.coAuthors.writers()),
    rows: () => models.passageRows(vscode.l10n, passages.shown()),
    undecided: () => models.undecidedSentences(passages.shown()),
    dispose: () => vscode.Disposable.from(look, shown, passages).dispose(),
  };
}
