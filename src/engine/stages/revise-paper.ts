import type { Paper } from "../../research/paper";
import type { Review } from "../../research/review";
import type { Lab } from "../lab";
import { revisePaper as question } from "../prompts/revise-paper";
import { enterStage } from "./enter-stage";
import { answerFor, change, typeset } from "./finish-paper";
import { type Draft, sourceAt } from "./write-paper";

/** The paper after the review went back to its author: edits, then compiled and checked as the draft was. */
export async function revisePaper(lab: Lab, draft: Draft, paper: Paper, review: Review, round: number): Promise<Paper> {
  await enterStage(lab, "improvement");
  const current = { ...draft, commit: paper.commit };
  const source = await sourceAt(lab, current.commit);
  const asked = question(current.context, source, review, round, answerFor(lab, current, source));
  const revised = await change(lab, current, `improvement ${round}`, "Answer the review", asked);
  return typeset(lab, revised, `improvement ${round}`);
}
