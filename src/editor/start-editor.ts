import * as vscode from "vscode";
import { askAttention } from "./ask-attention";
import { CampaignDoor } from "./campaign-door";
import { keepClaimsContext } from "./claims-context";
import { ExperimentsDoor } from "./experiments-door";
import type { HeavyParts } from "./heavy-parts";
import { logEvents } from "./log-events";
import { PaperDoor } from "./paper-door";
import { PaperProblems } from "./paper-problems";
import { Papers } from "./papers";
import { passageActions } from "./passage-actions";
import { keepPendingContext } from "./pending-context";
import { presentChanges } from "./present-change";
import { recordDocuments } from "./record-documents";
import { registerCommands } from "./register-commands";
import { resumeInterrupted } from "./resume-interrupted";
import { reviewDocuments } from "./review-document";
import { Reviews } from "./reviews";
import { runLogs } from "./run-logs";
import { Setup } from "./setup";
import { showCodeLenses } from "./show-code-lenses";
import { showFailures } from "./show-failures";
import { showPoints } from "./show-points";
import { showProposalProblems } from "./show-proposal-problems";
import { showThreads } from "./show-threads";
import { showIfAwaited } from "./show-when-opened";
import { showStatus } from "./status-item";
import { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";
import { showTrees } from "./trees";
import { tickSteps } from "./walkthrough";
import { warnOfCap } from "./warn-of-cap";
import { WritingDoor } from "./writing-door";

/** Registers everything at once and then, after activation, opens the project that the window holds. */
export function startEditor(context: vscode.ExtensionContext, parts: HeavyParts): vscode.Disposable {
  const studio = new Studio(context, parts);
  const problems = new PaperProblems(studio);
  const setup = new Setup(studio);
  const experiments = new ExperimentsDoor(studio);
  const campaigns = new CampaignDoor(studio, setup);
  const writing = new WritingDoor(studio);
  const papers = new Papers(studio, problems);
  const paperDoor = new PaperDoor(studio, papers, problems);
  const reviews = new Reviews(studio);
  const { review } = showTrees(studio, writing, reviews);
  showStatus(studio);
  tickSteps(studio);
  askAttention(studio);
  warnOfCap(studio);
  presentChanges(studio);
  keepPendingContext(studio);
  keepClaimsContext(studio);
  showCodeLenses(studio);
  showThreads(studio);
  const points = showPoints(studio, reviews);
  showProposalProblems(studio);
  showFailures(studio);
  logEvents(studio);
  context.subscriptions.push(
    reviewDocuments(),
    recordDocuments(studio),
    runLogs(studio),
    registerCommands({
      studio,
      problems,
      setup,
      experiments,
      campaigns,
      writing,
      papers,
      paperDoor,
      reviews,
      points,
      review,
    }),
    passageActions(),
  );
  const open = () => void studio.open().catch((error) => tellTrouble(studio, error));
  context.subscriptions.push(
    vscode.workspace.onDidChangeWorkspaceFolders(open),
    vscode.workspace.onDidGrantWorkspaceTrust(open),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("aiScientist")) void studio.settingsChanged();
    }),
    firstOpening(studio),
  );
  setTimeout(open, 0);
  void showIfAwaited(context);
  return vscode.Disposable.from(experiments, campaigns, writing, reviews, paperDoor, papers, problems, setup, studio);
}

/** Once in the life of a window, what was under way when it closed goes on. */
function firstOpening(studio: Studio): vscode.Disposable {
  const once = studio.onDidOpen((board) => {
    once.dispose();
    resumeInterrupted(studio, board).catch((error) => tellTrouble(studio, error));
  });
  return once;
}
