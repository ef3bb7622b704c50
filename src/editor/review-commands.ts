import * as vscode from "vscode";
import { mayBeApproved } from "./approve-anyway";
import { chosenHunks } from "./chosen-hunks";
import { decide } from "./decide";
import { type Desk, ideaAt } from "./desk";
import type { BegunShown } from "./models/board-state";
import type { Subject } from "./models/tree-node";
import { openAccepted, openChanges, openUndecided } from "./open-diffs";

/** Opens what is undecided; with nothing left to decide, the way on is to approve. */
export async function reviewChanges(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  await vscode.commands.executeCommand("aiScientist.review.focus");
  if (idea.undecided.length > 0) await openChanges(idea);
}

export async function openHunk(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  const accepted = idea.accepted.find(({ id }) => id === subject.hunks?.[0]);
  const undecided = idea.undecided.some(({ id }) => id === subject.hunks?.[0]);
  if (accepted && !undecided) await openAccepted(idea.worktree, accepted);
  else if (subject.path)
    await openUndecided(idea.worktree, subject.path, { line: subject.line ?? 1, preserveFocus: true });
}

export async function acceptAll(desk: Desk, subject: Subject): Promise<void> {
  await decideAll(desk, "accept", await ideaAt(desk, subject));
}

export async function rejectAll(desk: Desk, subject: Subject): Promise<void> {
  await decideAll(desk, "reject", await ideaAt(desk, subject));
}

async function decideAll(desk: Desk, how: "accept" | "reject", { idea }: { idea: BegunShown }): Promise<void> {
  const subject = { slug: idea.slug, hunks: idea.undecided.map(({ id }) => id) };
  const chosen = await chosenHunks(desk, subject, { among: "undecided" });
  if (chosen && chosen.hunks.length > 0) await decide(how, chosen);
}

/** Commits what is accepted and lets the idea go on. What is still undecided is asked about first. */
export async function approve(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const walk = board.walks.get(idea.slug);
  if (!walk) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No change waits for approval. Resume the idea first."));
    return;
  }
  if (idea.undecided.length > 0 && !(await decideTheRest(desk, idea))) return;
  if (!(await mayBeApproved(board, idea.slug))) return;
  if (!walk.researcher.approve())
    void vscode.window.showInformationMessage(vscode.l10n.t("No change waits for approval."));
}

async function decideTheRest(desk: Desk, idea: BegunShown): Promise<boolean> {
  const count = idea.undecided.length;
  const accept = { label: `$(check-all) ${vscode.l10n.t("Accept the rest and approve")}`, how: "accept" as const };
  const reject = { label: `$(discard) ${vscode.l10n.t("Reject the rest and approve")}`, how: "reject" as const };
  const back = { label: `$(diff) ${vscode.l10n.t("Go on reviewing")}`, how: undefined };
  const title = count === 1 ? vscode.l10n.t("1 hunk is undecided") : vscode.l10n.t("{0} hunks are undecided", count);
  const chosen = await vscode.window.showQuickPick([accept, reject, back], { title });
  if (chosen === back) await vscode.commands.executeCommand("aiScientist.reviewChanges");
  if (!chosen?.how) return false;
  await decideAll(desk, chosen.how, { idea });
  const now = desk.studio.board?.state().begun.find(({ slug }) => slug === idea.slug);
  return now?.undecided.length === 0;
}
