import { ModelFailure } from "../../../engine/ports/language-model";
import { askPaper } from "./ask-paper";
import type { Asked } from "./asked";
import { changeFile } from "./change-file";
import { chooseReferences, referenceQueries } from "./choose-references";
import { describeFigures } from "./describe-figures";
import { ideasFromPoints, pointsOfAbstracts, pointsOfPaper } from "./distil-ideas";
import { editPassage, explainPassage } from "./edit-passage";
import { judgeNovelty } from "./judge-novelty";
import { judgeRun } from "./judge-run";
import { correctPaper } from "./paper/correct-paper";
import { placeCitations } from "./paper/place-citations";
import { polishPaper } from "./paper/polish-paper";
import { revisePaper } from "./paper/revise-paper";
import { citeFoundWorks, nameMissingCitations } from "./paper/search-citations";
import { titleAndAbstract } from "./paper/title-abstract";
import { reflectOnSection, writeSection } from "./paper/write-section";
import { planImprovement } from "./plan-improvement";
import { planRuns } from "./plan-runs";
import { plotLabels } from "./plot-labels";
import { proposeIdea, reflectOnIdea } from "./propose-idea";
import { doubtClaims, readClaims } from "./read-claims";
import { answerQuestions, raiseQuestions } from "./review-aspects";
import { metaReview, reflectOnReview, reviewPaper } from "./review-paper";
import { reviseHunk } from "./revise-hunk";

export type Temper = {
  /** Whether to make the honest mistakes from which the tool is seen to recover. */
  readonly mistakes: boolean;
};

/** Every question that the rehearsal can answer, by the heading that asks it. */
const ANSWERS: readonly (readonly [heading: RegExp, answer: (asked: Asked, temper: Temper) => string])[] = [
  [/^Your task: propose one new idea/, proposeIdea],
  [/^Round \d+ of at most \d+: look at your idea/, reflectOnIdea],
  [/^Your task: say what this paper leaves open/, pointsOfPaper],
  [/^Your task: say what these papers leave open/, pointsOfAbstracts],
  [/^Your task: distil ideas from these points/, ideasFromPoints],
  [/^Your task, round \d+ of at most \d+: has this been published/, judgeNovelty],
  [/^Your task: plan the runs/, planRuns],
  [/^Your task: send the edit that makes this run/, changeFile],
  [/^Your task: say what “/, judgeRun],
  [/^Your task: make plot\.py tell the story/, plotLabels],
  [/^Your task: describe the figures/, describeFigures],
  [/^Your task: say what the related work is to be searched for/, referenceQueries],
  [/^Your task: choose the works that this paper should be able to cite/, chooseReferences],
  [/^Your task: the title and the abstract/, titleAndAbstract],
  [/^Your task: write the section “/, writeSection],
  [/^Look at your section as a referee would/, reflectOnSection],
  [/^Your task: give credit where it is owed/, placeCitations],
  [/^Your task, round \d+ of at most \d+: name the citations that are missing/, nameMissingCitations],
  [/^Works that were found$/, citeFoundWorks],
  [/^Your task: read the whole paper once more/, polishPaper],
  [/^Your task: correct these problems/, correctPaper],
  [/^Your task: say what this submission has to answer for/, raiseQuestions],
  [/^Your task: answer the questions from the submission/, answerQuestions],
  [/^Your task: review the submission/, reviewPaper],
  [/^Your task: write the meta-review/, metaReview],
  [/^Look at your review once more/, reflectOnReview],
  [/^Your task: answer the researcher with a new proposal/, reviseHunk],
  [
    /^Your task: (?:(?:polish|shorten|translate|rewrite|make) this passage|correct the language of|mend what is wrong in this)/,
    editPassage,
  ],
  [/^Your task: explain this passage/, explainPassage],
  [/^Your task: answer a question about this paper/, askPaper],
  [/^Your task: translate what these sentences and tables claim/, readClaims],
  [/^Your task: name what these materials contradict/, doubtClaims],
  [/^Your task: say how each point is to be answered/, planImprovement],
  [/^Your task: improve the paper where the review is right/, revisePaper],
];

/** The answer to a question. One that is not known is refused by name. */
export function answerTo(asked: Asked, temper: Temper): string {
  const answer = ANSWERS.find(([heading]) => heading.test(asked.heading))?.[1];
  if (answer) return answer(asked, temper);
  const named = asked.heading === "" ? "without a heading" : `“${asked.heading.slice(0, 120)}”`;
  throw new ModelFailure(
    "bad-request",
    `The rehearsal model does not know the question ${named}. Choose a real model for it.`,
  );
}
