import * as z from "zod";
import { endpointOf } from "../../research/provider";

const Loaded = z.object({
  models: z.array(z.object({ name: z.string(), context_length: z.number().int().positive().optional() })),
});

/**
 * The context that an Ollama server gave to a model that it has loaded, in tokens. What is longer it cuts off without a word, and
 * the compatible endpoint cannot ask for more, so this is what counts. Undefined when there is no telling.
 */
export async function ollamaContext(
  {
    baseUrl,
    model,
    fetch,
  }: { readonly baseUrl: string; readonly model: string; readonly fetch?: typeof globalThis.fetch },
  signal: AbortSignal,
): Promise<number | undefined> {
  const url = new URL("/api/ps", endpointOf(baseUrl));
  if (url.port !== OLLAMA_PORT) return undefined;
  try {
    const response = await (fetch ?? globalThis.fetch)(url, { signal });
    const { models } = Loaded.parse(await response.json());
    return models.find(({ name }) => name === model || name === `${model}:latest`)?.context_length;
  } catch {
    signal.throwIfAborted();
    return undefined; // Another server on Ollama's port, or an older Ollama.
  }
}

const OLLAMA_PORT = "11434";
