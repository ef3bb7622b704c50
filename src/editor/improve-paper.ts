import * as vscode from "vscode";
import { type Desk, ideaAt } from "./desk";
import { mayBegin } from "./gate";
import type { PointPick } from "./models/point-picks";
import type { Subject } from "./models/tree-node";
import { showText } from "./review-document";
import { tellTrouble } from "./tell-trouble";
import { walk } from "./walk";

/** The researcher picks points of the last review; the idea goes on with them: hunks, planned runs, and a review of what comes of it. */
export async function improvePaper(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const review = idea.reviews.at(-1);
  if (!review) throw new Error(vscode.l10n.t("There is no review yet. It is made when the idea's way comes to it."));
  const chosen = await pickPoints(
    board.models.pointPicks(vscode.l10n, review, idea.pointLines, subject.point),
    board.models.improvementWords(vscode.l10n, board.state(), idea),
  );
  if (!chosen || chosen.length === 0) return;
  if (!(await mayBegin(desk, "idea"))) return;
  const opened = await desk.studio.openBoard();
  await opened.project.wantImprovement(idea.slug, chosen);
  if (!opened.walks.has(idea.slug)) await walk(opened, idea.idea, (error) => tellTrouble(desk.studio, error));
}

/** The last review of the idea's paper beside the one before it. */
export async function compareReviews(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const named = /review-(\d+)\.json$/.exec(subject.file ?? "")?.[1];
  const round = named === undefined ? idea.reviews.length : Number(named);
  const [before, after] = [idea.reviews[round - 2], idea.reviews[round - 1]];
  if (!before || !after)
    throw new Error(vscode.l10n.t("There is no second review yet. “Improve Paper…” leads to one."));
  const names = [round - 1, round].map((one) => vscode.l10n.t("Review {0}", one)) as [string, string];
  const improvement = idea.record.view.improvements.find((one) => one.round === round - 1);
  const text = board.models.reviewComparison(vscode.l10n, [before, after], names, improvement);
  await showText(text, `${idea.idea.Name}.${vscode.l10n.t("reviews")}`);
}

type Row = vscode.QuickPickItem & { readonly id?: string };

function pickPoints(picks: readonly PointPick[], placeholder: string) {
  const rows = picks.map(
    (pick): Row =>
      "heading" in pick ? { label: pick.heading, kind: vscode.QuickPickItemKind.Separator } : { ...pick },
  );
  const options = {
    title: vscode.l10n.t("Which points shall be answered, by hunks or by planned runs?"),
    placeHolder: placeholder,
    canPickMany: true as const,
    ignoreFocusOut: true,
    matchOnDetail: true,
  };
  return vscode.window
    .showQuickPick(rows, options)
    .then((chosen) => chosen?.flatMap(({ id }) => (id === undefined ? [] : [id])));
}
