import * as vscode from "vscode";
import { setting } from "./configuration";
import { type Desk, ideaAt } from "./desk";
import { exists } from "./find-project";
import { firstError } from "./models/first-error";
import type { Subject } from "./models/tree-node";
import { openFile } from "./open-diffs";

/** Compiles the paper as it stands, unsaved edits saved first; what is wrong goes to Problems. */
export async function compilePaper({ studio, papers, paperDoor, problems }: Desk, subject: Subject): Promise<void> {
  const paper = await papers.paperOf(subject, paperDoor.shown);
  const compiled = await papers.compile(paper);
  if (!compiled) return;
  const error = firstError(compiled.problems);
  if (compiled.pdf && !error) {
    const pages = vscode.l10n.t("The paper has {0} pages.", compiled.pages ?? "?");
    const supported = studio.parts.models().claimsWords(vscode.l10n, problems.claimsOf(paper.source));
    vscode.window.setStatusBarMessage(`$(check) ${[pages, supported].filter(Boolean).join(" · ")}`, 8000);
  } else await tellErrors(error?.message ?? vscode.l10n.t("LaTeX made no PDF."), compiled.pdf !== undefined);
}

/** The buttons of a view are about what the view shows, whatever is open in the editor. */
export const compileShownPaper = (desk: Desk, subject: Subject) => compilePaper(desk, ofShown(desk, subject));
export const openShownPdf = (desk: Desk, subject: Subject) => openPdf(desk, ofShown(desk, subject));

function ofShown({ studio }: Desk, subject: Subject): Subject {
  const shown = subject.slug ?? studio.board?.state().shown;
  return shown === undefined ? subject : { slug: shown };
}

/** Stops what is being compiled, with every program that was started for it. */
export function stopCompiling({ papers }: Desk): void {
  papers.stopAll();
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

/** Shows the PDF in the viewer that was chosen: our panel, LaTeX Workshop's where it is installed, or the system's. */
export async function openPdf({ papers, paperDoor }: Desk, subject: Subject): Promise<void> {
  const paper = await papers.paperOf(subject.slug ? { slug: subject.slug } : sourceIn(subject), paperDoor.shown);
  const pdf = vscode.Uri.file(paper.pdf);
  if (!(await exists(pdf))) throw new Error(vscode.l10n.t("There is no PDF yet. “Compile Paper” makes one."));
  switch (viewerFor(paper.source)) {
    case "own":
      return void paperDoor.open(paper, false);
    case "latex-workshop":
      return void vscode.commands.executeCommand("vscode.open", pdf, vscode.ViewColumn.Beside);
    case "system":
      if (vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName) await vscode.env.openExternal(pdf);
      else await vscode.commands.executeCommand("revealInExplorer", pdf);
  }
}

function viewerFor(source: string): "own" | "latex-workshop" | "system" {
  const chosen = setting<"auto" | "own" | "system">("paper.viewer", "auto", source);
  if (chosen !== "auto") return chosen;
  return vscode.extensions.getExtension("James-Yu.latex-workshop") ? "latex-workshop" : "own";
}

/** Shows where the line of the cursor is in the PDF, without taking the keyboard. */
export async function showInPdf({ papers, paperDoor }: Desk, subject: Subject): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error(vscode.l10n.t("Open the LaTeX source of a paper first, or begin an idea."));
  const file = editor.document.uri.fsPath;
  const paper = await papers.paperOf({ ...sourceIn(subject), file }, undefined);
  if (!(await exists(vscode.Uri.file(paper.pdf))))
    throw new Error(vscode.l10n.t("There is no PDF yet. “Compile Paper” makes one."));
  await paperDoor.open(paper, true).showLine(file, editor.selection.active.line + 1);
}

/** A row of the tree names the PDF; what is meant is its paper. */
function sourceIn({ file }: Subject): Subject {
  return file && /\.(tex|bib)$/i.test(file) ? { file } : {};
}

export async function openSource(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  await openFile(idea.paperSource, subject.line);
}

/** The numbers that a run left. */
export async function openRun(_desk: Desk, { file }: Subject): Promise<void> {
  if (file && (await exists(vscode.Uri.file(file)))) await openFile(file);
  else throw new Error(vscode.l10n.t("This run left no numbers. Its row says how it ended."));
}
