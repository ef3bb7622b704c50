import * as vscode from "vscode";
import type { Passage, PassageWish } from "../../engine/writer";
import type { PassageKind } from "../../research/passage";
import { refuseUntrusted } from "../refuse-untrusted";
import { showText } from "../review-document";
import type { Studio } from "../studio";
import { whileAsking } from "../while-asking";
import type { Writing } from "./writing";

/** What a command was called with: by a code action of the language server, or by a menu or key, which means the editor. */
export type PassageCall = {
  /** A file by its URI, and a range of it as the language server writes one. */
  readonly uri?: string;
  readonly range?: { readonly start: Place; readonly end: Place };
  readonly kind?: PassageKind;
  readonly language?: string;
  readonly detail?: string;
};
type Place = { readonly line: number; readonly character: number };

/** Asks for other words for the selection, else for the section at the cursor; what comes is shown in Review, sentence by sentence. */
export async function editPassage(studio: Studio, writing: Writing, call: PassageCall): Promise<void> {
  const kind = call.kind ?? "polish";
  const document = await documentOf(call);
  const language = kind === "translate" ? (call.language ?? (await chosenLanguage(studio))) : undefined;
  if (kind === "translate" && !language) return;
  const passage = passageOf(studio, document, call, kind);
  const wish: PassageWish = {
    kind,
    ...(language ? { language } : {}),
    ...(call.detail ? { detail: call.detail } : {}),
  };
  const writer = await writing.writerFor(passage.file);
  const title = studio.parts.models().kindTitle(vscode.l10n, kind, language);
  const answer = await whileAsking(title, (signal) => writer.edit(passage, wish, signal), {
    ...{ file: passage.file, retries: studio.onDidRetry },
  });
  if (!answer) return;
  if (answer.type === "unchanged") {
    const why = answer.why || vscode.l10n.t("The passage stays as it is.");
    void vscode.window.showInformationMessage(`${title}: ${studio.parts.models().asMarkdown(why)}`);
    return;
  }
  await writing.load();
  const count = answer.proposal.parts.filter(({ before, after }) => before !== after).length;
  const words = vscode.l10n.t("Sentences to decide in Review: {0}", count);
  vscode.window.setStatusBarMessage(`$(edit) ${words}`, 8000);
}

/** Says in plain words what the selection or the section states; nothing is edited. */
export async function explainPassage(studio: Studio, writing: Writing, call: PassageCall): Promise<void> {
  const passage = passageOf(studio, await documentOf(call), call, "polish");
  const writer = await writing.writerFor(passage.file);
  const text = await whileAsking(vscode.l10n.t("Explain"), (signal) => writer.explain(passage, signal), {
    ...{ file: passage.file, retries: studio.onDidRetry },
  });
  if (text) await showText(studio.parts.models().asMarkdown(text), vscode.l10n.t("Explanation"));
}

async function documentOf({ uri }: PassageCall): Promise<vscode.TextDocument> {
  refuseUntrusted();
  const active = vscode.window.activeTextEditor?.document;
  const document = uri === undefined ? active : await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  if (document?.uri.scheme !== "file" || !/\.tex$/i.test(document.uri.fsPath))
    throw new Error(vscode.l10n.t("Open a .tex file and select some text in it, or put the cursor into a section."));
  return document;
}

function passageOf(studio: Studio, document: vscode.TextDocument, { range }: PassageCall, kind: PassageKind): Passage {
  const text = document.getText();
  const { passageAt, sentencesAround } = studio.parts.project();
  const asked = range
    ? new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character)
    : selectionIn(document);
  const span = { start: document.offsetAt(asked.start), end: document.offsetAt(asked.end) };
  const sentences = kind === "fix" ? sentencesAround(text, span) : undefined;
  const found = sentences ?? (asked.isEmpty ? passageAt(text, span.start) : span);
  if (!found) throw new Error(vscode.l10n.t("There is no text here. Select some, or put the cursor into a section."));
  return { file: document.uri.fsPath, text, ...found };
}

function selectionIn(document: vscode.TextDocument): vscode.Range {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
  return editor?.selection ?? new vscode.Range(0, 0, 0, 0);
}

const LANGUAGES = [
  "English",
  "Chinese (Simplified)",
  "German",
  "French",
  "Spanish",
  "Japanese",
  "Korean",
  "Portuguese",
  "Russian",
];
/** Where the language that was chosen last is remembered. */
const LAST = "translation.language";

/** The one that was chosen last comes first; any other may be written. */
async function chosenLanguage({ context }: Studio): Promise<string | undefined> {
  const last = context.globalState.get<string>(LAST);
  const other = vscode.l10n.t("Another Language…");
  const known = [...new Set([...(last ? [last] : []), ...LANGUAGES])];
  const chosen = await vscode.window.showQuickPick([...known, other], {
    title: vscode.l10n.t("Translate"),
    placeHolder: vscode.l10n.t("Into which language? Formulas, citations and numbers stay as they are."),
  });
  const language =
    chosen === other ? await vscode.window.showInputBox({ title: vscode.l10n.t("Translate"), prompt: other }) : chosen;
  if (language?.trim()) await context.globalState.update(LAST, language.trim());
  return language?.trim();
}
