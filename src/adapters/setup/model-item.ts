import { ModelFailure, type ModelFailureKind } from "../../engine/ports/language-model";
import type { Remedy, SetupItem } from "../../engine/setup";
import { sentenceOf } from "../../engine/step";
import { listModels } from "../language-model/list-models";
import { idOf } from "../open-models";
import type { SetupDesk } from "./check-setup";
import { textAndFix } from "./text-and-fix";

const KNOWN = { id: "model", name: "Model" } as const;

type ModelDesk = Pick<SetupDesk, "models" | "settings" | "secrets">;

/** The chosen model; its endpoint is asked for its list of models, which costs nothing and finds a wrong key, address or name. */
export async function modelItem(desk: ModelDesk, signal: AbortSignal): Promise<SetupItem> {
  const item = await modelItemUnasked(desk);
  const id = idOf(desk.settings["model.name"]);
  if (item.state === "missing" || id === undefined) return item;
  return (await endpointTrouble(desk, id, signal)) ?? item;
}

/** Whether a model is chosen that could be asked. */
export async function modelItemUnasked(desk: ModelDesk): Promise<SetupItem> {
  try {
    const { model } = await desk.models();
    if (model.rehearsal) return { ...KNOWN, state: "ok", value: model.name, text: REHEARSAL, fix: "" };
    const baseUrl = desk.settings["model.baseUrl"];
    const id = idOf(model.name);
    const text = id === undefined ? model.name : `${model.name} at ${baseUrl}`;
    const found = { ...KNOWN, value: id ?? model.name, text };
    if (model.price || id === undefined) return { ...found, state: "ok", fix: "" };
    return {
      ...found,
      state: "warning",
      text: `${found.text}; its price is not known, so its calls count as free.`,
      fix: "Set budget.prices for it.",
      remedy: { how: "set-prices" },
    };
  } catch (error) {
    const remedy: Remedy = { how: "choose-model" };
    return { ...KNOWN, state: "missing", value: "", ...textAndFix(sentenceOf(error)), remedy };
  }
}

const REHEARSAL = "The rehearsal model: built in, free, and stamped on all that it makes.";

/** What the endpoint says against it, or nothing. An endpoint without a list of models is given the benefit of the doubt. */
async function endpointTrouble(desk: ModelDesk, id: string, signal: AbortSignal): Promise<SetupItem | undefined> {
  const baseUrl = desk.settings["model.baseUrl"];
  const apiKey = (await desk.secrets.apiKey(baseUrl)) ?? "";
  try {
    const offered = await listModels({ baseUrl, apiKey }, AbortSignal.any([signal, AbortSignal.timeout(15_000)]));
    if (offered.includes(id)) return undefined;
    return {
      ...KNOWN,
      state: "missing",
      value: "",
      text: `${baseUrl} does not offer ${id}.`,
      fix: `Choose one of: ${offered.slice(0, 12).join(", ")}.`,
      remedy: { how: "choose-model" },
    };
  } catch (error) {
    signal.throwIfAborted();
    const kind = error instanceof ModelFailure ? error.kind : undefined;
    const state = kind && HOPELESS.includes(kind) ? "missing" : "warning";
    const remedy: Remedy = { how: kind === "bad-key" ? "set-key" : "choose-model" };
    const text = `${id}: ${sentenceOf(error)}`;
    return { ...KNOWN, state, value: id, text, fix: "Check the address and the key.", remedy };
  }
}

/** Failures after which no request of an idea could get through. */
const HOPELESS: readonly ModelFailureKind[] = ["bad-key", "no-credit"];
