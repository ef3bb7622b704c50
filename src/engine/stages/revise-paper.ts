import type { Review } from "../../research/review";
import type { Lab } from "../lab";
import { polishPaper } from "../prompts/cite";
import { revisePaper as question } from "../prompts/revise-paper";
import { enterEstimatedStage } from "./enter-stage";
import { answerFor, change, typeset, type Version } from "./finish-paper";
import { type Draft, sourceAt } from "./write-paper";

/** The paper after the review went back to its author: edits, then compiled and checked as the draft was. */
export async function revisePaper(lab: Lab, current: Draft, review: Review, round: number): Promise<Version> {
  await enterEstimatedStage(lab, "improvement", current.context.experiment.sizes);
  const source = await sourceAt(lab, current.commit);
  const asked = question(current.context, source, review, round, answerFor(current, source));
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
