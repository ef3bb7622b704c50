import { ModelFailure, type ModelFailureKind } from "../engine/ports/language-model";
import { closestNames, type OfferedModel } from "../research/offered-model";
import { providerOf } from "../research/provider";
import { listModels } from "./language-model/list-models";
import { failure, wantsKey } from "./language-model/model-fault";
import { idOf, type ModelChoice, type ModelSources, reviewerIn, scientistIn } from "./open-models";
import type { Settings } from "./settings";

/** `unknown`: the endpoint has no list, or could not be asked now; the failure says why. */
export type Checked =
  | { readonly type: "good" }
  | { readonly type: "unknown"; readonly failure?: ModelFailure }
  | { readonly type: "bad"; readonly failure: ModelFailure };

/**
 * Whether a model can be asked, found out without asking it: its endpoint is asked for its list, which costs nothing and finds a
 * wrong key, address or name. Throws the signal's reason.
 */
export async function checkModel(choice: ModelChoice, sources: ModelSources, signal: AbortSignal): Promise<Checked> {
  try {
    const id = idOf(choice.name);
    if (id !== undefined) return await checkAtEndpoint(id, choice.baseUrl, sources, signal);
    if (choice.name.startsWith("vscode:")) await sources.editorModel?.(choice.name);
    return { type: "good" };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ModelFailure)) throw error;
    return HOPELESS.includes(error.kind) ? { type: "bad", failure: error } : { type: "unknown", failure: error };
  }
}

/** Throws the failure of the scientist or the referee that no request could get past. */
export async function requireModels(settings: Settings, sources: ModelSources, signal: AbortSignal): Promise<void> {
  const choices = [scientistIn(settings), reviewerIn(settings)].filter((choice) => choice !== undefined);
  const checked = await Promise.all(choices.map((choice) => checkModel(choice, sources, signal)));
  for (const one of checked) if (one.type === "bad") throw one.failure;
}

/** Failures after which no request gets through until somebody has mended something. */
const HOPELESS: readonly ModelFailureKind[] = ["bad-key", "no-credit", "unknown-model", "wrong-address", "not-allowed"];
const PATIENCE_MS = 15_000;

async function checkAtEndpoint(
  model: string,
  baseUrl: string,
  { secrets, memory }: ModelSources,
  signal: AbortSignal,
): Promise<Checked> {
  const door = { baseUrl, apiKey: (await secrets.apiKey(baseUrl)) ?? "" };
  // Known without asking, also where nobody can be asked now.
  if (door.apiKey === "" && providerOf(baseUrl)?.key === "needed")
    throw failure("bad-key", wantsKey(baseUrl), { ...door, model });
  const offered = await listModels(door, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
  if (!offered) return { type: "unknown" };
  const tried = (await memory.recall(baseUrl, model))?.tried !== undefined;
  if (tried || offers(offered, model)) return { type: "good" };
  const names = offered.filter(({ talks }) => talks).map(({ id }) => id);
  throw failure("unknown-model", noSuchModel(model, names), { ...door, model });
}

/** “It has no model …”, with the nearest names that it has. */
export function noSuchModel(model: string, names: readonly string[]): string {
  const close = closestNames(model, names);
  const shown = close.length > 0 ? close : names.slice(0, 6);
  const offer = close.length > 0 ? "The closest are" : "It has";
  return `It has no model “${model}”.${shown.length > 0 ? ` ${offer} ${shown.join(", ")}.` : ""}`;
}

/** A list may have a model under a longer name: with its date or `:latest`, or without the variant that a router knows. */
function offers(offered: readonly OfferedModel[], model: string): boolean {
  const base = model.replace(/^models\//, "").replace(/:(?:free|nitro|floor|online|thinking|extended|exacto)$/, "");
  return offered.some(
    ({ id }) =>
      id === model ||
      id === base ||
      (id.startsWith(base) && /^(?::latest|-latest|-\d{8}|-\d{4}-\d{2}-\d{2})$/.test(id.slice(base.length))),
  );
}
