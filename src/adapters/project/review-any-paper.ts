import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { reviewText, submissionText } from "../../engine/stages/review-paper";
import type { Review } from "../../research/review";
import type { ReviewFormKind, ReviewWay } from "../../research/review-form";
import { NEURIPS } from "../../research/review-forms";
import { journalFile } from "../journal/read-journal";
import { openConversation } from "../open-lab";
import { pdfReader } from "../paper-reader/pdf-reader";
import { readCalibration } from "../read-calibration";
import { readReviewForm } from "../read-review-form";
import { ProjectBroken } from "../read-template";
import type { Desk } from "./desk";
import { reviewsFolder } from "./ledger";
import { purseFor } from "./purse";

/** Where reviews are kept, by whom they are made, and from whose money. */
export type ReviewDesk = Pick<Desk, "folder" | "settings" | "models" | "journals" | "ledger" | "caps"> & {
  readonly signal: AbortSignal;
};

/** Reviews any PDF or LaTeX file. The same text with the same model, form and way goes on where it stopped, and is not paid for twice. */
export async function reviewAnyPaper(paper: string, desk: ReviewDesk): Promise<Review> {
  const path = resolve(paper);
  const text = await textOf(path, desk.signal);
  const calibration = await readCalibration(desk.settings, desk.folder);
  const reviewForm = await readReviewForm(desk.settings, desk.folder);
  const models = await desk.models();
  const way = desk.settings["paper.reviewWay"];
  const asked = askedApart(reviewForm, way);
  const key = createHash("sha256").update(`${models.reviewer.name}\n${asked}${text}`).digest("hex").slice(0, 12);
  const folder = placeOf(desk.folder, path, `${basename(path)}-${key}`);
  const journal = await desk.journals.open(folder, { subject: basename(path), rehearsal: models.reviewer.rehearsal });
  try {
    const { settings, signal } = desk;
    const lab = openConversation({ models, journal, purse: purseFor(desk, folder), settings, calibration, signal });
    const review = await reviewText(lab, { round: 1, text, kind: reviewForm, way });
    await journal.publish("review.json", `${JSON.stringify(review, null, 2)}\n`);
    return review;
  } finally {
    await journal.close();
  }
}

/** What tells a review from others of the same text; nothing for the form and way that reviews had when there was but one. */
function askedApart(kind: ReviewFormKind, way: ReviewWay): string {
  return kind.name === NEURIPS.name && way === "form" ? "" : `${JSON.stringify(kind)}\n${way}\n`;
}

/** In the project; a review that was begun beside its paper, as it was done once, goes on there. */
function placeOf(project: string, paper: string, name: string): string {
  const beside = join(reviewsFolder(dirname(paper)), name);
  return existsSync(journalFile(beside)) ? beside : join(reviewsFolder(project), name);
}

async function textOf(path: string, signal: AbortSignal): Promise<string> {
  if (!existsSync(path)) throw new ProjectBroken(`There is no file ${path}.`);
  if (/\.pdf$/i.test(path)) {
    const { pages } = await pdfReader().read(path, signal);
    return submissionText(pages);
  }
  if (!/\.tex$/i.test(path)) throw new ProjectBroken(`${basename(path)} is neither a .pdf nor a .tex file.`);
  return readFile(path, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${path} cannot be read: ${error.message}`);
  });
}
