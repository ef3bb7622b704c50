import { sep } from "node:path";
import * as vscode from "vscode";
import { type Desk, ideaAt } from "./desk";
import { exists } from "./find-project";
import { askForIdea, ideasSaved, openIdeas } from "./idea-list-commands";
import type { Subject } from "./models/tree-node";
import { openCommit } from "./open-diffs";
import { showTimeline, showTranscript } from "./record-documents";
import { openReview } from "./review-places";

/** What happened to an idea, by whom and at what cost, as a text to read. */
export async function openTimeline(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  await showTimeline(idea.slug);
}

/** What a row of the timeline is about: what was said, what was made, or what a commit changed. */
export async function openEntry(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { transcript, file, commit } = subject;
  if (transcript) await showTranscript(idea.slug, transcript);
  else if (file && /review(-\d+)?\.json$/.test(file)) await openReview(desk, subject);
  else if (file && (await exists(vscode.Uri.file(file))))
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(file));
  else if (commit) {
    const known = board.models.commitsIn(await board.project.timeline(idea.slug)).find((one) => one.commit === commit);
    if (known) await openCommit(board.project.folder, known);
    else throw new Error(vscode.l10n.t("The commit {0} is not on the idea's branch any more.", commit.slice(0, 8)));
  }
}

/** A new idea whose baseline is the code of a commit of this one; its entry opens for whatever else there is to say. */
export async function branchIdea(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { commit } = subject;
  if (!commit) throw new Error(vscode.l10n.t("Choose the commit in the idea's timeline, or a run."));
  const from = idea.idea.Name.replaceAll("_", " ");
  const draft = await askForIdea(board, vscode.l10n.t("New idea from “{0}” at {1}", from, commit.slice(0, 8)));
  if (!draft || !(await ideasSaved(board))) return;
  const { Name } = await board.project.branchIdea(idea.slug, commit, draft);
  await board.refreshIdeas();
  await openIdeas(desk, { idea: Name });
}

/** The idea's files as they were in a commit, as a new commit of the researcher's; asks first and says what will happen. */
export async function restoreFiles(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { commit } = subject;
  if (!commit) throw new Error(vscode.l10n.t("Choose the commit in the idea's timeline."));
  const name = idea.idea.Name.replaceAll("_", " ");
  if (idea.here || idea.locked) throw new Error(vscode.l10n.t("“{0}” is being worked on. Pause it first.", name));
  const dirty = unsavedIn(idea.worktree);
  if (dirty.length > 0)
    throw new Error(
      vscode.l10n.t("{0} has unsaved edits. Save or undo them first; nothing was changed.", dirty.join(", ")),
    );
  const paths = await board.project.filesToRestore(idea.slug, commit);
  if (paths.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Nothing differs from this commit but results, which stay."),
    );
    return;
  }
  const restore = vscode.l10n.t("Restore");
  const question = vscode.l10n.t("Restore the files of “{0}” to {1}?", name, commit.slice(0, 8));
  const options = { modal: true, detail: consequences(paths, idea.record.view.ending?.how === "done") };
  if ((await vscode.window.showWarningMessage(question, options, restore)) !== restore) return;
  await board.project.restoreFiles(idea.slug, commit);
  await board.refreshHunks(idea.slug);
  await board.readTimeline(idea.slug);
}

/** What will happen, before it does. */
function consequences(paths: readonly string[], done: boolean): string {
  return [
    vscode.l10n.t("{0} will be what they were then, as a new commit of yours on the idea's branch.", paths.join(", ")),
    vscode.l10n.t(
      "Nothing is lost: every commit stays, and so do results, notes and figures. Your own branch is not touched.",
    ),
    ...(done
      ? []
      : [
          vscode.l10n.t(
            "The idea is not finished. If its next change does not fit these files, it stops there and says so; restoring the newest commit lets it go on.",
          ),
        ]),
  ].join("\n\n");
}

function unsavedIn(folder: string): string[] {
  const dirty = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.fsPath.startsWith(folder + sep),
  );
  return dirty.map(({ uri }) => vscode.workspace.asRelativePath(uri));
}
