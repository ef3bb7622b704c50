import * as z from "zod";
import type { Endpoint } from "./completion-chunks";
import { guardedFetch } from "./guarded-fetch";
import { modelFault } from "./model-fault";

const Listing = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The names of the models that an endpoint offers, sorted. Throws `ModelFailure`, and the signal's reason. */
export async function listModels(endpoint: Omit<Endpoint, "model">, signal: AbortSignal): Promise<string[]> {
  const { baseUrl, apiKey, fetch } = endpoint;
  const headers: Record<string, string> = apiKey ? { authorization: `Bearer ${apiKey}` } : {};
  try {
    const url = `${baseUrl.trim().replace(/\/+$/, "")}/models`;
    const response = await guardedFetch(fetch ?? globalThis.fetch)(url, { headers, signal });
    return Listing.parse(await response.json())
      .data.map((model) => model.id)
      .sort();
  } catch (error) {
    signal.throwIfAborted();
    throw modelFault(error, { ...endpoint, model: "" }, false);
  }
}
