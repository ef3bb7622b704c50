import { estimatedUsage } from "../../engine/budget";
import type { Capabilities, Finish, LanguageModel, ModelEvent, ModelRequest } from "../../engine/ports/language-model";
import { ModelFailure } from "../../engine/ports/language-model";
import type { ModelFacts } from "../../research/model-facts";
import { endpointOf } from "../../research/provider";
import type { Price, Usage } from "../../research/usage";
import { complaintIn } from "./complaint";
import { type CompletionChunk, finishOf, utteranceIn } from "./completion-chunk";
import { completionChunks, type Endpoint } from "./completion-chunks";
import { Refusal } from "./guarded-fetch";
import { bodyOf, type Habits, hopefulHabits, learntBetween, type RequestBody } from "./habits";
import { type Lesson, lessonFrom } from "./lessons";
import { failure, modelFault } from "./model-fault";
import { usageIn } from "./reported-usage";

export type OpenAiCompatibleSettings = {
  /** As the researcher wrote it: `openai:gpt-5`. */
  readonly name: string;
  /** As the server knows it: `gpt-5`. */
  readonly model: string;
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string;
  /** Empty for a server that wants none. It goes to the base URL's origin and nowhere else. */
  readonly apiKey: string;
  readonly price?: Price;
  /** What was found out before. */
  readonly known?: ModelFacts;
  /** Told whenever a refusal taught something new. */
  readonly learnt?: (facts: ModelFacts) => void;
  readonly fetch?: typeof globalThis.fetch;
};

/**
 * A model behind the chat completions that OpenAI, DeepSeek, OpenRouter, Ollama, vLLM and the compatible doors of Anthropic and
 * Google share. What the endpoint refuses of a request is left out of the next one, and told to whoever remembers it.
 */
export function openAiCompatible(settings: OpenAiCompatibleSettings): LanguageModel {
  const endpoint = addressOf(settings);
  let habits = hopefulHabits(endpoint.baseUrl, settings.known ?? {});
  const learn = (after: Habits) => {
    settings.learnt?.(learntBetween(habits, after));
    habits = after;
  };
  return {
    name: settings.name,
    rehearsal: false,
    price: settings.price,
    get capabilities() {
      return capabilitiesOf(habits);
    },
    stream: (request) => attempt(endpoint, request, habits, learn),
  };
}

async function* attempt(
  endpoint: Endpoint,
  request: ModelRequest,
  habits: Habits,
  learn: (habits: Habits) => void,
): AsyncIterable<ModelEvent> {
  request.signal.throwIfAborted();
  checkEndpoint(endpoint);
  const over = new AbortController();
  const signal = AbortSignal.any([request.signal, over.signal]);
  const body = bodyOf(endpoint.model, request, habits);
  const answer = new Answer();
  let trouble: unknown;
  try {
    for await (const chunk of completionChunks(endpoint, body, signal, () => (answer.accepted = true))) {
      yield* answer.take(chunk);
    }
  } catch (error) {
    trouble = error;
  } finally {
    over.abort(); // Closes the connection of an answer that nobody reads to its end.
  }
  request.signal.throwIfAborted();
  yield* answer.close(request, trouble);
  if (answer.finish) return;
  if (trouble === undefined) throw emptyOrGivenUp(answer, endpoint);
  const fault = modelFault(trouble, endpoint, answer.accepted);
  const lesson = lessonIn(trouble, fault, body, habits);
  if (!lesson) throw fault;
  learn(lesson.habits);
  throw new ModelFailure(lesson.kind, `${fault.message} The next request ${lesson.change}.`);
}

function emptyOrGivenUp(answer: Answer, endpoint: Endpoint): ModelFailure {
  if (answer.gaveUp) return failure("unavailable", `It gave up in the middle (${answer.gaveUp}).`, endpoint);
  return failure("malformed", "It sent an empty answer.", endpoint);
}

/** What a refusal teaches, when it is about the request and not about the key, the credit or the weather. */
function lessonIn(trouble: unknown, fault: ModelFailure, body: RequestBody, habits: Habits): Lesson | undefined {
  const refusal = refusalIn(trouble);
  if (!refusal || (fault.kind !== "bad-request" && fault.kind !== "too-long")) return undefined;
  return lessonFrom(complaintIn(refusal.body), body, habits);
}

function refusalIn(error: unknown): Refusal | undefined {
  const cause = (error as { cause?: unknown }).cause;
  return cause instanceof Refusal ? cause : undefined;
}

/** An answer as it comes in. */
class Answer {
  accepted = false;
  finish: Finish | undefined;
  private text = "";
  private reasoning = "";
  private usage: Usage | undefined;
  private spoke = false;
  private refused = false;
  /** The server's word for why it could not go on. */
  gaveUp: string | undefined;

  *take(chunk: CompletionChunk): Iterable<ModelEvent> {
    const reported = chunk.usage ?? chunk.choices?.[0]?.usage;
    this.usage = (reported && usageIn(reported)) ?? this.usage;
    const said = utteranceIn(chunk);
    if (!said) return;
    this.spoke = true;
    const text = said.text || said.refusal;
    this.text += text;
    this.reasoning += said.reasoning;
    if (said.reasoning) yield { type: "reasoning", text: said.reasoning };
    if (text) yield { type: "delta", text };
    if (said.refusal) this.refused = true;
    if (said.finish === undefined) return;
    this.finish = this.refused ? "refused" : finishOf(said.finish);
    // Read on all the same: the usage comes last.
    if (!this.finish) this.gaveUp = said.finish;
  }

  /** Usage and end. Once the model has finished, whatever broke after that took nothing from the answer. */
  *close(request: ModelRequest, trouble: unknown): Iterable<ModelEvent> {
    const billed = this.accepted && (this.text !== "" || this.spoke || !(trouble instanceof ModelFailure));
    const usage = this.usage ?? (billed ? estimatedUsage(request, this.text, this.reasoning) : undefined);
    if (usage) yield { type: "usage", usage };
    if (trouble === undefined && this.spoke && !this.gaveUp) this.finish ??= "cut-off";
    if (this.finish) yield { type: "end", finish: this.finish };
  }
}

function addressOf({ model, baseUrl, apiKey, fetch }: OpenAiCompatibleSettings): Endpoint {
  return { model, baseUrl: endpointOf(baseUrl), apiKey: apiKey.trim(), ...(fetch ? { fetch } : {}) };
}

/** What would otherwise fail deep inside, with the key in its message. */
function checkEndpoint(endpoint: Endpoint): void {
  if (!URL.canParse(endpoint.baseUrl) || !/^https?:/.test(endpoint.baseUrl))
    throw failure("bad-request", "This is no base URL. It looks like https://api.openai.com/v1.", endpoint);
  if (!/^[\x21-\x7e]*$/.test(endpoint.apiKey))
    throw failure("bad-key", "The API key holds characters that no key has. Set it again.", endpoint);
}

function capabilitiesOf(habits: Habits): Capabilities {
  const { schema, temperature, maxOutputTokens, contextTokens, usageOption, usage, pictures } = habits;
  return {
    ...{ schema, temperature, maxOutputTokens, contextTokens },
    usage: usageOption ? usage : "estimated",
    ...(pictures === undefined ? {} : { pictures }),
  };
}
