import * as vscode from "vscode";
import type { Studio } from "./studio";

/** The one place where trouble is told: the cause in a sentence, the fix where there is one, and the log. */
export function tellTrouble(studio: Pick<Studio, "log">, error: unknown): void {
  if (error instanceof vscode.CancellationError) return;
  const text = error instanceof Error ? error.message : String(error);
  const message = text.replace(/\](?=\()/g, "] "); // No links of Markdown: what a model wrote may be told in it.
  studio.log.error(error instanceof Error ? (error.stack ?? text) : text);
  const fix = fixFor(error);
  const showLog = vscode.l10n.t("Show Log");
  void vscode.window.showErrorMessage(message, ...(fix ? [fix.verb] : []), showLog).then((chosen) => {
    if (chosen === showLog) studio.log.show(true);
    else if (chosen && fix) void vscode.commands.executeCommand(fix.command, ...fix.args);
  });
}

/** What is wrong with the project that cannot be opened, at the place where it can be mended. */
export async function mend({ studio }: { readonly studio: Pick<Studio, "log" | "place" | "trouble"> }): Promise<void> {
  const { place, trouble, log } = studio;
  if (trouble?.settings) await openSettings();
  else if (trouble?.lacks) await vscode.commands.executeCommand("aiScientist.useOwnCode");
  else if (trouble?.file && place && "folder" in place)
    await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(place.folder), trouble.file));
  else log.show();
}

/** The settings of this extension, and no other. */
export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", OURS);
}

const OURS = "@ext:ai-scientist.ai-scientist";

type Fix = { readonly verb: string; readonly command: string; readonly args: readonly unknown[] };

/** Failures that another model would not have. */
const CHOOSE_ANOTHER = new Set<unknown>(["unknown-model", "not-allowed", "no-credit", "too-long"]);

/** Errors come from another bundle, so they are known by their names. */
function fixFor(error: unknown): Fix | undefined {
  const name = error instanceof Error ? error.name : "";
  const kind = (error as { kind?: unknown } | undefined)?.kind;
  if (name === "ModelNotChosen" || (name === "ModelFailure" && CHOOSE_ANOTHER.has(kind)))
    return { verb: vscode.l10n.t("Choose Model"), command: "aiScientist.chooseModel", args: [] };
  if (name === "ModelFailure" && kind === "bad-key")
    return { verb: vscode.l10n.t("Set API Key"), command: "aiScientist.setApiKey", args: [] };
  if (name === "ModelFailure" && kind === "wrong-address") {
    const verb = vscode.l10n.t("Open Settings");
    return { verb, command: "workbench.action.openSettings", args: ["aiScientist.model"] };
  }
  if (name === "JournalLocked" && error instanceof Error && error.message.includes("--take-over"))
    return { verb: vscode.l10n.t("Take Over…"), command: "aiScientist.takeOver", args: [] };
  if (name === "SettingsWrong") {
    const verb = vscode.l10n.t("Open Settings");
    return { verb, command: "workbench.action.openSettings", args: [OURS] };
  }
  return undefined;
}
