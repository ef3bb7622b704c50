import * as vscode from "vscode";
import { endpointName, providerOf } from "../research/provider";
import type { Studio } from "./studio";

/**
 * Asks for the key of an endpoint and keeps it in VS Code's secret storage. `problem` says what was wrong with the last one. An
 * empty one forgets the key that is kept. Undefined when the researcher left it.
 */
export async function askKey(
  { secrets }: Pick<Studio, "secrets">,
  endpoint: string,
  problem?: string,
): Promise<string | undefined> {
  const given = await typedKey(endpoint, problem);
  if (given === undefined) return undefined;
  if (given) await secrets.store(endpoint, given);
  else await secrets.forget(endpoint);
  return given;
}

function typedKey(endpoint: string, problem: string | undefined): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  const page = providerOf(endpoint)?.keyPage;
  box.title = vscode.l10n.t("API key for {0}", endpointName(endpoint));
  box.password = true;
  box.ignoreFocusOut = true;
  box.prompt = vscode.l10n.t("Kept in VS Code's secret storage, for {0} alone. An empty one forgets it.", endpoint);
  if (problem) box.validationMessage = problem;
  if (page)
    box.buttons = [
      { iconPath: new vscode.ThemeIcon("link-external"), tooltip: vscode.l10n.t("Make a key at {0}", page) },
    ];
  return new Promise((resolve) => {
    box.onDidTriggerButton(() => page && void vscode.env.openExternal(vscode.Uri.parse(page)));
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      resolve(box.value.trim());
      box.dispose();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}
