import * as vscode from "vscode";
import { type Machine, machinesIn } from "../research/held-elsewhere";
import type { Desk } from "./desk";

/** Frees what a machine holds that is gone, after the researcher chose it and said so: from here nobody can see whether it runs. */
export async function takeOver({ studio }: Desk): Promise<void> {
  const { project } = await studio.openBoard();
  const machines = machinesIn(await project.heldElsewhere());
  if (machines.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No other machine holds anything of this project."));
    return;
  }
  const title = vscode.l10n.t("Which machine is gone?");
  const chosen = await vscode.window.showQuickPick(machines.map(rowOf), { title, matchOnDetail: true });
  if (!chosen || !(await isSure(chosen.machine))) return;
  const freed = machinesIn(await project.takeOver(chosen.machine.host));
  const what = freed.map(whatOf).join(" · ");
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("Taken over: {0}", what)}`, 6000);
}

function rowOf(machine: Machine) {
  const { host, pids, lastSeen } = machine;
  return {
    ...{ label: host, detail: whatOf(machine), iconPath: new vscode.ThemeIcon("server"), machine },
    description: vscode.l10n.t("process {0}, wrote last at {1}", pids.join(", "), momentOf(lastSeen)),
  };
}

function whatOf({ campaigns, ideas }: Machine): string {
  return [
    ...(campaigns.length > 0 ? [vscode.l10n.t("Campaigns: {0}", campaigns.join(", "))] : []),
    ...(ideas.length > 0 ? [vscode.l10n.t("Ideas: {0}", ideas.join(", "))] : []),
  ].join(" · ");
}

async function isSure({ host, since, lastSeen }: Machine): Promise<boolean> {
  const go = vscode.l10n.t("Take Over");
  const detail = vscode.l10n.t(
    "It has had this since {0} and wrote last at {1}. If it still runs there, two programs would work on the same ideas and pay for them twice.",
    momentOf(since),
    momentOf(lastSeen),
  );
  const question = vscode.l10n.t("Is it sure that nothing runs on {0} any more?", host);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}

function momentOf(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
}
