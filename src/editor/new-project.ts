import * as vscode from "vscode";
import type { TemplateOffer } from "../engine/new-project";
import type { Desk } from "./desk";
import { exists } from "./find-project";
import { showWhenOpened } from "./show-when-opened";
import type { Studio } from "./studio";
import { useOwnCode } from "./use-own-code";

type Item = vscode.QuickPickItem & { readonly template?: string };

/** A template, a name and a place, or the researcher's own code; the new project is opened in this window. */
export async function newProject(desk: Desk): Promise<void> {
  const { parts } = desk.studio;
  const own: Item = {
    label: `$(code) ${vscode.l10n.t("Your own code")}`,
    detail: vscode.l10n.t("A Python program in a folder of yours: the rest of a project is written beside it."),
  };
  const offers = parts.project().templateOffers(templatesOf(desk.studio));
  const items = offers.then((found) => [...found.map(itemOf), own]);
  const title = vscode.l10n.t("New project: which experiment?");
  const chosen = await vscode.window.showQuickPick<Item>(items, { title, matchOnDetail: true });
  if (chosen?.template) await fromTemplate(desk.studio, chosen.template);
  else if (chosen) await useOwnCode(desk);
}

function itemOf({ name, title, description, measures, needs }: TemplateOffer): Item {
  const facts = [
    ...(measures ? [vscode.l10n.t("Measures {0}.", measures)] : []),
    vscode.l10n.t("Needs {0}.", needs.join(", ")),
  ];
  return {
    label: `$(beaker) ${title}`,
    description: name,
    detail: [description, ...facts].filter(Boolean).join(" "),
    template: name,
  };
}

async function fromTemplate(studio: Studio, template: string): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New project: its folder's name"),
    value: template,
    validateInput: (text) => (/^[\w][\w .-]*$/.test(text) ? undefined : vscode.l10n.t("Give a plain folder name.")),
  });
  if (!name) return;
  const openLabel = vscode.l10n.t("Make Project Here");
  const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel });
  if (!chosen?.[0]) return;
  const folder = vscode.Uri.joinPath(chosen[0], name);
  await studio.parts.project().newProject(folder.fsPath, template, templatesOf(studio));
  await showWhenOpened(studio.context, folder);
}

/** A small experiment with the built-in rehearsal model: nothing to install but Python and numpy, nothing to pay. */
export async function openSample({ studio }: Desk): Promise<void> {
  const folder = vscode.Uri.joinPath(studio.context.globalStorageUri, "samples", SAMPLE);
  if (!(await exists(vscode.Uri.joinPath(folder, ".git")))) {
    await studio.parts.project().newProject(folder.fsPath, SAMPLE, templatesOf(studio));
    await writeText(vscode.Uri.joinPath(folder, ".vscode/settings.json"), SAMPLE_SETTINGS);
    await writeText(vscode.Uri.joinPath(folder, ".git/info/exclude"), ".vscode/\n");
  }
  await showWhenOpened(studio.context, folder);
}

const SAMPLE = "kernel_regression";
const SAMPLE_SETTINGS = `${JSON.stringify({ "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" }, null, 2)}\n`;

function templatesOf({ context }: Studio): string {
  return vscode.Uri.joinPath(context.extensionUri, "templates").fsPath;
}

async function writeText(file: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}
