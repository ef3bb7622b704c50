import * as vscode from "vscode";
import { endpointName, endpointOf, type Provider } from "../research/provider";
import { askKey } from "./ask-key";
import { setting } from "./configuration";
import type { Offers, Prices } from "./heavy-parts";
import { isModelFailure, type Mending, mendingOf } from "./mend-model";
import type { Studio } from "./studio";
import { whileBusy } from "./while-busy";

/** Where the dialogue stands: what it is about, for the titles of its steps. */
export type Dialogue = { readonly studio: Studio; readonly title: string };

/** An endpoint whose key was taken, with what it offers. Undefined when the researcher left the dialogue. */
export async function connectEndpoint(
  dialogue: Dialogue,
  provider: Provider | undefined,
  now: string,
): Promise<Offers | undefined> {
  const address = provider?.baseUrl ?? (await askAddress(now));
  if (address === undefined) return undefined;
  const key = await dialogue.studio.secrets.apiKey(address);
  if (provider?.key === "needed" && !key && (await askKey(dialogue.studio, address)) === undefined) return undefined;
  return reachEndpoint(dialogue, address);
}

/** What the endpoint at an address offers; a key that it refuses is asked for again. Undefined as above. */
export async function reachEndpoint(dialogue: Dialogue, address: string): Promise<Offers | undefined> {
  const { studio, title } = dialogue;
  for (;;) {
    const waitingFor = vscode.l10n.t("Asking {0} what it offers…", endpointName(address));
    const apiKey = (await studio.secrets.apiKey(address)) ?? "";
    try {
      const offered = await whileBusy(title, waitingFor, (signal) =>
        studio.parts.project().offers({ baseUrl: address, apiKey }, prices(studio), signal),
      );
      if (offered) await moveKey(studio, address, offered.baseUrl);
      return offered;
    } catch (error) {
      if (!isModelFailure(error)) throw error;
      const how = await mend(dialogue, address, error);
      if (how === "change-address") return connectEndpoint(dialogue, undefined, address);
      if (how !== "again") return undefined;
    }
  }
}

/** Does what the researcher chose against a failure, where it can be done here. */
export async function mend(
  { studio }: Dialogue,
  address: string,
  failure: Parameters<typeof mendingOf>[0],
): Promise<Mending | undefined> {
  if (failure.kind === "bad-key") {
    const refused = vscode.l10n.t("{0} refused the key. Was all of it copied?", endpointName(address));
    const had = await studio.secrets.apiKey(address);
    return (await askKey(studio, address, had ? refused : undefined)) === undefined ? undefined : "again";
  }
  return mendingOf(failure, address);
}

/** The researcher's own prices. */
export function prices({ board }: Studio): Prices {
  return setting<Prices>("budget.prices", {}, board?.project.folder);
}

/** A key that was given for an address without its path belongs to the one that has it. */
async function moveKey({ secrets }: Studio, from: string, to: string): Promise<void> {
  if (endpointOf(from) === endpointOf(to) || (await secrets.place(from)) !== "kept") return;
  const key = await secrets.apiKey(from);
  if (key) await secrets.store(to, key);
  await secrets.forget(from);
}

function askAddress(now: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("The endpoint's address"),
    value: now,
    placeHolder: "http://localhost:8080/v1",
    ignoreFocusOut: true,
    validateInput: (text) =>
      URL.canParse(text.trim()) && /^https?:\/\/[^/]/.test(text.trim())
        ? undefined
        : vscode.l10n.t("Give an address that begins with http:// or https://."),
  });
}
