import type { Review } from "../../research/review";
import type { Lab } from "../lab";
import { polishPaper } from "../prompts/cite";
import { type ChosenPoint, revisePaper as reviseInAll, reviseInPoints } from "../prompts/revise-paper";
import { answerFor, change, typeset, type Version } from "./finish-paper";
import { type Draft, sourceAt } from "./write-paper";

/** What the text is to answer where that is not simply the whole review: chosen points, and results that are new to it. */
export type Revision = { readonly points: readonly ChosenPoint[]; readonly results: readonly string[] };

/** The paper after the review went back to its author: edits, then compiled and checked as the draft was. */
export async function revisePaper(
  lab: Lab,
  current: Draft,
  review: Review,
  round: number,
  revision: Revision | undefined,
): Promise<Version> {
  const source = await sourceAt(lab, current.commit);
  const answer = answerFor(current, source);
  const asked = revision
    ? reviseInPoints(current.context, source, revision, round, answer)
    : reviseInAll(current.context, source, review, round, answer);
  const revised = await change(lab, current, `improvement ${round}`, "Answer the review", asked);
  return typeset(lab, await secondLook(lab, revised, round), `improvement ${round}`);
}

/** Edits made late can contradict what stands elsewhere: the whole is read once more. */
async function secondLook(lab: Lab, revised: Draft, round: number): Promise<Draft> {
  const source = await sourceAt(lab, revised.commit);
  const question = polishPaper(revised.context, source, answerFor(revised, source));
  const asked = { ...question, name: `improvement ${round}: second look`, stage: "improvement" as const };
  return change(lab, revised, `improvement ${round}, second look`, "Make the edits agree with the rest", asked);
}
