import { type Remark, remarksIn } from "./filled-form";
import type { Review } from "./review";
import type { AnsweredQuestion } from "./review-aspects";
import { pointListsOf } from "./review-form";

/** Points of a score by which two referees differ who have read different papers, as it were. */
const APART = 2;

/** Where the referees of one review are not of one mind. */
export type Disagreements = {
  /** Scores that two of them give at least two points apart. */
  readonly scores: readonly { readonly name: string; readonly low: number; readonly high: number }[];
  /** Weaknesses and questions that one of several raised, by the number of that one; nobody's are the area chair's own. */
  readonly alone: readonly { readonly field: string; readonly remark: Remark; readonly referee: number | undefined }[];
  /** Questions that some answer with yes and others with no. */
  readonly questions: readonly AnsweredQuestion[];
};

export function disagreementsIn({ kind, form, ensemble, spread, aspects }: Review): Disagreements {
  const scores = Object.entries(spread).flatMap(([name, [low, high]]) =>
    high - low >= APART ? [{ name, low, high }] : [],
  );
  const points = pointListsOf(kind).flatMap(({ name }) =>
    remarksIn(form, name).map((remark) => ({ field: name, remark, referee: remark.by?.[0] })),
  );
  const alone = ensemble.length < 2 ? [] : points.filter(({ remark: { by } }) => by !== undefined && by.length < 2);
  const said = ({ answers }: AnsweredQuestion, verdict: string) => answers.some((one) => one.verdict === verdict);
  return { scores, alone, questions: aspects.filter((one) => said(one, "yes") && said(one, "no")) };
}
