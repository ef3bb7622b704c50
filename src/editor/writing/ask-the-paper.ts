import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import * as vscode from "vscode";
import type { PaperAnswer } from "../../research/paper-answer";
import { isSource } from "../built-texts";
import { paperWith } from "../meant-paper";
import type { Subject } from "../models/tree-node";
import { refuseUntrusted } from "../refuse-untrusted";
import type { Studio } from "../studio";
import { unsavedIn } from "../texts-in-folder";
import { whileAsking } from "../while-asking";
import type { Writing } from "./writing";

/** A question about a paper; the answer is a text of its own, whose quotes lead to their lines or pages. Undefined where none was given. */
export async function askThePaper(
  studio: Studio,
  writing: Writing,
  subject: Subject,
): Promise<{ readonly paper: string; readonly answer: PaperAnswer } | undefined> {
  refuseUntrusted();
  const chosen = await paperOf(studio, subject);
  if (!chosen) return undefined;
  // A part that a paper takes in is asked about as that paper.
  const paper = (await paperWith(studio, chosen))?.source ?? chosen;
  const title = vscode.l10n.t("Ask the Paper");
  const question =
    subject.text ??
    (await vscode.window.showInputBox({
      title: `${title} · ${basename(paper)}`,
      prompt: vscode.l10n.t("What do you want to know? The answer quotes the paper and leads to the places."),
      ignoreFocusOut: true,
    }));
  if (!question?.trim()) return undefined;
  await savedWithParts(paper);
  const writer = await writing.writerFor(paper);
  const answer = await whileAsking(title, (signal) => writer.ask(paper, question.trim(), signal), {
    ...{ file: paper, retries: studio.onDidRetry },
  });
  if (!answer) return undefined;
  const file = join(
    await studio.coAuthors.folderFor(paper),
    ".ai-scientist",
    "writing",
    "answers",
    `${nameOf(`${basename(paper)} ${question}`)}.md`,
  );
  const link = (to: string) => addressOf(relative(dirname(file), to), to);
  const text = studio.parts.models().answerText(vscode.l10n, question, basename(paper), answer, link);
  const uri = vscode.Uri.file(file);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${text}\n`));
  await vscode.commands.executeCommand("markdown.showPreview", uri);
  return { paper, answer };
}

/** The file of the row or menu, else the one in the editor, else the idea's paper, else one of the workspace's that is chosen. */
async function paperOf({ board }: Studio, { file, slug }: Subject): Promise<string | undefined> {
  if (file && /\.(?:tex|pdf)$/i.test(file)) return file;
  const state = board?.state();
  const idea = (one: string | undefined) => state?.begun.find((begun) => begun.slug === one)?.paperSource;
  const known = slug ? idea(slug) : (activePaper() ?? (state?.shown ? idea(state.shown) : undefined));
  if (known) return known;
  const found = await vscode.workspace.findFiles("**/*.{tex,pdf}", "**/{node_modules,.ai-scientist}/**", 200);
  if (found.length === 0) throw new Error(vscode.l10n.t("There is no .tex file and no PDF in this window."));
  const rows = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), file: uri.fsPath }));
  const title = vscode.l10n.t("Ask the Paper");
  return (await vscode.window.showQuickPick(rows, { title, placeHolder: vscode.l10n.t("Which paper?") }))?.file;
}

/** What the active tab shows: a text, or a PDF in whatever viewer. */
function activePaper(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
      ? input.uri
      : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === "file" && /\.(?:tex|pdf)$/i.test(uri.fsPath) ? uri.fsPath : undefined;
}

/** The paper is read from disk, with what it takes in. */
async function savedWithParts(paper: string): Promise<void> {
  for (const document of unsavedIn(dirname(paper))) if (isSource(document.uri.fsPath)) await document.save();
}

/** From where the answer is; on another drive there is no way from here to there. */
function addressOf(path: string, file: string): string {
  if (isAbsolute(path)) return vscode.Uri.file(file).toString();
  return path.split(sep).map(encodeURIComponent).join("/").replace(/[()]/g, escape);
}

function nameOf(question: string): string {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 80) || "answer";
}
