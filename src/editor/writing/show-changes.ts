import * as vscode from "vscode";
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
      for (const { proposal, placed } of shown) {
        if (editor.document.uri.scheme !== "file" || proposal.file !== editor.document.uri.fsPath) continue;
        for (const { index, state, start, end } of placed) {
          if (state !== "undecided") continue;
          const part = proposal.parts[index]!;
          const at = (offset: number) => editor.document.positionAt(offset);
          drawn.sentence!.push({
            range: new vscode.Range(at(start), at(end)),
            hoverMessage: choice(proposal.id, index),
          });
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
    color: new vscode.ThemeColor("editor.foreground"),
  };
}

function choice(passage: string, index: number): vscode.MarkdownString {
  const subject = encodeURIComponent(JSON.stringify([{ passage, parts: [index] }]));
  const accept = `[${vscode.l10n.t("Accept")}](command:aiScientist.acceptSentence?${subject})`;
  const reject = `[${vscode.l10n.t("Reject")}](command:aiScientist.rejectSentence?${subject})`;
  const text = new vscode.MarkdownString(`${accept} · ${reject}`);
  text.isTrusted = { enabledCommands: ["aiScientist.acceptSentence", "aiScientist.rejectSentence"] };
  return text;
}
