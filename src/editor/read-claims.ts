import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import type { Writer } from "../engine/writer";
import type { ReadPaper } from "../research/read-paper";
import { claimsWereRead } from "./claims-context";
import type { Desk } from "./desk";
import { hasModel } from "./has-model";
import type { Subject } from "./models/tree-node";
import { showProblems } from "./paper-commands";
import { refuseUntrusted } from "./refuse-untrusted";
import { showNotChecked } from "./show-not-checked";
import { unsavedIn } from "./texts-in-folder";
import { whileAsking } from "./while-asking";

/**
 * Has the model say what the sentences and tables of a paper claim; the program asks the runs, and what they have otherwise stands in
 * Problems beside what the rules found. Sentences that did not change are not paid for twice.
 */
export async function readClaims(desk: Desk, subject: Subject): Promise<void> {
  refuseUntrusted();
  const { source } = await desk.papers.paperOf(subject, desk.paperDoor.shown);
  if (!/\.tex$/i.test(source))
    throw new Error(vscode.l10n.t("Claims are read in the LaTeX source of a paper: open that first."));
  await Promise.all(unsavedIn(dirname(source)).map((document) => document.save()));
  if (!(await hasModel(desk.studio))) return;
  const writer = await desk.studio.coAuthors.writerFor(source);
  if (!(await agreed(desk, writer, source))) return;
  const read = await whileReading(desk, writer, source);
  if (!read) return;
  // What nobody has open is not looked at: the server is to see the paper.
  await vscode.workspace.openTextDocument(source);
  await claimsWereRead(desk.studio);
  await desk.problems.claimsRead(source, { model: read.model, lines: [...read.lines] });
  await tell(desk, source, read);
}

/** What of a paper was held against nothing, by what was read of it and by the results as they are now. Asks no model. */
export async function showUnchecked(desk: Desk, subject: Subject): Promise<void> {
  refuseUntrusted();
  const { source } = await desk.papers.paperOf(subject, desk.paperDoor.shown);
  await Promise.all(unsavedIn(dirname(source)).map((document) => document.save()));
  const read = await (await desk.studio.coAuthors.writerFor(source)).claimsAsRead({ paper: source });
  if (!read)
    throw new Error(
      vscode.l10n.t("No model has read the claims of {0}: “Read Claims with the Model” does.", basename(source)),
    );
  if (read.notChecked.length > 0) return showNotChecked(source, read.notChecked);
  const text = vscode.l10n.t("Every statement that was read in {0} is held against the runs.", basename(source));
  void vscode.window.showInformationMessage(text);
}

/** Whether the researcher agreed to what it may cost: asked once for each folder and model, and not where nothing is paid. */
async function agreed({ studio }: Desk, writer: Writer, source: string): Promise<boolean> {
  const plan = await writer.planReading({ paper: source });
  if (plan.questions === 0 || plan.dollars === 0) return true;
  // Programs and notes are sent for doubts alone, which is another thing to agree to.
  const what = plan.doubts ? "readings and doubts" : "readings";
  const key = `agreed to ${what} ${await studio.coAuthors.folderFor(source)}`;
  if (studio.context.workspaceState.get(key) === plan.model) return true;
  const verb = vscode.l10n.t("Read Claims");
  const question = vscode.l10n.t("Have {0} read the claims of {1}?", plan.model, basename(source));
  const detail = studio.parts.models().readingPlanWords(vscode.l10n, plan);
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, verb)) !== verb) return false;
  await studio.context.workspaceState.update(key, plan.model);
  return true;
}

/** Undefined when it was stopped, which is said. */
async function whileReading({ studio }: Desk, writer: Writer, source: string): Promise<ReadPaper | undefined> {
  return whileAsking(
    vscode.l10n.t("Reading the claims of {0}", basename(source)),
    (signal, progress) => {
      const onProgress = (done: number, of: number) => {
        if (done < of) progress.report({ message: vscode.l10n.t("question {0} of {1}", done + 1, of) });
      };
      return writer.readClaims({ paper: source }, onProgress, signal);
    },
    {
      ...{ file: source, retries: studio.onDidRetry },
      stopped: vscode.l10n.t("Stopped. What was read is kept: “Read Claims with the Model” goes on there."),
    },
  );
}

async function tell({ studio }: Desk, source: string, read: ReadPaper): Promise<void> {
  const text = studio.parts.models().readWords(vscode.l10n, read);
  for (const { problem } of read.notChecked) studio.log.info(`${problem.file}:${problem.line}: ${problem.message}`);
  const problems = vscode.l10n.t("Show Problems");
  const unchecked = vscode.l10n.t("Show Unchecked");
  const isRight = read.supported === read.judged && read.doubted === 0;
  const actions = [...(isRight ? [] : [problems]), ...(read.notChecked.length > 0 ? [unchecked] : [])];
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const chosen = await (isRight ? showInformationMessage(text, ...actions) : showWarningMessage(text, ...actions));
  if (chosen === problems) await showProblems();
  if (chosen === unchecked) await showNotChecked(source, read.notChecked);
}
