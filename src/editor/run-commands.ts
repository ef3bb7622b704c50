import * as vscode from "vscode";
import { type Desk, ideaAt } from "./desk";
import { failureOf, locate } from "./failures";
import type { BegunShown } from "./models/board-state";
import type { Subject } from "./models/tree-node";
import { showLog } from "./run-logs";

/** What a run has printed, followed while it runs; that of the running job unless a row says otherwise. */
export async function openLog(desk: Desk, subject: Subject): Promise<void> {
  const { idea } = await ideaAt(desk, subject);
  const { job, step } = jobAt(idea, subject);
  const title = idea.record.titles[step] ?? step;
  const attempt = /attempt (\d+)$/.exec(step)?.[1] ?? "1";
  await showLog(idea.slug, job, attempt === "1" ? title : vscode.l10n.t("{0}, attempt {1}", title, attempt));
}

/** The line of the experiment on which a run crashed, as it was in the commit that ran; the log where Python named no line of it. */
export async function openFailure(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { job } = jobAt(idea, subject);
  const failure = await failureOf(board, idea, job, idea.record.crash?.job === job ? idea.record.crash.output : "");
  const at = await locate(board, idea, job, failure?.place);
  if (!at) return openLog(desk, subject);
  const selection = new vscode.Range(at.range.start, at.range.start);
  await vscode.window.showTextDocument(at.uri, { preview: true, selection });
}

/** The job that a row is about, else the one that is running, else the last; throws when none was started. */
export function jobAt({ record }: BegunShown, subject: Subject): { readonly job: string; readonly step: string } {
  // The row of a run that ended before a job of its own: another run's log would be taken for its.
  if (subject.run !== undefined && subject.job === undefined)
    throw new Error(vscode.l10n.t("No job was started for this run: it left no log and no folder."));
  const jobs = Object.entries(record.jobs);
  const [step, job] =
    jobs.find(([, one]) => one === subject.job) ?? jobs.find(([one]) => one === record.job?.step) ?? jobs.at(-1) ?? [];
  if (!step || !job) throw new Error(vscode.l10n.t("No run was started yet."));
  return { step, job };
}
