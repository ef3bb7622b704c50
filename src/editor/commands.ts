import { askForChange } from "./ask-for-change";
import { newCampaign, openCampaign } from "./campaign-door";
import { chooseInterpreter } from "./choose-interpreter";
import { choosePlace } from "./choose-place";
import { chooseProject } from "./choose-project";
import { raiseCap, setPrice } from "./cost-commands";
import type { Desk } from "./desk";
import { distilIdeas } from "./distil-ideas";
import { openExperiments } from "./experiments-door";
import { deleteIdea, exportBundle, mergeIdea } from "./finish-commands";
import { openRunTerminal } from "./host-terminal";
import {
  acceptFile,
  acceptHunk,
  nextHunk,
  previousHunk,
  reconsiderHunk,
  rejectFile,
  rejectHunk,
  showHunk,
  toggleHunk,
} from "./hunk-commands";
import {
  launchRun,
  nextAction,
  openTerminal,
  pauseIdea,
  resumeIdea,
  showIdea,
  startIdea,
  stopIdea,
} from "./idea-commands";
import { addIdea, approveIdea, openIdeas, overruleNovelty, reconsiderIdea, rejectIdea } from "./idea-list-commands";
import { compareReviews, improvePaper } from "./improve-paper";
import { markRunInvalid, markRunValid } from "./mark-run";
import { addMatchedControl } from "./matched-control";
import { chooseModel, chooseReviewModel, setApiKey } from "./model-commands";
import type { Subject } from "./models/tree-node";
import { newProject, openSample } from "./new-project";
import {
  compilePaper,
  compileShownPaper,
  openPdf,
  openRun,
  openShownPdf,
  openSource,
  showInPdf,
  showProblems,
  stopCompiling,
} from "./paper-commands";
import { checkNovelty, generateIdeas, stopIdeas } from "./project-commands";
import { readClaims, showUnchecked } from "./read-claims";
import { commitEverything, initRepository } from "./repository-commands";
import { reproduceBundle, reproduceIdea } from "./reproduce-commands";
import { reviewPaper, reviewShownPaper } from "./review-any-paper";
import { acceptAll, approve, openHunk, rejectAll, reviewChanges } from "./review-commands";
import { goToPoint, openReview, showRemark } from "./review-places";
import { openFailure, openLog } from "./run-commands";
import { checkSetup, closeSetup, fixSetup, recheckSetup } from "./setup-commands";
import { takeOver } from "./take-over";
import { mend, openSettings } from "./tell-trouble";
import { branchIdea, openEntry, openTimeline, restoreFiles } from "./timeline-commands";
import { useOwnCode } from "./use-own-code";
import { verifyCitations } from "./verify-citations";
import { getStarted } from "./walkthrough";
import { writeResults } from "./write-results";
import {
  acceptSentence,
  askPaper,
  editPassage,
  explainPassage,
  fixGrammar,
  makePrecise,
  openPassage,
  polishPassage,
  reconsiderSentence,
  rejectSentence,
  rewriteFromEvidence,
  shortenPassage,
  translatePassage,
} from "./writing-commands";

/** `dist/commands.js` gives this: every command, by its id in package.json without the prefix `aiScientist.`. A row it was called on says what it is about. */
export const COMMANDS = {
  getStarted,
  newProject,
  openSample,
  useOwnCode,
  chooseProject,
  initRepository,
  commitEverything,
  mend,
  checkSetup,
  recheckSetup,
  closeSetup,
  fixSetup,
  choosePlace,
  chooseInterpreter,
  chooseModel,
  chooseReviewModel,
  setApiKey,
  openSettings,
  generateIdeas,
  distilIdeas,
  stopIdeas,
  checkNovelty,
  overruleNovelty,
  openIdeas,
  addIdea,
  approveIdea,
  rejectIdea,
  reconsiderIdea,
  showIdea,
  openTimeline,
  openEntry,
  branchIdea,
  restoreFiles,
  mergeIdea,
  exportBundle,
  reproduceIdea,
  reproduceBundle,
  deleteIdea,
  startIdea,
  resumeIdea,
  pauseIdea,
  stopIdea,
  raiseCap,
  setPrice,
  nextAction,
  reviewChanges,
  openHunk,
  acceptHunk,
  rejectHunk,
  acceptFile,
  rejectFile,
  reconsiderHunk,
  toggleHunk,
  askForChange,
  replyInThread: askForChange,
  nextHunk,
  previousHunk,
  showHunk,
  acceptAll,
  rejectAll,
  approve,
  launchRun,
  openRun,
  openLog,
  openFailure,
  openRunTerminal,
  openExperiments,
  openCampaign,
  newCampaign,
  takeOver,
  markRunInvalid,
  markRunValid,
  addMatchedControl,
  compilePaper,
  compileShownPaper,
  stopCompiling,
  verifyCitations,
  readClaims,
  showUnchecked,
  writeResults,
  openPdf,
  openShownPdf,
  showInPdf,
  showRemark,
  openSource,
  showProblems,
  reviewPaper,
  reviewShownPaper,
  openReview,
  goToPoint,
  improvePaper,
  compareReviews,
  editPassage,
  polishPassage,
  fixGrammar,
  shortenPassage,
  makePrecise,
  translatePassage,
  rewriteFromEvidence,
  explainPassage,
  askPaper,
  acceptSentence,
  rejectSentence,
  reconsiderSentence,
  openPassage,
  openTerminal,
  showLog: ({ studio }: Desk) => studio.log.show(),
} satisfies Record<string, (desk: Desk, subject: Subject) => unknown>;
