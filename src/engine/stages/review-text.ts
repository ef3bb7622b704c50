import { placeFinder } from "../../latex/place-of-quote";
import { type Acceptance, acceptanceOf } from "../../research/calibration/acceptance";
import { type FilledForm, type PlaceInPaper, withKnownReferees, withPlaces } from "../../research/filled-form";
import { meanOf } from "../../research/metrics";
import type { Problem } from "../../research/problem";
import { type Material, overallOf, ownDecisionOf, type Review } from "../../research/review";
import type { AnsweredQuestion, AspectAnswer } from "../../research/review-aspects";
import { type ReviewFormKind, type ReviewWay, scoresOf } from "../../research/review-form";
import { ask, askForTurns } from "../ask";
import type { Conversing } from "../lab";
import { answerQuestions, answersText, raiseQuestions, reviewFromAnswers } from "../prompts/review-aspects";
import { metaReview, reflectOnReview, reviewPaper as reviewQuestion, type Submission } from "../prompts/review-paper";

/** A paper that is to be reviewed: what the referees are shown, and where their quotes are looked for. */
export type ReviewedText = Omit<Submission, "example"> & {
  readonly way: ReviewWay;
  /** Its source files, where they are known: a place there is worth more than a page. */
  readonly sources?: readonly { readonly file: string; readonly text: string }[];
  readonly claims?: readonly Problem[];
};

/** Reviews a submission of which only texts are known: an ensemble of referees, an area chair who sees the paper, reflections. */
export async function reviewText(lab: Conversing, reviewed: ReviewedText): Promise<Review> {
  const { kind, way, text, claims = [] } = reviewed;
  const submission: Submission = { ...reviewed, example: lab.parameters.reviewExample };
  const { ensemble, aspects } = await (way === "aspects" ? byAspects : byForm)(lab, submission);
  const meta = await reflected(lab, submission, ensemble, aspects);
  const form = { ...withKnownReferees(meta, ensemble.length), ...averages(kind, ensemble) };
  const pages = pagesOf(text);
  const find = placeFinder({ sources: reviewed.sources ?? [], pages });
  return {
    ...{ kind, way },
    ...judged(lab, reviewed, withPlaces(form, find)),
    ensemble: ensemble.map((one) => withPlaces(one, find)),
    spread: spreadOf(kind, ensemble),
    model: lab.reviewer.name,
    rehearsal: lab.reviewer.rehearsal,
    had: hadOf(reviewed, pages),
    aspects: aspects.map((one) => placed(one, find)),
    claims: [...claims],
  };
}

type Opinions = { readonly ensemble: readonly FilledForm[]; readonly aspects: readonly AnsweredQuestion[] };

async function byForm(lab: Conversing, submission: Submission): Promise<Opinions> {
  const { reviewers, reviewTemperature } = lab.parameters;
  const ensemble: FilledForm[] = [];
  for (let member = 1; member <= reviewers; member++)
    ensemble.push(await ask(lab, reviewQuestion(submission, member, reviewers, reviewTemperature)));
  return { ensemble, aspects: [] };
}

/** The same questions to all of them; each answers from the text before it fills the form. */
async function byAspects(lab: Conversing, submission: Submission): Promise<Opinions> {
  const { reviewers, reviewTemperature, reflectionTemperature } = lab.parameters;
  const questions = await ask(lab, raiseQuestions(submission, reflectionTemperature));
  const answers: AspectAnswer[][] = [];
  const ensemble: FilledForm[] = [];
  for (let member = 1; member <= reviewers; member++) {
    const question = answerQuestions(submission, questions, member, reviewers, reviewTemperature);
    const { value, turns } = await askForTurns(lab, question);
    answers.push(value);
    ensemble.push(await ask(lab, reviewFromAnswers(submission, turns, member, reviewTemperature)));
  }
  const aspects = questions.map((question, index) => ({ ...question, answers: answers.map((all) => all[index]!) }));
  return { ensemble, aspects };
}

async function reflected(
  lab: Conversing,
  submission: Submission,
  ensemble: readonly FilledForm[],
  aspects: readonly AnsweredQuestion[],
): Promise<FilledForm> {
  const { reviewReflections, reflectionTemperature } = lab.parameters;
  const answers = aspects.length > 0 ? answersText(aspects) : "";
  const question = metaReview(submission, ensemble, reflectionTemperature, answers);
  let { value: form, turns } = await askForTurns(lab, question);
  for (let round = 1; round <= reviewReflections; round++) {
    const answer = await askForTurns(lab, reflectOnReview(question, turns, round, reflectionTemperature));
    if (answer.value === "unchanged") break;
    form = answer.value;
    turns = answer.turns;
  }
  return form;
}

type Judged = Pick<Review, "form" | "calibrated" | "acceptance">;

/** The form with the decision that the calibrated score makes, where this very reviewer was calibrated. */
function judged({ calibration, reviewer }: Conversing, { kind, way }: ReviewedText, form: FilledForm): Judged {
  const filled = { kind, form };
  const [overall, ownDecision] = [overallOf(filled), ownDecisionOf(filled)];
  const who = { model: reviewer.name, form: kind.name, way };
  const acceptance = acceptanceOf(calibration, who, { overall, ownDecision });
  if (!acceptance) return { form, calibrated: false };
  return { form: { ...form, ...decidedBy(kind, acceptance, overall) }, calibrated: true, acceptance };
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

function hadOf({ beside }: ReviewedText, pages: readonly string[]): Material[] {
  return [
    pages.length > 0 ? "pdf" : "latex",
    ...(beside?.results ? (["results"] as const) : []),
    ...(beside?.diff ? (["diff"] as const) : []),
    ...(beside?.evaluation ? (["evaluation"] as const) : []),
    ...(beside?.pictures ? (["figures"] as const) : []),
  ];
}

function placed(one: AnsweredQuestion, find: (quote: string) => PlaceInPaper | undefined): AnsweredQuestion {
  const answers = one.answers.map((answer) => ({
    ...answer,
    places: answer.places.map(({ quote }) => {
      const where = find(quote);
      return { quote, ...(where && { where }) };
    }),
  }));
  return { ...one, answers };
}

/** The pages of a PDF as one text, each with its number, as every referee gets them. */
export function submissionText(pages: readonly string[]): string {
  return pages.map((page, index) => `[page ${index + 1}]\n${page}`).join("\n\n");
}

/** The pages that such a text is made of; none where it is LaTeX. Pages count from 1, so that a line that only looks like a number is none. */
export function pagesOf(text: string): string[] {
  const pages: string[] = [];
  for (let rest = text; rest.startsWith(`[page ${pages.length + 1}]\n`); ) {
    const next = rest.indexOf(`\n\n[page ${pages.length + 2}]\n`);
    const whole = next < 0 ? rest : rest.slice(0, next);
    pages.push(whole.slice(whole.indexOf("\n") + 1));
    rest = next < 0 ? "" : rest.slice(next + 2);
  }
  return pages;
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
