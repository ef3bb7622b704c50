import { basename } from "node:path";
import * as vscode from "vscode";
import type { KeptReview, Reviewer } from "../engine/reviewer";
import { changeSetting } from "./configuration";
import type { Desk } from "./desk";
import { hasModel } from "./has-model";
import { paperOfPdf } from "./meant-paper";
import type { Subject } from "./models/tree-node";
import { refuseUntrusted } from "./refuse-untrusted";
import { showReview } from "./review-document";
import { whileAsking } from "./while-asking";

/** One click on any PDF or LaTeX file: referees read it. The same text is never paid for twice, and what was paid for is kept. */
export async function reviewPaper(desk: Desk, subject: Subject): Promise<void> {
  refuseUntrusted();
  const paper = await paperToReview(desk, subject);
  if (!paper) return;
  await vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.fsPath === paper)?.save();
  if (!(await hasModel(desk.studio))) return;
  const reviewer = await desk.studio.coAuthors.reviewerFor(paper);
  const referees = await agreed(desk, reviewer, paper);
  if (referees === undefined) return;
  const kept = await whileReviewing(desk, reviewer, paper, referees);
  await desk.reviews.load();
  if (!kept) return;
  // It took a while: what the researcher is typing meanwhile keeps the keyboard.
  if (/\.pdf$/i.test(paper)) await desk.paperDoor.open(paperOfPdf(desk.studio, paper), true).showReview(kept.review);
  else await tellReviewed(desk, kept);
}

async function tellReviewed({ studio }: Desk, { paper, review }: KeptReview): Promise<void> {
  const { reviewScoreWords, reviewText } = studio.parts.models();
  const show = vscode.l10n.t("Show Review");
  const text = vscode.l10n.t("{0} was reviewed: {1}", basename(paper), reviewScoreWords(vscode.l10n, review));
  const chosen = await vscode.window.showInformationMessage(text, show);
  if (chosen === show) await showReview(reviewText(vscode.l10n, review), basename(paper));
}

/** The button of the Paper view is about the idea that it shows, whatever is open in the editor. */
export function reviewShownPaper(desk: Desk, subject: Subject): Promise<void> {
  const shown = subject.slug ?? desk.studio.board?.state().shown;
  return reviewPaper(desk, shown === undefined ? subject : { slug: shown });
}

/** Undefined when it was stopped, which is said. */
async function whileReviewing(desk: Desk, reviewer: Reviewer, paper: string, referees: number) {
  const { reviewProgress } = desk.studio.parts.models();
  return whileAsking(
    vscode.l10n.t("Reviewing {0}", basename(paper)),
    (signal, progress) => {
      const begins = (step: string) => {
        const message = reviewProgress(vscode.l10n, step, referees);
        if (message) progress.report({ message });
      };
      return reviewer.review(paper, signal, begins);
    },
    {
      ...{ file: paper, retries: desk.studio.onDidRetry },
      stopped: vscode.l10n.t("Stopped. What was paid for is kept: “Review Paper…” goes on there."),
    },
  );
}

/** The number of referees, once the researcher agreed to who is asked and what it may cost: once for each folder and model. */
async function agreed({ studio }: Desk, reviewer: Reviewer, paper: string): Promise<number | undefined> {
  const terms = await reviewer.terms(paper, new AbortController().signal);
  const { models, host, price, dollars, referees } = terms;
  if (price === "free") return referees;
  const folder = await studio.coAuthors.folderFor(paper);
  const key = `agreed to reviews ${folder}`;
  const who = `${models.join(", ")} ${host}`;
  if (studio.context.workspaceState.get(key) === who) return referees;
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t("At most how many US dollars may the review of one paper cost?"),
    prompt: studio.parts.models().reviewPrompt(vscode.l10n, terms),
    value: String(dollars),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() !== "" && Number(text) >= 0 ? undefined : vscode.l10n.t("Give an amount, 0 or more."),
  });
  if (value === undefined) return undefined;
  if (Number(value) !== dollars) {
    await changeSetting("budget.dollars", Number(value), studio.board?.project.folder);
    await studio.settingsChanged();
  }
  await studio.context.workspaceState.update(key, who);
  return referees;
}

/** The file of the menu or row, what the tab in front shows, the paper of the idea that is shown, else one that is chosen. */
async function paperToReview({ studio, paperDoor }: Desk, { file, slug }: Subject): Promise<string | undefined> {
  if (file && isPaper(file)) return file;
  const idea = studio.board?.state().begun.find((one) => one.slug === (slug ?? studio.board?.state().shown));
  const own = idea && (idea.pdf ?? idea.paperSource);
  const inFront = paperDoor.shown?.pdf ?? paperInTab();
  const known = slug === undefined ? (inFront ?? own) : own;
  if (known) return known;
  const found = await vscode.workspace.findFiles("**/*.{tex,pdf}", "**/{node_modules,.ai-scientist}/**", 200);
  if (found.length === 0) throw new Error(vscode.l10n.t("There is no .tex file and no PDF in this window."));
  const rows = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), file: uri.fsPath }));
  const title = vscode.l10n.t("Review Paper");
  return (await vscode.window.showQuickPick(rows, { title, placeHolder: vscode.l10n.t("Which paper?") }))?.file;
}

/** A text, or a PDF in whatever viewer. */
function paperInTab(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return uri?.scheme === "file" && isPaper(uri.fsPath) ? uri.fsPath : undefined;
}

function isPaper(file: string): boolean {
  return /\.(?:tex|pdf)$/i.test(file);
}
