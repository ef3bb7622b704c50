import * as vscode from "vscode";
import { type Desk, ideaAt } from "./desk";
import { exists } from "./find-project";
import type { Subject } from "./models/tree-node";
import { openFile } from "./open-diffs";
import { showReview } from "./review-document";

/** Compiles the paper as it stands, unsaved edits saved first; what is wrong goes to Problems. */
export async function compilePaper(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === idea.paperSource);
  if (open?.isDirty) await open.save();
  const options = { location: { viewId: "aiScientist.paper" }, title: vscode.l10n.t("Compiling") };
  const compiled = await vscode.window.withProgress(options, () =>
    board.project.compile(idea.slug, new AbortController().signal),
  );
  board.setCompiled(idea.slug, compiled);
  await desk.problems.compiled(idea.paperSource, compiled.problems);
  const errors = compiled.problems.filter(({ severity }) => severity === "error");
  if (compiled.pdf && errors.length === 0)
    vscode.window.setStatusBarMessage(
      `$(check) ${vscode.l10n.t("The paper has {0} pages.", compiled.pages ?? "?")}`,
      5000,
    );
  else await tellErrors(errors[0]?.message ?? vscode.l10n.t("LaTeX made no PDF."), compiled.pdf !== undefined);
}

async function tellErrors(first: string, hasPdf: boolean): Promise<void> {
  const show = vscode.l10n.t("Show Problems");
  const text = hasPdf
    ? vscode.l10n.t("The paper was compiled with errors: {0}", first)
    : vscode.l10n.t("The paper could not be compiled: {0}", first);
  if ((await vscode.window.showWarningMessage(text, show)) === show) await showProblems();
}

export async function showProblems(): Promise<void> {
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** LaTeX Workshop's viewer or another that is installed, else the system's; where there is no system, the file is shown. */
export async function openPdf(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  if (!idea.pdf) throw new Error(vscode.l10n.t("There is no PDF yet. “Compile Paper” makes one."));
  const pdf = vscode.Uri.file(idea.pdf);
  if (showsPdf()) await vscode.commands.executeCommand("vscode.open", pdf);
  else if (vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName) await vscode.env.openExternal(pdf);
  else await vscode.commands.executeCommand("revealInExplorer", pdf);
}

/** Whether an installed extension has an editor for PDF files. */
function showsPdf(): boolean {
  type Manifest = { contributes?: { customEditors?: { selector?: { filenamePattern?: string }[] }[] } };
  return vscode.extensions.all.some(({ packageJSON }) =>
    (packageJSON as Manifest).contributes?.customEditors?.some(({ selector }) =>
      selector?.some(({ filenamePattern }) => /\.(pdf|\{[^}]*pdf[^}]*\})$/i.test(filenamePattern ?? "")),
    ),
  );
}

export async function openSource(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  await openFile(idea.paperSource, subject.line);
}

/** Reviews the PDF, or the source where there is none; the same text is never paid for twice. */
export async function reviewPaper(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reviewing the paper"),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (_progress, token) => {
    const stopped = new AbortController();
    token.onCancellationRequested(() => stopped.abort("stopped"));
    try {
      const review = await board.project.review(idea.pdf ?? idea.paperSource, stopped.signal);
      await showReview(board.models.reviewText(vscode.l10n, review), idea.idea.Name);
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
    }
  });
}

/** The review of a row, else the latest, as a text to read. */
export async function openReview(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const review = idea.reviews[/review-(\d+)\.json$/.test(subject.file ?? "") ? 1 : 0] ?? idea.reviews.at(-1);
  if (!review) throw new Error(vscode.l10n.t("There is no review yet. “Review Paper” makes one."));
  await showReview(board.models.reviewText(vscode.l10n, review), idea.idea.Name);
}

/** The numbers that a run left. */
export async function openRun(_desk: Desk, { file }: Subject): Promise<void> {
  if (file && (await exists(vscode.Uri.file(file)))) await openFile(file);
  else throw new Error(vscode.l10n.t("This run left no numbers. Its row says how it ended."));
}
