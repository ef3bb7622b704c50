import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import type { Review } from "../research/review";
import { type Desk, ideaAt } from "./desk";
import { exists } from "./find-project";
import { paperOfPdf } from "./meant-paper";
import type { Subject } from "./models/tree-node";
import { openFile } from "./open-diffs";
import { showReview } from "./review-document";

/**
 * Shows what a point of a review is about: in the PDF the words that it quotes, else the page, figure or section that it names; in
 * LaTeX its line.
 */
export async function showRemark(desk: Desk, subject: Subject): Promise<void> {
  const { slug, text = "", review, file } = subject;
  if (review !== undefined && file) return showInReviewed(desk, { review, file, text });
  const { idea } = await ideaAt(desk, slug === undefined ? {} : { slug });
  const paper = await desk.papers.paperOf({ slug: idea.slug }, undefined);
  if (!(await exists(vscode.Uri.file(paper.pdf)))) return goToPoint(desk, subject);
  await desk.paperDoor.open(paper, true).showRemark(text);
}

async function showInReviewed(
  desk: Desk,
  { review, file, text }: { readonly review: string; readonly file: string; readonly text: string },
): Promise<void> {
  const kept = desk.reviews.find(review);
  if (!kept) throw new Error(vscode.l10n.t("This review is not kept any more. “Review Paper…” makes one."));
  if (/\.pdf$/i.test(file))
    return desk.paperDoor.open(paperOfPdf(desk.studio, file), true).showReview(kept.review, text);
  const lines = linesIn(desk, file);
  const elsewhere = lines.has(text) ? undefined : placeInPart(desk, kept.review, text);
  if (elsewhere) await openFile(join(dirname(file), elsewhere.file), elsewhere.line);
  else await openLine(desk, file, text, lines);
}

/** A point about a file that the source takes in. */
function placeInPart({ studio }: Desk, review: Review, text: string) {
  const found =
    studio.parts
      .models()
      .pointsOf(review)
      .find((point) => point.text === text)?.places ?? [];
  return found.flatMap(({ where }) => (where && "line" in where ? [where] : []))[0];
}

/** The line of the source that a point is about, with what the referees and the checks say there. */
export async function goToPoint(desk: Desk, { slug, text = "" }: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, slug === undefined ? {} : { slug });
  await openLine(desk, idea.paperSource, text, idea.pointLines);
}

async function openLine(
  { points }: Desk,
  file: string,
  text: string,
  lines: ReadonlyMap<string, number>,
): Promise<void> {
  const line = lines.get(text);
  if (line === undefined) throw new Error(vscode.l10n.t("Nothing in the source is known to be what this is about."));
  await openFile(file, line);
  points.open(file, line);
}

function linesIn({ reviews }: Desk, file: string): ReadonlyMap<string, number> {
  return reviews.papers.find(({ paper }) => paper === file)?.lines ?? new Map();
}

/** The review of a row, else the latest of the idea, as a text to read. */
export async function openReview(desk: Desk, subject: Subject): Promise<void> {
  const { reviewText } = desk.studio.parts.models();
  const kept = subject.review === undefined ? undefined : desk.reviews.find(subject.review);
  if (kept) return showReview(reviewText(vscode.l10n, kept.review), basename(kept.paper));
  const { idea } = await ideaAt(desk, subject);
  const round = Number(/review-(\d+)\.json$/.exec(subject.file ?? "")?.[1] ?? (subject.file ? 1 : idea.reviews.length));
  const review = idea.reviews[round - 1] ?? idea.reviews.at(-1);
  if (!review) throw new Error(vscode.l10n.t("There is no review yet. “Review Paper…” makes one."));
  await showReview(reviewText(vscode.l10n, review), idea.idea.Name);
}
