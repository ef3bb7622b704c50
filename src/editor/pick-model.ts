import * as vscode from "vscode";
import { endpointName } from "../research/provider";
import type { Dialogue } from "./connect-endpoint";
import type { Offers } from "./heavy-parts";
import type { ModelRow } from "./models/model-picks";

/** The name of an offered model, or one that was typed. `chosen` is the name that is used now. */
export async function pickModel(
  { studio, title }: Dialogue,
  { baseUrl, models }: Offers,
  chosen: string,
): Promise<string | undefined> {
  if (!models) return typeName(baseUrl, chosen);
  const rows = studio.parts.models().modelRows(vscode.l10n, models, chosen);
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<ModelRow>();
    list.title = title;
    list.placeholder = vscode.l10n.t("Search the models of {0}, or type a name", endpointName(baseUrl));
    list.matchOnDescription = true;
    list.ignoreFocusOut = true;
    list.items = rows;
    list.activeItems = rows.filter(({ id }) => id === chosen);
    list.onDidChangeValue((typed) => {
      list.items = studio.parts.models().rowsFor(vscode.l10n, typed, rows);
    });
    list.onDidAccept(() => {
      resolve(list.activeItems[0]?.id);
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

async function typeName(baseUrl: string, chosen: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("The model's name at {0}", endpointName(baseUrl)),
    prompt: vscode.l10n.t("This endpoint has no list of its models."),
    value: chosen,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("Give the name as the endpoint has it.")),
  });
  return typed?.trim();
}
