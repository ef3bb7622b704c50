import type { ReviewPoint } from "../../research/points-of-review";
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
    ...asked(paper, round),
    question: `${head(source)}

# The review
${review.kind.overall} ${overallOf(review).toFixed(1)}, decision ${decisionOf(review)}.
${data("review", `${summaryOf(review)}\nWeaknesses:\n${said("weaknesses")}\nQuestions:\n${said("questions")}\nLimitations:\n${said("limitations")}`)}

# Your task: improve the paper where the review is right
Take the points in order of consequence. ${HOW} Where the review is mistaken, make the text so clear that the mistake could not be made. New numbers come from the evidence tables only.
${SHAPE}`,
    answer,
  };
}

/** A point of the review that the researcher chose, and the names of the new runs that were made for it. */
export type ChosenPoint = ReviewPoint & { readonly runs: readonly string[] };

/** The same for the points that the researcher chose, and for results that came after the paper was written. */
export function reviseInPoints<Edits>(
  paper: PaperContext,
  source: string,
  wanted: { readonly points: readonly ChosenPoint[]; readonly results: readonly string[] },
  round: number,
  answer: AnswerShape<Edits>,
): Question<Edits> {
  const { points, results } = wanted;
  const chosen = points.map(
    ({ kind, text, runs }) => `(${kind}) ${text}${runs.length > 0 ? `\n  ${madeFor(runs)}` : ""}`,
  );
  return {
    ...asked(paper, round),
    question: `${head(source)}
${points.length > 0 ? `\n# The review\nThe researcher chose these points; leave what only other points of the review would change.\n${data("review", bulleted(chosen))}\n` : ""}${results.length > 0 ? `\n# What is new since the paper was written\n${news(results)}\n` : ""}
# Your task: improve the paper where the review is right
${points.length > 0 ? `Take the points in the order given. ${HOW} Where a point is mistaken, make the text so clear that the mistake could not be made. ` : ""}${results.length > 0 ? "Work the new results into every place that they touch: method, setup, results with their tables and figures, and whatever abstract and conclusion say; also where they contradict what stands there. " : ""}New numbers come from the evidence tables only.
${SHAPE}`,
    answer,
  };
}

function madeFor(runs: readonly string[]): string {
  return `For this point was run: ${runs.map((name) => `“${name}”`).join(", ")}. Its numbers, or that it failed, stand under “Result” above.`;
}

function news(results: readonly string[]): string {
  return `${bulleted(results)}\nThe comparisons and verdicts above are those with these results; where the paper says otherwise, it is out of date. The figures were drawn anew and are described above.`;
}

function asked(paper: PaperContext, round: number) {
  return {
    ...paperQuestion({ ...paper, written: [] }, `improvement ${round}: change`),
    stage: "improvement" as const,
  };
}

function head(source: string): string {
  return `# The paper as it is now\n${data("paper", withoutBibliography(source))}`;
}

const HOW =
  "Where you correct a statement, find every other place that makes it. Where the text is wrong, unclear or claims too much, correct it. Where the recorded evidence answers a question, answer it in the paper. Where only a new run could answer, do not pretend: narrow the claim and name the missing experiment under Limitations. What only something outside this text could mend (an entry of the bibliography, say) stays as it is: name it to the researcher in the Why of an edit near it.";

const SHAPE = `Send SEARCH/REPLACE edits of ${PAPER_SOURCE}; the Why of each names the point that it answers. SEARCH may be a part of a line, as long as it occurs only once.`;
