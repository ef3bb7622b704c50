import * as z from "zod";
import { Acceptance } from "./calibration/acceptance";
import { FilledForm, type Remark, remarksIn } from "./filled-form";
import { Problem } from "./problem";
import { AnsweredQuestion } from "./review-aspects";
import { type ListField, type ListSubject, listsOf, overallRangeOf, ReviewFormKind, ReviewWay } from "./review-form";
import { NEURIPS } from "./review-forms";

/** The paper as pages or as source; beside it how its runs compare, what they changed in the code, and its figures. */
export const Material = z.enum(["pdf", "latex", "results", "diff", "evaluation", "figures"]);
export type Material = z.infer<typeof Material>;

/** A meta-review: the area chair's form, whose numbers are the means of the ensemble, with the single reviews and the spread. */
export const Review = z
  .object({
    /** The form that was filled, as it was then. Reviews that name none were made when there was but one. */
    kind: ReviewFormKind.default(NEURIPS),
    way: ReviewWay.default("form"),
    form: FilledForm,
    ensemble: z.array(FilledForm).min(1),
    /** Smallest and largest value of each score over the ensemble. */
    spread: z.record(z.string(), z.tuple([z.number(), z.number()])),
    model: z.string(),
    rehearsal: z.boolean(),
    /** Otherwise the decision is the model's own word: no threshold was calibrated for it. */
    calibrated: z.boolean(),
    acceptance: Acceptance.optional(),
    /** What the referees had; empty in reviews that do not say. */
    had: z.array(Material).default([]),
    /** What was asked of this paper in particular, where the referees went by aspects, and what each answered. */
    aspects: z.array(AnsweredQuestion).default([]),
    /** What its claims were found to say that its runs do not, where there were runs; no model had a part in it. */
    claims: z.array(Problem).default([]),
  })
  .refine(({ kind, form, ensemble }) => [form, ...ensemble].every((one) => fits(kind, one)), "does not fill its form");
export type Review = z.infer<typeof Review>;

type Filled = Pick<Review, "kind" | "form">;

/** How good the paper is, in the numbers of the form: the mean over the ensemble. */
export function overallOf({ kind, form }: Filled): number {
  return Number(form[kind.overall]);
}

/** The largest number that the overall score can be. */
export function bestOverallOf({ kind }: Pick<Review, "kind">): number {
  return overallRangeOf(kind)[1];
}

/** The form with the numbers that its overall score can be, `neurips (1–10)`: scores of two scales are no numbers to be averaged. */
export function scaleOf({ kind }: Pick<Review, "kind">): string {
  const [low, high] = overallRangeOf(kind);
  return `${kind.name} (${low}–${high})`;
}

export type Decision = "Accept" | "Reject";

/** By the calibrated threshold where there is one, else by the form's own field, else by the score from which its venue accepts. */
export function decisionOf(review: Filled & Pick<Review, "acceptance">): Decision {
  if (!review.acceptance) return ownDecisionOf(review);
  return overallOf(review) >= review.acceptance.threshold ? "Accept" : "Reject";
}

/** The model's own word, where the form asks for it. */
export function ownDecisionOf({ kind, form }: Filled): Decision {
  const { decision, acceptFrom } = kind;
  const accepts = decision
    ? decision.accept.includes(String(form[decision.field]))
    : overallOf({ kind, form }) >= acceptFrom;
  return accepts ? "Accept" : "Reject";
}

/** Everything that the form's lists say on a subject: the weaknesses, wherever the form has them. */
export function remarksOn({ kind, form }: Filled, about: ListSubject): Remark[] {
  const lists = listsOf(kind).filter((list) => list.about === about);
  return lists.flatMap(({ name }) => remarksIn(form, name));
}

/** The form's lists that have entries. */
export function filledLists({ kind, form }: Filled): { field: ListField; remarks: Remark[] }[] {
  return listsOf(kind).flatMap((field) => {
    const remarks = remarksIn(form, field.name);
    return remarks.length > 0 ? [{ field, remarks }] : [];
  });
}

/** The first text of the form, which in all that we know sums the paper up. */
export function summaryOf({ kind, form }: Filled): string {
  const field = kind.fields.find(({ kind }) => kind === "text");
  return field ? String(form[field.name] ?? "") : "";
}

/** Whether what a reader relies on is there. Numbers may be means, and words of a choice are what was once asked. */
function fits({ fields }: ReviewFormKind, form: FilledForm): boolean {
  const types = { text: "string", score: "number", "yes-no": "boolean", choice: "string" };
  return fields.every(({ kind, name }) =>
    kind === "list" ? Array.isArray(form[name]) : typeof form[name] === types[kind],
  );
}
