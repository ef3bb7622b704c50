import * as vscode from "vscode";
import type { Run } from "../research/run";
import { type Desk, ideaAt } from "./desk";
import type { Subject } from "./models/tree-node";

/** The numbers of a run leave the evidence, with the researcher's reason, until that is taken back. */
export async function markRunInvalid(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const run = await runAt(
    idea.record.view.runs,
    subject,
    ({ outcome, number }) => number > 0 && outcome.type === "measured",
  );
  if (!run) return;
  if (run.marked) return markRunValid(desk, subject);
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t("Mark “{0}” invalid", run.name),
    prompt: vscode.l10n.t(
      "Why? It counts no more, in no verdict, plan, paper or claim, until you take this back. The reason is kept and the model reads it.",
    ),
    placeHolder: vscode.l10n.t("for example: the test set was seen in training"),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("Give a reason.") : undefined),
  });
  if (reason === undefined) return;
  await board.project.markRun(idea.slug, run.number, { invalid: true, reason: reason.trim() });
}

/** Takes back what the researcher said: the numbers count again. */
export async function markRunValid(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const run = await runAt(idea.record.view.runs, subject, ({ marked }) => marked !== undefined);
  if (run) await board.project.markRun(idea.slug, run.number, { invalid: false, reason: "" });
}

/** The run of the row, else one of those that it can be done to. */
async function runAt(runs: readonly Run[], subject: Subject, fits: (run: Run) => boolean): Promise<Run | undefined> {
  if (subject.run !== undefined) return runs.find(({ number }) => number === subject.run);
  const fitting = runs.filter(fits);
  if (fitting.length === 0) throw new Error(vscode.l10n.t("There is no run of which this can be said."));
  const items = fitting.map((run) => ({ label: run.name, description: run.marked?.reason ?? "", run }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Which run?") }))?.run;
}
