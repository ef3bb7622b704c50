import { join, sep } from "node:path";
import * as vscode from "vscode";
import { isSource } from "./built-texts";
import type { BegunShown } from "./models/board-state";
import type { Subject } from "./models/tree-node";
import type { Studio } from "./studio";

/** A paper that can be compiled: an idea's, or any on the disk. Absolute paths. */
export type Paper = { readonly source: string; readonly pdf: string; readonly slug?: string };

/**
 * The paper that is meant: of a row or a file that a command was called on, of the panel that is in front, of the source that is
 * open, and where there is none of the idea that is shown. A source that is no paper's is no reason to compile another.
 */
export async function meantPaper(studio: Studio, subject: Subject, shownInPanel: Paper | undefined): Promise<Paper> {
  const state = studio.board?.state();
  if (subject.slug === undefined) {
    const named = isSource(subject.file) ? subject.file : undefined;
    if (!named && shownInPanel) return shownInPanel;
    const file = named ?? openSource();
    const paper = file && (await paperWith(studio, file));
    if (paper) return paper;
    if (file && !isOfTemplate(studio, file))
      throw new Error(vscode.l10n.t("No paper takes this file in: there is no \\documentclass in it or above it."));
  }
  const idea = state?.begun.find(({ slug }) => slug === (subject.slug ?? state.shown));
  if (idea) return paperOfIdea(idea);
  throw new Error(vscode.l10n.t("Open the LaTeX source of a paper first, or begin an idea."));
}

/** The paper that a `.tex` or `.bib` file belongs to; the empty one that a project gives to its ideas is none. */
export async function paperWith(studio: Studio, file: string): Promise<Paper | undefined> {
  if (!isSource(file) || isOfTemplate(studio, file)) return undefined;
  const idea = studio.board?.state().begun.find(({ worktree }) => file.startsWith(worktree + sep));
  if (idea) return paperOfIdea(idea);
  return studio.parts.project().paperWith(file);
}

/** A PDF as the panel shows it: of the idea that it is of, where there is one. */
export function paperOfPdf({ board }: Studio, pdf: string): Paper {
  const idea = board?.state().begun.find((one) => one.pdf === pdf);
  return idea ? paperOfIdea(idea) : { source: pdf, pdf };
}

function isOfTemplate({ board }: Studio, file: string): boolean {
  return board !== undefined && file.startsWith(join(board.project.folder, "latex") + sep);
}

function paperOfIdea({ slug, paperSource, folder }: BegunShown): Paper {
  return { slug, source: paperSource, pdf: vscode.Uri.joinPath(vscode.Uri.file(folder), "paper.pdf").fsPath };
}

/** The LaTeX that is being edited. */
function openSource(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === "file" && isSource(uri.fsPath) ? uri.fsPath : undefined;
}
