import * as vscode from "vscode";
import type { PassageProposal } from "../../research/passage";
import { drawnSentences } from "../models/drawn-sentences";
import type { Studio } from "../studio";
import type { Passages } from "./passages";

/**
 * Shows in open files what is proposed, word by word: what would go is marked, what would come stands behind it. Nothing of this
 * is in the text. Resting on a sentence offers to accept or reject it.
 */
export function showChanges(studio: Studio, passages: Passages): vscode.Disposable {
  const removed = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("diffEditor.removedTextBackground"),
    textDecoration: "line-through",
  });
  const added = vscode.window.createTextEditorDecorationType({});
  const sentence = vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor("editorGutter.modifiedBackground"),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    after: {},
  });
  const draw = () => {
    const shown = passages.shown();
    for (const editor of vscode.window.visibleTextEditors) {
      const drawn = { removed: [], added: [], sentence: [] } as Record<string, vscode.DecorationOptions[]>;
      const { scheme, fsPath } = editor.document.uri;
      const at = (offset: number) => editor.document.positionAt(offset);
      for (const { proposal, index, start, end } of scheme === "file" ? drawnSentences(shown, fsPath) : []) {
        const part = proposal.parts[index]!;
        const range = new vscode.Range(at(start), at(end));
        drawn.sentence!.push({ range, hoverMessage: choice(studio, proposal, index) });
        let offset = start;
        for (const { type, text } of studio.parts.models().wordDiff(part.before, part.after)) {
          const length = type === "added" ? 0 : text.length;
          const range = new vscode.Range(at(offset), at(offset + length));
          if (type === "removed") drawn.removed!.push({ range });
          if (type === "added" && text.trim() !== "")
            drawn.added!.push({ range, renderOptions: { after: words(text) } });
          offset += length;
        }
      }
      editor.setDecorations(removed, drawn.removed!);
      editor.setDecorations(added, drawn.added!);
      editor.setDecorations(sentence, drawn.sentence!);
    }
  };
  draw();
  return vscode.Disposable.from(
    removed,
    added,
    sentence,
    passages.onDidChange(draw),
    vscode.window.onDidChangeVisibleTextEditors(draw),
  );
}

function words(text: string): vscode.ThemableDecorationAttachmentRenderOptions {
  return {
    contentText: text.replace(/\s+/g, " "),
    backgroundColor: new vscode.ThemeColor("diffEditor.insertedTextBackground"),
    // Themes of high contrast have a border in the place of the background.
    border: "1px dashed var(--vscode-diffEditor-insertedTextBorder, transparent)",
    color: new vscode.ThemeColor("editor.foreground"),
  };
}

/** What is proposed here, and the two answers. */
function choice(studio: Studio, { id, kind, language }: PassageProposal, index: number): vscode.MarkdownString {
  const subject = encodeURIComponent(JSON.stringify([{ passage: id, parts: [index] }]));
  const accept = `[${vscode.l10n.t("Accept")}](command:aiScientist.acceptSentence?${subject})`;
  const reject = `[${vscode.l10n.t("Reject")}](command:aiScientist.rejectSentence?${subject})`;
  const text = new vscode.MarkdownString();
  text.appendText(studio.parts.models().kindTitle(vscode.l10n, kind, language));
  text.appendMarkdown(` · ${accept} · ${reject}`);
  text.isTrusted = { enabledCommands: ["aiScientist.acceptSentence", "aiScientist.rejectSentence"] };
  return text;
}
