import { dirname, sep } from "node:path";
import * as vscode from "vscode";
import type { CheckedCitation } from "../research/citation-check";
import { settingsKeys, settingsValues } from "./configuration";
import type { Desk } from "./desk";
import type { Subject } from "./models/tree-node";
import { showProblems } from "./paper-commands";
import { whileAsking } from "./while-asking";

/** Looks up every reference of the paper that is meant; what is wrong goes to Problems, what is right to the hovers. */
export async function verifyCitations(desk: Desk, subject: Subject): Promise<void> {
  const file = await fileMeant(desk, subject);
  const { studio, problems } = desk;
  const values = settingsValues(settingsKeys(studio.context.extension.packageJSON), file);
  if (!isList(values["literature.sources"])) return offerSources();
  const unsaved = unsavedBeside(file);
  const title = vscode.l10n.t("Looking up the references of {0}", vscode.workspace.asRelativePath(file));
  const checked = await whileAsking(title, async (signal, progress) => {
    const onProgress = (done: number, of: number) =>
      progress.report({
        message: vscode.l10n.t("{0} of {1} looked up", done, of),
        increment: done === 0 ? 0 : 100 / of,
      });
    const project = studio.board?.project;
    // In a project it waits for its turns together with the ideas that search.
    if (project && file.startsWith(project.folder + sep))
      return project.verifyCitations(file, { onProgress, unsaved }, signal);
    const work = { settings: values, outside: studio.storage, onProgress, unsaved };
    return studio.parts.project().verifyPaper(file, work, signal);
  });
  // Also when it was stopped: what was found out until then is kept.
  await problems.citationsChecked();
  if (checked) await tell(checked);
}

/** The bibliography that is open, else the paper. */
async function fileMeant({ papers, paperDoor }: Desk, subject: Subject): Promise<string> {
  const open =
    subject.file ?? (subject.slug === undefined ? vscode.window.activeTextEditor?.document.uri.fsPath : undefined);
  if (open && /\.bib$/i.test(open)) return (await papers.paperWith(open))?.source ?? open;
  return (await papers.paperOf(subject, paperDoor.shown)).source;
}

/** What stands in the editor is looked up, saved or not: saving is for whoever writes to decide. The parts of a paper may lie in folders of their own. */
function unsavedBeside(file: string): Record<string, string> {
  const folder = dirname(file) + sep;
  const isOfPaper = ({ isDirty, uri }: vscode.TextDocument) =>
    isDirty && uri.scheme === "file" && /\.(?:tex|bib)$/i.test(uri.fsPath) && uri.fsPath.startsWith(folder);
  const documents = vscode.workspace.textDocuments.filter(isOfPaper);
  return Object.fromEntries(documents.map((document) => [document.uri.fsPath, document.getText()]));
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

async function offerSources(): Promise<void> {
  const open = vscode.l10n.t("Open Settings");
  const text = vscode.l10n.t(
    "References are looked up in services that you name: titles and DOIs are sent to them. None is named yet.",
  );
  if ((await vscode.window.showInformationMessage(text, open)) === open)
    await vscode.commands.executeCommand("workbench.action.openSettings", "aiScientist.literature.sources");
}

async function tell(checked: readonly CheckedCitation[]): Promise<void> {
  const count = (verdict: string) => checked.filter(({ check }) => check?.verdict === verdict).length;
  const [differing, missing, unknown] = [count("differs"), count("not-found"), count("unknown")];
  const retracted = checked.filter(({ check }) => check?.retracted).length;
  const text = [
    vscode.l10n.t("{0} of {1} references verified", count("verified"), checked.length),
    ...(missing > 0 ? [vscode.l10n.t("{0} found nowhere", missing)] : []),
    ...(differing > 0 ? [vscode.l10n.t("{0} with another record", differing)] : []),
    ...(retracted > 0 ? [vscode.l10n.t("{0} retracted", retracted)] : []),
    ...(unknown > 0 ? [vscode.l10n.t("{0} could not be looked up", unknown)] : []),
  ].join(", ");
  if (missing + differing + retracted === 0) {
    await vscode.window.showInformationMessage(`${text}.`);
    return;
  }
  const show = vscode.l10n.t("Show Problems");
  if ((await vscode.window.showWarningMessage(`${text}.`, show)) === show) await showProblems();
}
