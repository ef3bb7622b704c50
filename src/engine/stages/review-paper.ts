import * as z from "zod";
import { isAboutClaim } from "../../latex/claim-problems";
import { ReviewerCalibration } from "../../research/calibration/acceptance";
import type { Paper } from "../../research/paper";
import type { Review } from "../../research/review";
import { ReviewFormKind, ReviewWay } from "../../research/review-form";
import { NEURIPS } from "../../research/review-forms";
import type { Lab } from "../lab";
import type { PaperContext } from "../prompts/write-paper";
import { isDone, step } from "../step";
import { enterEstimatedStage } from "./enter-stage";
import { besideOf } from "./review-material";
import { reviewText, submissionText } from "./review-text";

/** The review of one version of an idea's paper, with what its runs left. What it is made with is recorded before anybody is asked. */
export async function reviewPaper(lab: Lab, context: PaperContext, paper: Paper, round: number): Promise<Review> {
  await enterEstimatedStage(lab, round === 1 ? "review" : "improvement", context.experiment.sizes);
  const text = await step(lab, `review ${round}: reading`, z.string(), () => textOf(lab, paper));
  const known = async () => lab.calibration ?? null;
  const calibration = await step(lab, `review ${round}: calibration`, ReviewerCalibration.nullable(), known);
  const { kind, way } = await formOf(lab, round);
  const source = (await lab.workspace.readAt(paper.commit, paper.source)) ?? "";
  const review = await reviewText(
    { ...lab, calibration: calibration ?? undefined },
    {
      ...{ round, text, kind, way },
      beside: await besideOf(lab, context, round),
      sources: [{ file: paper.source, text: source }],
      claims: paper.problems.filter(isAboutClaim),
    },
  );
  await lab.journal.publish(
    round === 1 ? "review.json" : `review-${round}.json`,
    `${JSON.stringify(review, null, 2)}\n`,
  );
  return review;
}

const Reviewed = z.object({ kind: ReviewFormKind, way: ReviewWay });
type Reviewed = z.infer<typeof Reviewed>;

/** A review goes on with the form that it was begun with; one that was begun before there were several has the first of them. */
async function formOf(lab: Lab, round: number): Promise<Reviewed> {
  const name = `review ${round}: form`;
  const begun = isDone(lab, `review ${round}: referee 1`) && !isDone(lab, name);
  return step(lab, name, Reviewed, async () =>
    begun ? { kind: NEURIPS, way: "form" } : { kind: lab.reviewForm ?? NEURIPS, way: lab.parameters.reviewWay },
  );
}

/** The PDF's text as a referee would read it; the LaTeX source where there is no PDF. */
async function textOf(lab: Lab, paper: Paper): Promise<string> {
  if (!paper.pdf) return (await lab.workspace.readAt(paper.commit, paper.source)) ?? "";
  const { pages } = await lab.paperReader.read(`${lab.workspace.directory}/${paper.pdf}`, lab.signal);
  return submissionText(pages);
}
