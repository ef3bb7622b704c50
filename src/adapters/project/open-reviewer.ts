import { readdir, readFile, stat } from "node:fs/promises";
import { basename, isAbsolute, join, resolve } from "node:path";
import * as z from "zod";
import { TOKENS_PER_PICTURE } from "../../engine/budget";
import { rateOf } from "../../engine/estimate/bill";
import { estimateReview } from "../../engine/estimate/review-calls";
import { refereePrefix } from "../../engine/prompts/review-paper";
import type { KeptReview, Reviewer, ReviewTerms } from "../../engine/reviewer";
import { Review } from "../../research/review";
import { estimateTokens } from "../../research/usage";
import { journalFile } from "../journal/read-journal";
import type { OpenOptions } from "../open-project";
import { deskOutside } from "../outside-projects";
import { parametersOf } from "../settings";
import { reviewsFolder } from "./ledger";
import { PAPER_RECORD, type ReviewDesk, reviewAndFolder, submissionAt } from "./review-any-paper";
import { termsOf } from "./terms";

type OpenReviewDesk = Omit<ReviewDesk, "signal" | "begins">;

/** One review at a time: what it may cost is looked into before each. */
export function openReviewer(desk: OpenReviewDesk): Reviewer {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    terms: (paper, signal) => termsFor(desk, resolve(paper), signal),
    review(paper, signal, begins) {
      const work = () => reviewKept(desk, resolve(paper), signal, begins);
      const result = turn.then(work, work);
      turn = result.catch(() => {});
      return result;
    },
    kept: () => keptReviews(desk.folder),
  };
}

/** Referees for papers that are in no project. `folder` is where the reviews are kept; each paper has the cap of an idea. */
export function openReviewerOutside(folder: string, options: OpenOptions): Reviewer {
  return openReviewer(deskOutside(folder, options));
}

async function termsFor(desk: OpenReviewDesk, paper: string, signal: AbortSignal): Promise<ReviewTerms> {
  const { settings } = desk;
  const { models, host, dollars, price } = await termsOf({ ...desk, models: refereesOf(desk) });
  const asked = await desk.models();
  const { read, kind, shown, folder } = await submissionAt(paper, { ...desk, signal });
  const parameters = parametersOf(settings);
  const told = refereePrefix({ kind, example: parameters.reviewExample }).join("\n");
  const rates = { scientist: rateOf(asked.model), reviewer: rateOf(asked.reviewer) };
  const beside = estimateTokens(shown.results) + shown.figures.length * TOKENS_PER_PICTURE;
  const sizes = { text: estimateTokens(read.text) + beside, referee: estimateTokens(told) };
  const begun = await stat(journalFile(folder)).then(
    () => true,
    () => false,
  );
  const expected = estimateReview(rates, parameters, sizes);
  return { models, host, dollars, price, referees: parameters.reviewers, expected, begun };
}

/** Nobody but the reviewing model is asked. */
function refereesOf({ models }: OpenReviewDesk): OpenReviewDesk["models"] {
  return async () => {
    const { reviewer } = await models();
    return { model: reviewer, reviewer };
  };
}

async function reviewKept(
  desk: OpenReviewDesk,
  paper: string,
  signal: AbortSignal,
  begins: (step: string) => void,
): Promise<KeptReview> {
  const { folder } = await reviewAndFolder(paper, { ...desk, signal, begins });
  const kept = await keptReview(desk.folder, folder, basename(folder));
  if (!kept) throw new Error(`The review in ${folder} cannot be read.`);
  return kept;
}

async function keptReviews(project: string): Promise<KeptReview[]> {
  const folder = reviewsFolder(project);
  const names = await readdir(folder).catch(() => [] as string[]);
  const found = await Promise.all(names.map((name) => keptReview(project, join(folder, name), name)));
  return found.filter((one) => one !== undefined).sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** Undefined for one that is not done, was edited by hand, or was made before it was written down of which paper it is. */
async function keptReview(project: string, folder: string, key: string): Promise<KeptReview | undefined> {
  try {
    const about = PaperRecord.parse(JSON.parse(await readFile(join(folder, PAPER_RECORD), "utf8")));
    const file = join(folder, "review.json");
    const review = Review.parse(JSON.parse(await readFile(file, "utf8")));
    const at = (await stat(file)).mtime.toISOString();
    return { key, paper: isAbsolute(about.paper) ? about.paper : join(project, about.paper), at, review };
  } catch {
    return undefined;
  }
}

const PaperRecord = z.object({ paper: z.string() });
