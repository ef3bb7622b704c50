import * as vscode from "vscode";
import { changeSetting, setting } from "./configuration";
import type { Desk } from "./desk";

const OPENAI = "https://api.openai.com/v1";

/** The built-in rehearsal model, or a model at any OpenAI-compatible endpoint. */
export async function chooseModel(desk: Desk): Promise<void> {
  const now = setting<string>("model.name", "");
  const rehearsal = {
    label: `$(mortar-board) ${vscode.l10n.t("Rehearsal")}`,
    description: now === "rehearsal" ? vscode.l10n.t("chosen") : "",
    detail: vscode.l10n.t("Built in and free. Shows every step with made-up ideas, stamped as such."),
  };
  const openAi = { label: "$(cloud) OpenAI", detail: OPENAI };
  const other = {
    label: `$(plug) ${vscode.l10n.t("Another endpoint")}`,
    detail: vscode.l10n.t("Any address that speaks OpenAI's protocol: DeepSeek, OpenRouter, Ollama, vLLM …"),
  };
  const title = vscode.l10n.t("Which model shall think?");
  const chosen = await vscode.window.showQuickPick([rehearsal, openAi, other], { title });
  if (chosen === rehearsal) await changeSetting("model.name", "rehearsal");
  else if (chosen) await chooseAtEndpoint(desk, chosen === openAi ? OPENAI : undefined);
  await desk.studio.settingsChanged();
}

async function chooseAtEndpoint(desk: Desk, known: string | undefined): Promise<void> {
  const endpoint = known ?? (await askEndpoint());
  if (!endpoint) return;
  const model = await vscode.window.showInputBox({
    title: vscode.l10n.t("The model's name at {0}", endpoint),
    value: /^openai:(.*)$/.exec(setting<string>("model.name", ""))?.[1] ?? "",
    placeHolder: "gpt-5",
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("Give the name as the endpoint has it.")),
  });
  if (!model) return;
  await changeSetting("model.baseUrl", endpoint);
  await changeSetting("model.name", `openai:${model.trim()}`);
  if ((await desk.studio.secrets.apiKey(endpoint)) === undefined) await setApiKey(desk);
}

function askEndpoint(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("The endpoint's address"),
    value: setting<string>("model.baseUrl", OPENAI),
    placeHolder: "http://localhost:11434/v1",
    validateInput: (text) =>
      /^https?:\/\/\S+$/.test(text)
        ? undefined
        : vscode.l10n.t("Give an address that begins with http:// or https://."),
  });
}

/** Keeps the key of the chosen endpoint in VS Code's secret storage; an empty one forgets it. */
export async function setApiKey({ studio }: Desk): Promise<void> {
  const endpoint = setting<string>("model.baseUrl", OPENAI);
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t("API key for {0}", endpoint),
    prompt: vscode.l10n.t("Kept in VS Code's secret storage. Leave it empty to forget the key that is kept."),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  if (key.trim()) await studio.secrets.store(endpoint, key.trim());
  else await studio.secrets.forget(endpoint);
  await studio.settingsChanged();
}
