/** What the views show, as pure functions; one bundle, loaded when a project is opened. */
export { slugOf } from "../../research/idea";
export { ideaToShow, notBegun } from "./board-state";
export { codeLenses } from "./code-lenses";
export { decisionOn, proposalFrom } from "./decision";
export { asItStands, foundAgain, hunkFrom, inOrder, touchedBy } from "./hunks-in-file";
export { emptyRecord, nextRecord } from "./idea-record";
export { changeBefore, nextAction, stateOf } from "./idea-state";
export { ideasTree, scoreWords } from "./ideas-tree";
export { paperSections } from "./paper-sections";
export { paperTree } from "./paper-tree";
export { ideaOfFile, spellings } from "./pending-files";
export { readReview } from "./read-review";
export { reviewText } from "./review-text";
export { reviewTree, rowOfHunk } from "./review-tree";
export { runsTree } from "./runs-tree";
export { setupRows, setupSummary } from "./setup-list";
export { attentionText, statusText } from "./status-text";
export { troubleTree } from "./trouble-tree";
