import { type Remark, remarksIn } from "./filled-form";
import type { Review } from "./review";
import type { AnsweredQuestion } from "./review-aspects";
import { pointListsOf, rangeOf, scoresOf } from "./review-form";

/** Where the referees of one review are not of one mind. */
export type Disagreements = {
  /** Scores that two of them give far apart. */
  readonly scores: readonly { readonly name: string; readonly low: number; readonly high: number }[];
  /** Weaknesses and questions that one of several raised, by the number of that one; nobody's are the area chair's own. */
  readonly alone: readonly { readonly field: string; readonly remark: Remark; readonly referee: number | undefined }[];
  /** Questions that some answer with yes and others with no. */
  readonly questions: readonly AnsweredQuestion[];
};

export function disagreementsIn({ kind, form, ensemble, spread, aspects }: Review): Disagreements {
  const scores = Object.entries(spread).flatMap(([name, [low, high]]) =>
    high - low >= apart(kind, name) ? [{ name, low, high }] : [],
  );
  const points = pointListsOf(kind).flatMap(({ name }) =>
    remarksIn(form, name).map((remark) => ({ field: name, remark, referee: remark.by?.[0] })),
  );
  const alone = ensemble.length < 2 ? [] : points.filter(({ remark: { by } }) => by !== undefined && by.length < 2);
  const said = ({ answers }: AnsweredQuestion, verdict: string) => answers.some((one) => one.verdict === verdict);
  return { scores, alone, questions: aspects.filter((one) => said(one, "yes") && said(one, "no")) };
}

/** By how much two referees differ who have read different papers, as it were: two points, and on a wide scale a fifth of it. */
function apart(kind: Review["kind"], name: string): number {
  const score = scoresOf(kind).find((one) => one.name === name);
  const [low, high] = score ? rangeOf(score) : [0, 0];
  return Math.max(2, (high - low) / 5);
}
