import * as vscode from "vscode";
import { closestNames } from "../research/offered-model";
import { endpointName, PROVIDERS, type Provider } from "../research/provider";
import { changeSetting, setting } from "./configuration";
import { connectEndpoint, type Dialogue, mend, prices } from "./connect-endpoint";
import type { Offers, Trial } from "./heavy-parts";
import { isModelFailure, type ModelFault } from "./mend-model";
import type { Source, SourceRow } from "./models/model-picks";
import { pickModel } from "./pick-model";
import type { Studio } from "./studio";
import { tryVscodeModel } from "./vscode-model";
import { nameOf, vscodeModels } from "./vscode-models";
import { whileBusy } from "./while-busy";

/** Whose model is chosen, and the settings that hold it. */
export type Role = {
  readonly who: "scientist" | "reviewer";
  readonly name: "model.name" | "model.reviewer";
  readonly baseUrl: "model.baseUrl" | "model.reviewerBaseUrl";
};
type Chosen = { readonly name: string; readonly baseUrl?: string };

/**
 * From where a model comes to a model that was tried. Nothing is changed before the end; then the settings name the model, and
 * what the trial found out is remembered.
 */
export async function chooseModelFor(role: Role, dialogue: Dialogue): Promise<void> {
  const { studio } = dialogue;
  const now = chosenNow(studio, role);
  const source = await pickSource(dialogue, role, now);
  const chosen = source && (await chooseFrom(source, dialogue, now));
  if (!chosen) return;
  const folder = studio.board?.project.folder;
  if (chosen.baseUrl !== undefined) await changeSetting(role.baseUrl, chosen.baseUrl, folder);
  await changeSetting(role.name, chosen.name, folder);
  await studio.settingsChanged();
}

function chosenNow({ board }: Studio, { name, baseUrl }: Role): Required<Chosen> {
  const folder = board?.project.folder;
  const own = setting<string>(baseUrl, "", folder);
  return { name: setting<string>(name, "", folder), baseUrl: own || setting<string>("model.baseUrl", "", folder) };
}

async function pickSource(
  { studio, title }: Dialogue,
  { who }: Role,
  now: Required<Chosen>,
): Promise<Source | undefined> {
  const keys = new Map<string, string>();
  for (const { baseUrl } of PROVIDERS) {
    const place = await studio.secrets.place(baseUrl);
    if (place !== undefined) keys.set(baseUrl, place);
  }
  const rows = studio.parts.models().sourceRows(vscode.l10n, { role: who, ...now, keys });
  const placeHolder = vscode.l10n.t("Where shall the model come from?");
  const options = { title, placeHolder, matchOnDetail: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick<SourceRow>(rows, options))?.source;
}

async function chooseFrom(source: Source, dialogue: Dialogue, now: Required<Chosen>): Promise<Chosen | undefined> {
  switch (source.type) {
    case "same":
      return { name: "", baseUrl: "" };
    case "rehearsal":
      return { name: "rehearsal" };
    case "vscode":
      return chooseInVscode(dialogue);
    case "other":
      return chooseAtEndpoint(dialogue, undefined, now);
    case "provider":
      return chooseAtEndpoint(dialogue, source.provider, now);
  }
}

async function chooseAtEndpoint(
  dialogue: Dialogue,
  provider: Provider | undefined,
  now: Required<Chosen>,
): Promise<Chosen | undefined> {
  const offers = await connectEndpoint(dialogue, provider, now.baseUrl);
  if (!offers) return undefined;
  for (;;) {
    const model = await pickModel(dialogue, offers, now.name.replace(/^openai:/, ""));
    if (model === undefined) return undefined;
    const outcome = await tryOut(dialogue, offers, model);
    if (outcome === "change-address") return chooseAtEndpoint(dialogue, undefined, { ...now, baseUrl: offers.baseUrl });
    if (outcome === undefined) return undefined;
    if (outcome !== "another") return { name: `openai:${model}`, baseUrl: offers.baseUrl };
  }
}

/** Asks the model its tiny question, as often as the researcher wants to. */
async function tryOut(
  dialogue: Dialogue,
  offers: Offers,
  model: string,
): Promise<"good" | "anyway" | "another" | "change-address" | undefined> {
  for (;;) {
    try {
      const trial = await explore(dialogue, offers, model);
      if (!trial) return undefined;
      await keep(dialogue, offers.baseUrl, model, trial);
      return "good";
    } catch (error) {
      if (!isModelFailure(error)) throw error;
      const how = await mend(dialogue, offers.baseUrl, withClosest(error, offers, model));
      if (how !== "again") return how;
    }
  }
}

/** An unknown name is most often a mistyped one. */
function withClosest(failure: ModelFault, { models }: Offers, model: string): ModelFault {
  if (failure.kind !== "unknown-model") return failure;
  const close = closestNames(model, models?.map(({ id }) => id) ?? []);
  if (close.length === 0) return failure;
  const message = `${failure.message} ${vscode.l10n.t("The closest are: {0}", close.join(", "))}`;
  return { ...failure, name: failure.name, kind: failure.kind, message };
}

async function explore(
  { studio, title }: Dialogue,
  { baseUrl, models }: Offers,
  model: string,
): Promise<Trial | undefined> {
  const apiKey = (await studio.secrets.apiKey(baseUrl)) ?? "";
  const listed = models?.find(({ id }) => id === model)?.facts ?? {};
  const candidate = { baseUrl, model, apiKey, listed, prices: prices(studio) };
  const waitingFor = vscode.l10n.t("Asking {0} one tiny question, to find out what it can do…", model);
  return whileBusy(title, waitingFor, (signal) => studio.parts.project().exploreModel(candidate, signal));
}

async function keep({ studio }: Dialogue, baseUrl: string, model: string, { facts, dollars }: Trial): Promise<void> {
  const at = new Date().toISOString();
  await studio.memory.remember(baseUrl, model, { at, tried: at, facts });
  const found = { name: model, endpoint: endpointName(baseUrl), facts, dollars };
  tellReady(studio.parts.models().trialText(vscode.l10n, found));
}

/** A message with a button is shown whole, however long it is. */
function tellReady(text: string): void {
  void vscode.window.showInformationMessage(text, vscode.l10n.t("OK"));
}

async function chooseInVscode({ title }: Dialogue): Promise<Chosen | undefined> {
  const models = await whileBusy(title, vscode.l10n.t("Asking VS Code what it has…"), () => vscodeModels());
  if (!models) return undefined;
  if (models.length === 0) {
    const none = vscode.l10n.t(
      "No extension gives VS Code a model now. GitHub Copilot does, for one, when you are signed in.",
    );
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const rows = models.map((chat) => ({
    label: chat.name,
    description: `${chat.vendor} · ${vscode.l10n.t("reads {0} tokens", chat.maxInputTokens.toLocaleString("en-US"))}`,
    chat,
  }));
  const placeHolder = vscode.l10n.t("Search the models that VS Code has");
  const options = { title, placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  const picked = await vscode.window.showQuickPick(rows, options);
  if (!picked) return undefined;
  const waitingFor = vscode.l10n.t(
    "Asking {0} one tiny question. VS Code may ask for your consent first.",
    picked.label,
  );
  const tried = await whileBusy(title, waitingFor, async (signal) => {
    await tryVscodeModel(picked.chat, signal);
    return true;
  });
  if (!tried) return undefined;
  const ready = vscode.l10n.t(
    "{0} is ready. It counts against your plan with {1}, and may ask you in between: stay near while it works.",
    ...[picked.label, picked.chat.vendor],
  );
  tellReady(ready);
  return { name: nameOf(picked.chat) };
}
