import * as vscode from "vscode";
import type { Probe } from "../engine/ports/compute";
import { changeSetting, setting } from "./configuration";
import type { Desk } from "./desk";
import { interpretersOfPythonExtension } from "./python-extension";

type Item = vscode.QuickPickItem & { readonly path?: string; readonly browse?: true };

/** The interpreters of this machine and of the Python extension, each with what it lacks, or one that is looked for by hand. */
export async function chooseInterpreter({ studio }: Desk): Promise<void> {
  const { project } = await studio.openBoard();
  const now = setting<string>("compute.python", "", project.folder);
  const title = vscode.l10n.t("Which Python shall run the experiments?");
  const chosen = await vscode.window.showQuickPick<Item>(interpreterItems(project, now), {
    title,
    placeHolder: vscode.l10n.t("Those that have every package come first"),
    matchOnDescription: true,
  });
  const path = chosen?.browse ? await browse() : chosen?.path;
  if (path === undefined || path === now) return;
  await changeSetting("compute.python", path, project.folder);
  await studio.settingsChanged();
}

type Place = {
  readonly folder: string;
  interpreters(named: readonly string[], signal: AbortSignal): Promise<readonly Probe[]>;
};

async function interpreterItems(project: Place, now: string): Promise<Item[]> {
  const named = [...(now ? [now] : []), ...(await interpretersOfPythonExtension(project.folder))];
  const found = await project.interpreters(named, new AbortController().signal);
  const byItself: Item = {
    label: `$(search) ${vscode.l10n.t("Look for one by itself")}`,
    detail: vscode.l10n.t("The first that has every package: the project's own environment, then the system's."),
    path: "",
  };
  return [
    ...found.map((probe) => itemOf(probe, now)),
    ...(now === "" ? [] : [byItself]),
    { label: `$(folder-opened) ${vscode.l10n.t("Browse…")}`, browse: true },
  ];
}

function itemOf({ interpreter, python, packages, tooOld }: Probe, now: string): Item {
  const lacking = Object.keys(packages).filter((name) => packages[name] === undefined);
  const there = Object.entries(packages).flatMap(([name, version]) => (version ? [`${name} ${version}`] : []));
  const detail = tooOld
    ? vscode.l10n.t("Too old: 3.8 or newer is needed")
    : lacking.length > 0
      ? vscode.l10n.t("Lacks {0}", lacking.join(", "))
      : there.join(", ");
  return {
    label: `$(${tooOld || lacking.length > 0 ? "warning" : "pass"}) Python ${python ?? "?"}`,
    description: interpreter === now ? vscode.l10n.t("{0} · chosen", interpreter ?? "") : (interpreter ?? ""),
    detail,
    path: interpreter ?? "",
  };
}

async function browse(): Promise<string | undefined> {
  const openLabel = vscode.l10n.t("Use This Interpreter");
  const chosen = await vscode.window.showOpenDialog({ canSelectFiles: true, canSelectMany: false, openLabel });
  return chosen?.[0]?.fsPath;
}
