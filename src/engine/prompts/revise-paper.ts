import { decisionOf, overallOf, type Review, remarksOn, summaryOf } from "../../research/review";
import type { ListSubject } from "../../research/review-form";
import { bulleted } from "../answers";
import type { AnswerShape, Question } from "../ask";
import { PAPER_SOURCE } from "../paper-source";
import { withoutBibliography } from "./cite";
import { data } from "./scientist";
import { type PaperContext, paperQuestion } from "./write-paper";

/** Text edits that answer a review. What would need a new run is said in the limitations, not invented. */
export function revisePaper<Edits>(
  paper: PaperContext,
  source: string,
  review: Review,
  round: number,
  answer: AnswerShape<Edits>,
): Question<Edits> {
  const said = (about: ListSubject) => bulleted(remarksOn(review, about).map(({ text }) => text));
  return {
    ...paperQuestion({ ...paper, written: [] }, `improvement ${round}: change`),
    stage: "improvement",
    question: `# The paper as it is now
${data("paper", withoutBibliography(source))}

# The review
${review.kind.overall} ${overallOf(review).toFixed(1)}, decision ${decisionOf(review)}.
${data("review", `${summaryOf(review)}\nWeaknesses:\n${said("weaknesses")}\nQuestions:\n${said("questions")}\nLimitations:\n${said("limitations")}`)}

# Your task: improve the paper where the review is right
Take the points in order of consequence. Where you correct a statement, find every other place that makes it. Where the text is wrong, unclear or claims too much, correct it. Where the recorded evidence answers a question, answer it in the paper. Where only a new run could answer, do not pretend: narrow the claim and name the missing experiment under Limitations. Where the review is mistaken, make the text so clear that the mistake could not be made. New numbers come from the evidence tables only.
Send SEARCH/REPLACE edits of ${PAPER_SOURCE}; the Why of each names the point that it answers. SEARCH may be a part of a line, as long as it occurs only once.`,
    answer,
  };
}
