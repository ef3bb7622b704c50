import * as z from "zod";
import { acceptanceOf, ReviewerCalibration } from "../../research/calibration/acceptance";
import { meanOf } from "../../research/metrics";
import type { Paper } from "../../research/paper";
import { type Review, type ReviewForm, SCORES } from "../../research/review";
import { ask, askForTurns } from "../ask";
import type { Conversing, Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { metaReview, reflectOnReview, reviewPaper as reviewQuestion, type Submission } from "../prompts/review-paper";
import { step } from "../step";
import { enterEstimatedStage } from "./enter-stage";

/** An ensemble of referees, an area chair who sees the paper, and reflections: the review of one version of a paper. */
export async function reviewPaper(
  lab: Lab,
  { sizes }: Pick<ExperimentContext, "sizes">,
  paper: Paper,
  round: number,
): Promise<Review> {
  await enterEstimatedStage(lab, round === 1 ? "review" : "improvement", sizes);
  const text = await step(lab, `review ${round}: reading`, z.string(), () => textOf(lab, paper));
  const known = async () => lab.calibration ?? null;
  const calibration = await step(lab, `review ${round}: calibration`, ReviewerCalibration.nullable(), known);
  const review = await reviewText({ ...lab, calibration: calibration ?? undefined }, { round, text });
  await lab.journal.publish(
    round === 1 ? "review.json" : `review-${round}.json`,
    `${JSON.stringify(review, null, 2)}\n`,
  );
  return review;
}

/** Reviews a submission of which only the text is known. */
export async function reviewText(lab: Conversing, submission: Submission): Promise<Review> {
  const { reviewers, reviewTemperature } = lab.parameters;
  const ensemble: ReviewForm[] = [];
  for (let member = 1; member <= reviewers; member++) {
    ensemble.push(await ask(lab, reviewQuestion(submission, member, reviewers, reviewTemperature)));
  }
  const form = { ...(await reflected(lab, submission, ensemble)), ...averages(ensemble) };
  const acceptance = acceptanceOf(lab.calibration, lab.reviewer.name, form);
  const Decision = acceptance && (form.Overall >= acceptance.threshold ? "Accept" : "Reject");
  return {
    form: { ...form, ...(Decision && { Decision }) },
    ensemble,
    spread: spreadOf(ensemble),
    model: lab.reviewer.name,
    rehearsal: lab.reviewer.rehearsal,
    calibrated: acceptance !== undefined,
    ...(acceptance && { acceptance }),
  };
}

async function reflected(
  lab: Conversing,
  submission: Submission,
  ensemble: readonly ReviewForm[],
): Promise<ReviewForm> {
  const { reviewReflections, reflectionTemperature } = lab.parameters;
  const question = metaReview(submission, ensemble, reflectionTemperature);
  let { value: form, turns } = await askForTurns(lab, question);
  for (let round = 1; round <= reviewReflections; round++) {
    const answer = await askForTurns(lab, reflectOnReview(question, turns, round, reflectionTemperature));
    if (answer.value === "unchanged") break;
    form = answer.value;
    turns = answer.turns;
  }
  return form;
}

/** The PDF's text as a referee would read it; the LaTeX source where there is no PDF. */
async function textOf(lab: Lab, paper: Paper): Promise<string> {
  if (!paper.pdf) return (await lab.workspace.readAt(paper.commit, paper.source)) ?? "";
  const { pages } = await lab.paperReader.read(`${lab.workspace.directory}/${paper.pdf}`, lab.signal);
  return submissionText(pages);
}

/** The pages of a PDF as one text, each with its number, as every referee gets them. */
export function submissionText(pages: readonly string[]): string {
  return pages.map((page, index) => `[page ${index + 1}]\n${page}`).join("\n\n");
}

function averages(ensemble: readonly ReviewForm[]): Record<(typeof SCORES)[number], number> {
  const mean = (score: (typeof SCORES)[number]) => meanOf(ensemble.map((review) => review[score]));
  return Object.fromEntries(SCORES.map((score) => [score, mean(score)])) as Record<(typeof SCORES)[number], number>;
}

function spreadOf(ensemble: readonly ReviewForm[]): Review["spread"] {
  return Object.fromEntries(
    SCORES.map((score) => {
      const values = ensemble.map((review) => review[score]);
      return [score, [Math.min(...values), Math.max(...values)]];
    }),
  );
}
