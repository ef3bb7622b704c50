import { basename, join } from "node:path";
import * as vscode from "vscode";
import { type CodeFacts, type OwnCode, PROJECT_FILES, type Program } from "../engine/new-project";
import type { Direction } from "../research/template";
import type { Desk } from "./desk";
import { exists } from "./find-project";
import { repositoryAt } from "./git-api";
import { showWhenOpened } from "./show-when-opened";
import type { Studio } from "./studio";

/** Makes a project of a folder that holds the researcher's own program: five questions, then only what is missing is written. */
export async function useOwnCode({ studio }: Desk): Promise<void> {
  const folder = await whichFolder(studio);
  if (!folder) return;
  const facts = await studio.parts.project().lookAtCode(folder);
  const code = await describeCode(folder, facts);
  if (!code) return;
  const missing = PROJECT_FILES.filter((file) => !facts.there.includes(file));
  const how = await confirm(folder, missing, (await repositoryAt(folder)) !== undefined);
  if (!how) return;
  const bare = vscode.Uri.joinPath(studio.context.extensionUri, "media/bare-project").fsPath;
  const written = await studio.parts.project().projectFromOwnCode(folder, code, bare);
  if (how === "commit") await commit(folder, written);
  await tellNext(
    studio,
    folder,
    facts.programs.find(({ path }) => path === code.program),
  );
}

/** The folder of the project that lacks something, else that of the window, else one that is looked for. */
async function whichFolder({ place }: Studio): Promise<string | undefined> {
  if (place && "folder" in place) return place.folder;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const items = folders.map(({ uri }) => ({ label: basename(uri.fsPath), detail: uri.fsPath }));
  const other = { label: `$(folder-opened) ${vscode.l10n.t("Another folder…")}`, detail: "" };
  const title = vscode.l10n.t("Your own code: in which folder?");
  const chosen = items.length === 0 ? other : await vscode.window.showQuickPick([...items, other], { title });
  if (chosen !== other) return chosen?.detail;
  const found = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false });
  return found?.[0]?.fsPath;
}

async function describeCode(folder: string, facts: CodeFacts): Promise<OwnCode | undefined> {
  const { programs, metrics } = facts;
  if (programs.length === 0) throw new Error(vscode.l10n.t("There is no Python program in {0}.", folder));
  const program = await whichProgram(programs);
  if (!program) return undefined;
  const metric = await whichMetric(metrics);
  if (metric === undefined) return undefined;
  const direction = metric === "" ? "none" : await whichDirection(metric);
  if (!direction) return undefined;
  const editable = await whichEditable(programs, program);
  if (!editable) return undefined;
  const task = await whatItDoes();
  return task
    ? { program, metric, metrics, editable, task, direction: direction === "none" ? undefined : direction }
    : undefined;
}

async function whichProgram(programs: readonly Program[]): Promise<string | undefined> {
  const items = programs.map(({ path, takesOutDir, writesResults }) => ({
    label: path,
    detail:
      takesOutDir && writesResults
        ? vscode.l10n.t("takes --out_dir and writes final_info.json")
        : vscode.l10n.t("has to take --out_dir=run_<i> and write final_info.json there; it does not yet"),
  }));
  const title = vscode.l10n.t("Your own code (1/5): which program is one run?");
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}

/** Empty when it is left open. */
async function whichMetric(metrics: readonly string[]): Promise<string | undefined> {
  const title = vscode.l10n.t("Your own code (2/5): which metric decides?");
  if (metrics.length > 0) return vscode.window.showQuickPick([...metrics], { title });
  const prompt = vscode.l10n.t("As final_info.json names it. Leave it empty if you do not know yet.");
  return vscode.window.showInputBox({ title, prompt, placeHolder: "test_loss" });
}

async function whichDirection(metric: string): Promise<Direction | undefined> {
  const items = [
    { label: vscode.l10n.t("Lower is better"), way: "lower" as const },
    { label: vscode.l10n.t("Higher is better"), way: "higher" as const },
  ];
  const title = vscode.l10n.t("Your own code (3/5): which way is {0} good?", metric);
  return (await vscode.window.showQuickPick(items, { title }))?.way;
}

async function whichEditable(programs: readonly Program[], run: string): Promise<string[] | undefined> {
  const items = programs.map(({ path }) => ({ label: path, picked: path === run }));
  const title = vscode.l10n.t("Your own code (4/5): which files may an idea change?");
  const placeHolder = vscode.l10n.t("Leave out what loads data and what measures");
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  return chosen && chosen.length > 0 ? chosen.map(({ label }) => label) : undefined;
}

function whatItDoes(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Your own code (5/5): what does it do, and what do you want to find out?"),
    prompt: vscode.l10n.t("A few sentences; the model reads them. They go into prompt.json, where you can say more."),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("Say it in a sentence at least.")),
  });
}

async function confirm(
  folder: string,
  files: readonly string[],
  repository: boolean,
): Promise<"commit" | "write" | undefined> {
  const commitToo = vscode.l10n.t("Write and Commit");
  const write = vscode.l10n.t("Write");
  const question = vscode.l10n.t("Write these files into {0}?", basename(folder));
  const detail = vscode.l10n.t(
    "{0}\nWhat is there stays as it is. Ideas start from the last commit.",
    files.join("\n"),
  );
  const buttons = repository ? [commitToo, write] : [write];
  const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail }, ...buttons);
  return chosen === commitToo ? "commit" : chosen === write ? "write" : undefined;
}

async function commit(folder: string, written: readonly string[]): Promise<void> {
  const repository = await repositoryAt(folder);
  await repository?.add(written.map((path) => join(folder, path)));
  await repository?.commit("Make it a project of AI Scientist", { all: false });
}

/** Opens the project, and says what its program still has to learn. */
async function tellNext(studio: Studio, folder: string, program: Program | undefined): Promise<void> {
  const uri = vscode.Uri.file(folder);
  const isHere = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (program && !(program.takesOutDir && program.writesResults)) await tellContract(studio, program.path);
  if (isHere) await studio.open();
  else await showWhenOpened(studio.context, uri);
}

async function tellContract({ context }: Studio, path: string): Promise<void> {
  const read = vscode.l10n.t("What It Must Do");
  const text = vscode.l10n.t(
    "{0} has to take --out_dir=run_<i> and to write its numbers into final_info.json there.",
    path,
  );
  const guide = vscode.Uri.joinPath(context.extensionUri, "docs/templates.md");
  if ((await vscode.window.showWarningMessage(text, read)) === read && (await exists(guide)))
    await vscode.commands.executeCommand("markdown.showPreview", guide);
}
