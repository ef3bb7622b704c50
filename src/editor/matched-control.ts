import * as vscode from "vscode";
import type { Run } from "../research/run";
import { type Desk, ideaAt } from "./desk";
import type { Subject } from "./models/tree-node";

/** Plans the control that tells a run's gain from that of its size; it is made before everything else that is planned. */
export async function addMatchedControl(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { runs, wanted } = idea.record.view;
  const { matchedControl } = board.models;
  const { manifest } = board.state().template;
  const run = await runAt(runs, subject, (one) => matchedControl(one, runs, manifest) !== undefined);
  const planned = run && matchedControl(run, runs, manifest);
  if (!run) return;
  if (!planned)
    throw new Error(
      vscode.l10n.t("“{0}” is matched with all that it is compared with: it needs no control.", run.name),
    );
  if (wanted.includes(planned.name)) throw new Error(vscode.l10n.t("“{0}” is in the plan already.", planned.name));
  await board.project.wantRun(idea.slug, planned);
  const early = !idea.record.view.stagesEntered.includes("plots");
  void vscode.window.showInformationMessage(
    early
      ? vscode.l10n.t("“{0}” is planned: it is the next run to be made.", planned.name)
      : vscode.l10n.t(
          "“{0}” is planned: it is made when the paper is next improved, by “Improve Paper…”.",
          planned.name,
        ),
  );
}

/** The run of the row, else one of those that are not matched. */
async function runAt(runs: readonly Run[], subject: Subject, fits: (run: Run) => boolean): Promise<Run | undefined> {
  if (subject.run !== undefined) return runs.find(({ number }) => number === subject.run);
  const fitting = runs.filter(fits);
  if (fitting.length === 0) throw new Error(vscode.l10n.t("Every run is matched with what it is compared with."));
  const items = fitting.map((run) => ({ label: run.name, run }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("A control for which run?") }))?.run;
}
