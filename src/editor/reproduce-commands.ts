import * as vscode from "vscode";
import type { Reproduced, ReproductionWish } from "../engine/reproduce";
import type { RerunGate } from "../engine/rerun-plan";
import { isMeasured, type Run } from "../research/run";
import { settingsKeys, settingsValues } from "./configuration";
import { type Desk, ideaAt } from "./desk";
import type { Subject } from "./models/tree-node";
import { showText } from "./review-document";
import type { Studio } from "./studio";

/** The runs of an idea's paper once more, in a place of their own, and whether each number came again. */
export async function reproduceIdea(desk: Desk, subject: Subject): Promise<void> {
  const { board, idea } = await ideaAt(desk, subject);
  const { project } = board;
  const kept = (await project.reproductions(idea.slug)).at(-1);
  let again = false;
  if (kept?.reproduction?.whole) {
    const chosen = await pick(vscode.l10n.t("“{0}” was reproduced before", idea.idea.Title), [
      { label: vscode.l10n.t("Show the Table"), description: kept.folder, value: "show" },
      { label: vscode.l10n.t("Reproduce It Again"), value: "again" },
    ]);
    if (chosen === undefined) return;
    if (chosen === "show")
      return showText(board.models.reproductionText(vscode.l10n, kept.reproduction), REPRODUCTION());
    again = true;
  }
  if (kept && !again) {
    const chosen = await pick(vscode.l10n.t("Reproducing “{0}” was begun and has not ended", idea.idea.Title), [
      { label: vscode.l10n.t("Continue"), description: kept.folder, value: "continue" },
      { label: vscode.l10n.t("Begin Anew"), value: "again" },
    ]);
    if (chosen === undefined) return;
    again = chosen === "again";
  }
  const runs = idea.record.view.runs.filter((run) => isMeasured(run) && run.repeatOf === undefined);
  const wish =
    kept && !again
      ? { freshEnvironment: undefined, again }
      : await wishFor(runs, again, await project.citedRuns(idea.slug));
  if (!wish) return;
  await reproduced(desk.studio, idea.idea.Title, (gate, signal) => project.reproduce(idea.slug, wish, gate, signal));
}

/** The same of somebody's bundle, beside it; no project is needed. */
export async function reproduceBundle({ studio }: Desk): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      filters: { [vscode.l10n.t("Archive")]: ["zip"] },
      openLabel: vscode.l10n.t("Reproduce"),
      title: vscode.l10n.t("A bundle of an idea"),
    })) ?? [];
  if (!file) return;
  const bundles = studio.parts.project();
  const wish = await wishFor(await bundles.bundleRuns(file.fsPath), false);
  if (!wish) return;
  const settings = settingsValues(settingsKeys(studio.context.extension.packageJSON), undefined);
  const options = { settings, dist: studio.parts.dist, log: (line: string) => studio.log.error(line) };
  const name = vscode.workspace.asRelativePath(file);
  await reproduced(studio, name, (gate, signal) => bundles.reproduceBundle(file.fsPath, options, wish, gate, signal));
}

const REPRODUCTION = () => vscode.l10n.t("Reproduction");

/** Those that the paper prints are chosen beforehand; where none is known, all. */
async function wishFor(
  runs: readonly Run[],
  again: boolean,
  cited: readonly number[] = [],
): Promise<ReproductionWish | undefined> {
  if (runs.length === 0) throw new Error(vscode.l10n.t("No run of it was measured: there is nothing to reproduce."));
  const rows = runs.map(({ number, name }) => ({
    label: vscode.l10n.t("Run {0}: {1}", number, name),
    picked: !runs.some((run) => cited.includes(run.number)) || cited.includes(number),
    value: number,
  }));
  const title = vscode.l10n.t("Which runs shall be made again?");
  const placeHolder = rows.every(({ picked }) => picked)
    ? vscode.l10n.t("All that were measured and count are chosen")
    : vscode.l10n.t("Those whose numbers the paper prints are chosen");
  const chosen = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder,
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return undefined;
  const environment = await pick(vscode.l10n.t("With which packages?"), [
    {
      label: vscode.l10n.t("Those That Are Here"),
      description: vscode.l10n.t("versions that differ from the paper's are said"),
      value: "here",
    },
    {
      label: vscode.l10n.t("The Recorded Versions"),
      description: vscode.l10n.t("installed into an environment of its own"),
      value: "fresh",
    },
  ]);
  if (environment === undefined) return undefined;
  return { runs: chosen.map(({ value }) => value), freshEnvironment: environment === "fresh", again };
}

async function pick<Value>(
  title: string,
  rows: readonly (vscode.QuickPickItem & { readonly value: Value })[],
): Promise<Value | undefined> {
  return (await vscode.window.showQuickPick(rows, { title, ignoreFocusOut: true }))?.value;
}

type Way = (gate: RerunGate, signal: AbortSignal) => Promise<Reproduced>;

/** Shows that it goes on, and at last the table; cancelling ends what runs, and nothing that was measured is lost. */
async function reproduced(studio: Studio, name: string, way: Way): Promise<void> {
  const models = studio.parts.models();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reproducing “{0}”", name),
    cancellable: true,
  };
  const { ending, reproduction } = await vscode.window.withProgress(options, (progress, cancelled) => {
    const abort = new AbortController();
    cancelled.onCancellationRequested(() => abort.abort("stopped"));
    const gate: RerunGate = async (plan) => {
      progress.report({ message: vscode.l10n.t("waiting for your decision") });
      await showText(models.rerunPlanText(vscode.l10n, plan), vscode.l10n.t("What runs"));
      const launch = vscode.l10n.t("Launch {0} Runs", plan.runs.length);
      const asked = vscode.l10n.t("Launch {0} runs on {1}, as the plan shows them?", plan.runs.length, plan.place);
      // It stays there for as long as the plan is read.
      const launches = await pick(asked, [
        { label: launch, value: true },
        { label: vscode.l10n.t("Not Now"), value: false },
      ]);
      progress.report({ message: vscode.l10n.t("running") });
      return launches === true;
    };
    return way(gate, abort.signal);
  });
  if (reproduction) await showText(models.reproductionText(vscode.l10n, reproduction), REPRODUCTION());
  if (ending.how === "failed") throw new Error(ending.reason);
  if (ending.how !== "done") void vscode.window.showInformationMessage(ending.reason);
}
