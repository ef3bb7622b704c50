import * as z from "zod";
import { type Acceptance, acceptanceOf, ReviewerCalibration } from "../../research/calibration/acceptance";
import type { FilledForm } from "../../research/filled-form";
import { meanOf } from "../../research/metrics";
import type { Paper } from "../../research/paper";
import { overallOf, ownDecisionOf, type Review } from "../../research/review";
import { ReviewFormKind, ReviewWay, scoresOf } from "../../research/review-form";
import { NEURIPS } from "../../research/review-forms";
import { ask, askForTurns } from "../ask";
import type { Conversing, Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { metaReview, reflectOnReview, reviewPaper as reviewQuestion, type Submission } from "../prompts/review-paper";
import { isDone, step } from "../step";
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
  const { kind, way } = await formOf(lab, round);
  const reviewing = { ...lab, calibration: calibration ?? undefined };
  const review = await reviewText(reviewing, { round, text, kind, way });
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

/** Reviews a submission of which only the text is known. */
export async function reviewText(
  lab: Conversing,
  { round, text, kind, way }: Pick<Submission, "round" | "text"> & Reviewed,
): Promise<Review> {
  const { reviewers, reviewTemperature, reviewExample } = lab.parameters;
  const submission = { round, text, kind, example: reviewExample };
  const ensemble: FilledForm[] = [];
  for (let member = 1; member <= reviewers; member++) {
    ensemble.push(await ask(lab, reviewQuestion(submission, member, reviewers, reviewTemperature)));
  }
  const form = { ...(await reflected(lab, submission, ensemble)), ...averages(kind, ensemble) };
  const model = lab.reviewer.name;
  const [overall, ownDecision] = [overallOf({ kind, form }), ownDecisionOf({ kind, form })];
  const acceptance = acceptanceOf(lab.calibration, { model, form: kind.name, way }, { overall, ownDecision });
  return {
    ...{ kind, way },
    form: acceptance ? { ...form, ...decidedBy(kind, acceptance, overall) } : form,
    ensemble,
    spread: spreadOf(kind, ensemble),
    model,
    rehearsal: lab.reviewer.rehearsal,
    calibrated: acceptance !== undefined,
    ...(acceptance && { acceptance }),
  };
}

/** The word of the form's decision for what the calibrated score says, where the model's own word says otherwise. */
function decidedBy({ fields, decision }: ReviewFormKind, found: Acceptance, overall: number): FilledForm {
  const accepts = overall >= found.threshold;
  if (accepts === (found.ownDecision === "Accept")) return {};
  const field = decision && fields.find(({ name }) => name === decision.field);
  if (!decision || field?.kind !== "choice") return {};
  const word = field.options.find((option) => decision.accept.includes(option) === accepts);
  return word === undefined ? {} : { [field.name]: word };
}

async function reflected(
  lab: Conversing,
  submission: Submission,
  ensemble: readonly FilledForm[],
): Promise<FilledForm> {
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

function averages(kind: ReviewFormKind, ensemble: readonly FilledForm[]): Record<string, number> {
  const mean = (score: string) => meanOf(ensemble.map((review) => Number(review[score])));
  return Object.fromEntries(scoresOf(kind).map(({ name }) => [name, mean(name)]));
}

function spreadOf(kind: ReviewFormKind, ensemble: readonly FilledForm[]): Review["spread"] {
  return Object.fromEntries(
    scoresOf(kind).map(({ name }) => {
      const values = ensemble.map((review) => Number(review[name]));
      return [name, [Math.min(...values), Math.max(...values)]];
    }),
  );
}
