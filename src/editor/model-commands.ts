import * as vscode from "vscode";
import { endpointName } from "../research/provider";
import { askKey } from "./ask-key";
import { chooseModelFor, type Role } from "./choose-model";
import { setting } from "./configuration";
import { reachEndpoint } from "./connect-endpoint";
import type { Desk } from "./desk";
import type { Studio } from "./studio";

const SCIENTIST: Role = { who: "scientist", name: "model.name", baseUrl: "model.baseUrl" };
const REVIEWER: Role = { who: "reviewer", name: "model.reviewer", baseUrl: "model.reviewerBaseUrl" };

export async function chooseModel({ studio }: Desk): Promise<void> {
  await chooseModelFor(SCIENTIST, { studio, title: vscode.l10n.t("Which model shall think?") });
}

/** The same for the referees; a model that reviews its own paper is kinder to it. */
export async function chooseReviewModel({ studio }: Desk): Promise<void> {
  await chooseModelFor(REVIEWER, { studio, title: vscode.l10n.t("Which model shall review the papers?") });
}

/** The key of an endpoint that the settings name. A new one is shown to the endpoint at once; an empty one forgets. */
export async function setApiKey({ studio }: Desk): Promise<void> {
  const endpoint = await pickEndpoint(studio);
  if (endpoint === undefined) return;
  const key = await askKey(studio, endpoint);
  if (key === undefined) return;
  const name = endpointName(endpoint);
  if (key === "") void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is forgotten.", name));
  else if (await reachEndpoint({ studio, title: vscode.l10n.t("API key for {0}", name) }, endpoint))
    void vscode.window.showInformationMessage(vscode.l10n.t("{0} took the key.", name));
  await studio.settingsChanged();
}

async function pickEndpoint({ board }: Studio): Promise<string | undefined> {
  const folder = board?.project.folder;
  const named = ["model.baseUrl", "model.reviewerBaseUrl"].map((key) => setting<string>(key, "", folder));
  const endpoints = [...new Set(named.filter((endpoint) => endpoint !== ""))];
  if (endpoints.length < 2) return endpoints[0];
  const rows = endpoints.map((endpoint) => ({ label: endpointName(endpoint), detail: endpoint, endpoint }));
  const title = vscode.l10n.t("The key of which endpoint?");
  return (await vscode.window.showQuickPick(rows, { title }))?.endpoint;
}
