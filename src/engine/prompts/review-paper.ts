import { askedFormOf, type FilledForm, filledFormOf, type Remark } from "../../research/filled-form";
import type { ReviewFormKind } from "../../research/review-form";
import { jsonAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import { END_MARK } from "../end-mark";
import type { Message, Picture } from "../ports/language-model";
import { referee, shapeOf } from "./referee";
import { reviewExample } from "./review-example";
import { data } from "./scientist";

/** What the referees see beside the paper, as far as there is any. */
export type Beside = {
  /** How the results of its runs compare, as a table. */
  readonly results: string;
  /** What its runs changed in the code of the baseline. */
  readonly diff: string;
  /** The part of the locked files that every run is measured by; empty where there is none. */
  readonly evaluation?: string;
  /** Its figures, for a model that sees pictures; asked for only when a question is really put. */
  readonly pictures?: () => Promise<readonly Picture[]>;
};

/** What is reviewed, and by which form. `round` is 1 for the first review of a paper, 2 for the one after its improvement. */
export type Submission = {
  readonly round: number;
  readonly text: string;
  readonly beside?: Beside;
  readonly kind: ReviewFormKind;
  /** Whether the referees are shown a worked example. */
  readonly example: boolean;
};

/** What every question to the referee begins with. */
export function refereePrefix({ kind, example }: Pick<Submission, "kind" | "example">): readonly string[] {
  return [referee(kind), example ? reviewExample(kind) : ""].filter((text) => text !== "");
}

/** What each referee of an ensemble looks at hardest, so that five readings are not one reading five times. */
const ANGLES = [
  "the evidence: noise, seeds, intervals, and whether each claim follows from a table",
  "the method: whether equations, code description and argument agree, and what else could explain the result",
  "what the work adds to what was known, and whether the related work is treated fairly",
  "whether somebody could make the same runs from the text, and what was not tried",
  "the writing: contradictions between abstract, text, tables and captions, and what a reader cannot follow",
] as const;

export function angleOf(member: number): string {
  return ANGLES[(member - 1) % ANGLES.length]!;
}

export function reviewPaper(
  submission: Submission,
  member: number,
  members: number,
  temperature: number,
): Question<FilledForm> {
  return {
    ...refereeQuestion(submission, `referee ${member}`, temperature),
    question: `# Your task: review the submission\nYou are referee ${member} of ${members} and have not seen the others' reviews. Judge the whole; look hardest at ${angleOf(member)}.\n\n${shapeOf(submission.kind, true)}`,
    answer: formAnswer(submission.kind, true),
  };
}

/** `answers` is what the referees were asked before, with their verdicts. */
export function metaReview(
  submission: Submission,
  reviews: readonly FilledForm[],
  temperature: number,
  answers = "",
): Question<FilledForm> {
  const shown = reviews.map((review, index) =>
    data(`review of referee ${index + 1}`, JSON.stringify(sent(review), null, 1)),
  );
  return {
    ...refereeQuestion(submission, "meta-review", temperature),
    question: `${answers}# The reviews\n${shown.join("\n\n")}

# Your task: write the meta-review as the area chair
Weigh the reviews against the paper itself, which you have read. Keep a point when the paper bears it out, whoever made it; drop one that the paper contradicts. Merge what is said twice. ${accountIn(submission.kind)} The most consequential weakness comes first. The scores are yours, not a compromise: the averages are computed separately.

${shapeOf(submission.kind, false)}`,
    answer: formAnswer(submission.kind, false),
  };
}

/** Where the area chair says what became of the referees' points. */
function accountIn({ fields }: ReviewFormKind): string {
  const text = fields.find(({ kind }) => kind === "text");
  if (!text) return "Where the referees disagree, the point says who is right.";
  return `Which points you dropped and why, and where the referees disagree and who is right, stand at the end of ${text.name}, in up to four sentences more than that field has otherwise.`;
}

/** The same form again, improved; `unchanged` when nothing was left to improve. */
export function reflectOnReview(
  question: Question<FilledForm>,
  earlier: readonly Message[],
  round: number,
  temperature: number,
): Question<FilledForm | "unchanged"> {
  const { pictures: _, ...words } = question;
  return {
    ...words,
    name: `${question.name}, reflection ${round}`,
    temperature,
    earlier,
    question: `# Look at your review once more
Is every weakness true of this text, with its place? Is something fatal missing? Do scores, words and decision say the same? Would the authors know what to do?
If nothing is to be changed, answer with the line UNCHANGED and the line ${END_MARK}. Otherwise send the whole JSON again, which needs no such line.`,
    answer: {
      read: (text, finish) =>
        /^\s*"?UNCHANGED\b/.test(text) ? { ok: true, value: "unchanged" } : question.answer.read(text, finish),
    },
  };
}

/** What every question of a review has in common. */
export function refereeQuestion(submission: Submission, name: string, temperature: number) {
  const { round, text, beside } = submission;
  const [system = "", ...example] = refereePrefix(submission);
  return {
    name: `review ${round}: ${name}`,
    stage: round === 1 ? ("review" as const) : ("improvement" as const),
    role: "reviewer" as const,
    temperature,
    system,
    // What does not change with the paper comes first: a second review finds it where the first had it.
    context: [
      ...example,
      ...evaluationText(beside),
      `# The submission\n${data("submission", text)}`,
      ...besideText(beside),
    ],
    ...(beside?.pictures && { pictures: beside.pictures }),
  };
}

function evaluationText({ evaluation = "" }: Partial<Beside> = {}): string[] {
  if (evaluation === "") return [];
  return [
    `# The code that measures every run\nTaken from the project by a program; the authors could not change it, and a reader of the paper does not see it. Where the paper describes data, protocol or metrics otherwise, or leaves out what a reader needs to know of them, that is a weakness; that it is as it is, is none. What is left out stands as “…”.\n${data("evaluation code", evaluation)}`,
  ];
}

function besideText(beside: Beside | undefined): string[] {
  const { results = "", diff = "", pictures } = beside ?? {};
  const parts = [
    results && `## How the results compare\n${data("results", results)}`,
    diff && `## What the runs changed in the code of the baseline\n${data("code changes", diff)}`,
    pictures && "## Its figures\nAttached as pictures.",
  ].filter((part) => part);
  if (parts.length === 0) return [];
  return [
    `# What is recorded beside the submission\nTaken from the authors' runs by a program, not by their words. Where the text says otherwise, that is a weakness; what stands only here is not known to a reader of the paper.\n${parts.join("\n")}`,
  ];
}

/** The endpoint is asked for every field of a point; what a model leaves out of one is forgiven. */
export function formAnswer(kind: ReviewFormKind, byReferee: boolean): AnswerShape<FilledForm> {
  const { read } = jsonAnswer("review", filledFormOf(kind));
  const { schema } = jsonAnswer("review", askedFormOf(kind, byReferee));
  return { ...(schema && { schema }), read };
}

/** A filled form as a referee sent it. */
function sent(form: FilledForm): object {
  const point = (said: string | Remark) =>
    typeof said === "string" ? said : { text: said.text, quotes: said.places.map(({ quote }) => quote) };
  return Object.fromEntries(
    Object.entries(form).map(([name, said]) => [name, Array.isArray(said) ? said.map(point) : said]),
  );
}
