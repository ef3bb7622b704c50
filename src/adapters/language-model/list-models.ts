import type { OfferedModel } from "../../research/offered-model";
import { endpointOf, providerOf } from "../../research/provider";
import { isPage } from "./complaint";
import type { Endpoint } from "./completion-chunks";
import { guardedFetch, Refusal } from "./guarded-fetch";
import { failure, modelFault } from "./model-fault";
import { offeredModels } from "./offered-models";

type Door = Omit<Endpoint, "model">;

/**
 * What an endpoint offers, and the address that has it: one that was given without its path is tried with `/v1`, too. Undefined
 * when it has no list. Costs nothing, and finds a wrong key or address. Throws `ModelFailure`, and the signal's reason.
 */
export async function offeredAt(
  door: Door,
  signal: AbortSignal,
): Promise<{ readonly baseUrl: string; readonly models: readonly OfferedModel[] | undefined }> {
  const baseUrl = endpointOf(door.baseUrl);
  const withPath = URL.canParse(baseUrl) && new URL(baseUrl).pathname === "/" ? `${baseUrl}/v1` : undefined;
  try {
    const models = await listModels(door, signal);
    if (models || !withPath) return { baseUrl, models };
  } catch (error) {
    if (!withPath || (error as { kind?: unknown }).kind !== "wrong-address") throw error;
  }
  const models = await listModels({ ...door, baseUrl: withPath }, signal);
  return { baseUrl: models ? withPath : baseUrl, models };
}

/** The models that an endpoint offers, sorted by name; undefined when it has no list. Throws like `offeredAt`. */
export async function listModels(door: Door, signal: AbortSignal): Promise<OfferedModel[] | undefined> {
  const { keyCheck, list } = providerOf(door.baseUrl) ?? {};
  if (keyCheck) await checkKey(door, keyCheck, signal);
  return ask(door, `models${list?.query ?? ""}`, signal, offeredModels);
}

/** For a provider who shows its list to everybody. A key whose limit is used up is found, too. */
async function checkKey(door: Door, path: string, signal: AbortSignal): Promise<void> {
  const left = await ask(door, path, signal, (answer) => {
    const { data } = answer as { data?: { limit_remaining?: unknown } };
    return data?.limit_remaining;
  });
  if (typeof left === "number" && left <= 0)
    throw failure("no-credit", "The limit of this key is used up. Raise it, then go on.", { ...door, model: "" });
}

/** Undefined when the server knows no such path, and says so as an API does. */
async function ask<Answer>(
  door: Door,
  path: string,
  signal: AbortSignal,
  read: (answer: unknown) => Answer,
): Promise<Answer | undefined> {
  const address = { ...door, model: "" };
  try {
    const fetch = guardedFetch(door.fetch ?? globalThis.fetch);
    const response = await fetch(`${endpointOf(door.baseUrl)}/${path}`, { headers: headersFor(door), signal });
    const text = await response.text();
    if (isPage(text)) throw failure("wrong-address", NOT_AN_API, address);
    return read(JSON.parse(text));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Refusal && [404, 405, 501].includes(error.status) && !isPage(error.body)) return undefined;
    throw modelFault(error, address, false);
  }
}

const NOT_AN_API = "A web page answers there, not an API. Check the base URL: most end with /v1.";

/** Anthropic's list wants the key and a version in headers of its own. */
function headersFor({ baseUrl, apiKey }: Door): Record<string, string> {
  const { headers, keyHeader } = providerOf(baseUrl)?.list ?? {};
  if (!apiKey) return { ...headers };
  return { ...headers, ...(keyHeader ? { [keyHeader]: apiKey } : { authorization: `Bearer ${apiKey}` }) };
}
