import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Beside } from "../../engine/prompts/review-paper";
import { reviewText } from "../../engine/stages/review-text";
import { Review } from "../../research/review";
import type { ReviewFormKind, ReviewWay } from "../../research/review-form";
import { NEURIPS } from "../../research/review-forms";
import type { OpenJournal } from "../journal/jsonl-journal";
import { journalFile } from "../journal/read-journal";
import { openConversation } from "../open-lab";
import { readCalibration } from "../read-calibration";
import { readReviewForm } from "../read-review-form";
import type { Desk } from "./desk";
import { reviewsFolder } from "./ledger";
import { purseFor } from "./purse";
import { readSubmission, type SubmissionRead } from "./read-submission";

/** Where reviews are kept, by whom they are made, and from whose money. */
export type ReviewDesk = Pick<Desk, "folder" | "settings" | "models" | "journals" | "ledger" | "caps"> & {
  readonly signal: AbortSignal;
  /** Hears of each step, by its name. */
  readonly begins?: (step: string) => void;
};

/**
 * Reviews any PDF or LaTeX file. The same text with the same model, form, way and results goes on where it stopped, and is not paid for twice.
 */
export async function reviewAnyPaper(paper: string, desk: ReviewDesk): Promise<Review> {
  return (await reviewAndFolder(paper, desk)).review;
}

/** The same with the folder in which it is kept: the paper may be another text by the time that its review is there. */
export async function reviewAndFolder(
  paper: string,
  desk: ReviewDesk,
): Promise<{ readonly review: Review; readonly folder: string }> {
  const { settings, signal } = desk;
  const path = resolve(paper);
  const { read, kind, way, shown, folder } = await submissionAt(path, desk);
  const calibration = await readCalibration(settings, desk.folder);
  const models = await desk.models();
  const opened = await desk.journals.open(folder, { subject: basename(path), rehearsal: models.reviewer.rehearsal });
  const journal = desk.begins ? heard(opened, desk.begins) : opened;
  try {
    await journal.publish(PAPER_RECORD, paperRecord(desk.folder, path));
    const lab = openConversation({ models, journal, purse: purseFor(desk, folder), settings, calibration, signal });
    const beside = besideIn(shown);
    const review = await reviewText(lab, { ...read, round: 1, kind, way, beside });
    await journal.publish("review.json", `${JSON.stringify(review, null, 2)}\n`);
    return { review, folder };
  } finally {
    await journal.close();
  }
}

/** What the referees read of a paper and are shown beside it, and the folder in which their review of just that is kept. */
export async function submissionAt(paper: string, desk: ReviewDesk) {
  const { settings, signal } = desk;
  const { results, figures, ...read } = await readSubmission(paper, signal);
  const kind = await readReviewForm(settings, desk.folder);
  const { reviewer } = await desk.models();
  const way = settings["paper.reviewWay"];
  const told = `${reviewer.name}\n${askedApart(kind, way)}${read.text}`;
  const sees = reviewer.capabilities.pictures === true;
  const evidence = settings["paper.reviewEvidence"] ? { results, figures: sees ? figures : [] } : NOTHING;
  return { read, kind, way, ...(await placeFor(desk, paper, told, evidence)) };
}

type Evidence = Pick<SubmissionRead, "results" | "figures">;
const NOTHING: Evidence = { results: "", figures: [] };

function besideIn({ results, figures }: Evidence): Beside {
  return { results, diff: "", ...(figures.length > 0 && { pictures: async () => figures }) };
}

/** The folder of a review, by what was shown to the referees. One that was begun when they were shown the text alone goes on so. */
async function placeFor({ folder: project, settings }: ReviewDesk, path: string, told: string, evidence: Evidence) {
  const referees = settings["paper.reviewers"];
  const named = (text: string) => {
    const key = createHash("sha256").update(text).digest("hex").slice(0, 12);
    return placeOf(project, path, `${basename(path)}-${key}`);
  };
  // What the area chair made of some reviews says nothing of others: another number of referees is another review.
  const placed = async (text: string) => {
    const folder = named(text);
    const known = await refereesIn(folder);
    return known === undefined || known === referees ? folder : named(`${text}\n${referees} referees`);
  };
  const bare = await placed(told);
  const { results, figures } = evidence;
  if ((results === "" && figures.length === 0) || existsSync(journalFile(bare)))
    return { folder: bare, shown: NOTHING };
  const pictures = figures.map(({ base64 }) => base64).join("\n");
  return { folder: await placed(`${told}\n${results}\n${pictures}`), shown: evidence };
}

/** How many referees a review that is done had; undefined for one that is not. */
async function refereesIn(folder: string): Promise<number | undefined> {
  const json = await readFile(join(folder, "review.json"), "utf8").catch(() => "");
  try {
    return Review.parse(JSON.parse(json)).ensemble.length;
  } catch {
    return undefined;
  }
}

/** Which paper a review is of, beside it. */
export const PAPER_RECORD = "paper.json";

/** A paper of the project is named from there, so that the project can be moved. */
function paperRecord(project: string, paper: string): string {
  const path = relative(project, paper);
  const inside = !isAbsolute(path) && !/^\.\.(?:[\\/]|$)/.test(path);
  return `${JSON.stringify({ paper: inside ? path : paper })}\n`;
}

function heard(journal: OpenJournal, begins: (step: string) => void): OpenJournal {
  return {
    ...journal,
    async append(event) {
      await journal.append(event);
      if (event.type === "step-started") begins(event.step);
    },
  };
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
