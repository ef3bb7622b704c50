import type OpenAI from "openai";
import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import { complaintOf, isPage } from "./complaint";
import { CompletionChunk } from "./completion-chunk";
import { guardedFetch } from "./guarded-fetch";
import type { RequestBody } from "./habits";
import { type Address, failure, reportedFault } from "./model-fault";

/** Where to send a request, and with what. `fetch` is there for tests and proxies. */
export type Endpoint = Address & { readonly fetch?: typeof globalThis.fetch };

/** Longer than any watchdog above us: the SDK's own time limit ends at the headers and helps nobody. */
const TIMEOUT_MS = 3_600_000;

/**
 * Sends one request and yields the pieces of its answer, be it streamed or not. `accepted` is called once the server has
 * taken the request, which is when it begins to cost. Throws what the SDK and `fetch` throw, and a `ModelFailure` for an
 * answer that calls itself a success and reports an error.
 */
export async function* completionChunks(
  endpoint: Endpoint,
  body: RequestBody,
  signal: AbortSignal,
  accepted: () => void,
): AsyncIterable<CompletionChunk> {
  const client = await openClient(endpoint);
  const params = body as unknown as ChatCompletionCreateParamsStreaming;
  const response = await client.chat.completions.create(params, { signal }).asResponse();
  accepted();
  for await (const piece of await piecesOf(response, client)) {
    const chunk = CompletionChunk.parse(piece);
    if (chunk.error) throw reportedFault(complaintOf(piece), endpoint);
    yield chunk;
  }

  /** The parsed pieces, by what the body is rather than by what its content type claims. */
  async function piecesOf(response: Response, client: OpenAI): Promise<AsyncIterable<unknown> | Iterable<unknown>> {
    if (response.headers.get("content-type")?.includes("event-stream")) return serverSentEvents(response, client);
    const text = await response.text();
    if (isPage(text))
      throw failure("unavailable", "It answered with a web page. Is the base URL that of its API?", endpoint);
    if (/^\s*(?::|data:|event:)/.test(text)) return serverSentEvents(new Response(text), client);
    return [JSON.parse(text)];
  }
}

async function serverSentEvents(response: Response, client: OpenAI): Promise<AsyncIterable<unknown>> {
  const { Stream } = await import("openai/streaming");
  return Stream.fromSSEResponse<unknown>(response, new AbortController(), client, false, "events");
}

/** The SDK takes much from the environment, some of it secret: nothing of it goes to a server that it is not meant for. */
async function openClient({ baseUrl, apiKey, fetch }: Endpoint): Promise<OpenAI> {
  const { OpenAI } = await import("openai");
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey || "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    logLevel: "off",
    fetch: guardedFetch(fetch ?? globalThis.fetch),
    ...(apiKey ? {} : { defaultHeaders: { Authorization: null } }),
  });
}
