import type { Idea } from "../research/idea";
import type { ReviewedPaper } from "../research/paper";
import type { Lab } from "./lab";
import { experimentContextOf } from "./stages/experiment-context";
import { finishPaper } from "./stages/finish-paper";
import { improvePaper } from "./stages/improve-paper";
import { plotResults } from "./stages/plot-results";
import { asJudged, PAPER, PLOTS } from "./stages/researchers-word";
import { reviewPaper } from "./stages/review-paper";
import { runExperiments } from "./stages/run-experiments";
import { isRoundWanted } from "./stages/wish-for-improvement";
import { writePaper } from "./stages/write-paper";

/** From an idea to a reviewed paper. A resumed run walks through here again; finished steps answer from the journal. */
export async function pursue(lab: Lab, idea: Idea): Promise<ReviewedPaper> {
  const context = await experimentContextOf(lab, idea);
  const findings = await runExperiments(lab, context);
  const figures = await plotResults(lab, context, asJudged(lab, findings, PLOTS));
  const draft = await writePaper(lab, context, asJudged(lab, findings, PAPER), figures);
  let work = { ...(await finishPaper(lab, draft)), findings };
  const reviews = [await reviewPaper(lab, work.draft.context, work.paper, 1)];
  for (let round = 1; isRoundWanted(lab, round); round++) {
    work = await improvePaper(lab, context, work, reviews[round - 1]!, round);
    reviews.push(await reviewPaper(lab, work.draft.context, work.paper, round + 1));
  }
  return { paper: work.paper, reviews };
}
