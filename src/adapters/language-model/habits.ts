import { inputTokens } from "../../engine/budget";
import type { Capabilities, Message, ModelRequest, Picture } from "../../engine/ports/language-model";
import type { AllFacts, ModelFacts } from "../../research/model-facts";

/** What an endpoint takes for a model, as far as we know. It starts with hopes and shrinks with every refusal. */
export type Habits = Omit<AllFacts, "price" | "pictures"> & Pick<ModelFacts, "pictures">;

/** What one answer may have, in tokens: room for thoughts and a long section, and no more than an answer is worth. */
const USUAL_OUTPUT = 16_384;

/** What is known of a model, but not all of the room that it could have for an answer: the budget is asked for all of it. */
export function modest(known: ModelFacts): ModelFacts {
  const { maxOutputTokens: most } = known;
  return most === undefined ? known : { ...known, maxOutputTokens: Math.min(most, USUAL_OUTPUT) };
}

/** What is known, and hopes where nothing is. OpenAI's own door knows the newer name of the limit; all others the older one. */
export function hopefulHabits(baseUrl: string, known: ModelFacts): Habits {
  const newerFirst = /^https:\/\/[\w.-]*\bopenai\.(?:com|azure\.com)\//.test(`${baseUrl}/`);
  const { price: _, ...facts } = known;
  return {
    schema: "strict",
    temperature: true,
    systemRole: true,
    streaming: true,
    usageOption: true,
    usage: "reported",
    limitFields: newerFirst ? ["max_completion_tokens", "max_tokens"] : ["max_tokens", "max_completion_tokens"],
    maxOutputTokens: USUAL_OUTPUT,
    contextTokens: 128_000,
    ...facts,
  };
}

/** What was learnt between two states of the same habits. */
export function learntBetween(before: Habits, after: Habits): ModelFacts {
  const changed = Object.entries(after).filter(([name, value]) => value !== before[name as keyof Habits]);
  return Object.fromEntries(changed) as ModelFacts;
}

/** The body of a chat completion request. */
export type RequestBody = {
  model: string;
  messages: { role: Message["role"]; content: string | readonly Part[] }[];
  stream: boolean;
  stream_options?: { include_usage: true };
  temperature?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { type: "json_object" } | { type: "json_schema"; json_schema: Record<string, unknown> };
};

type Part =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

export function bodyOf(model: string, request: ModelRequest, habits: Habits): RequestBody {
  const [limitField] = habits.limitFields;
  const format = request.schema && responseFormat(request.schema, habits.schema);
  return {
    model,
    messages: withPictures(
      messagesOf(request.conversation, habits),
      habits.pictures === false ? [] : (request.pictures ?? []),
    ),
    stream: habits.streaming,
    ...(habits.streaming && habits.usageOption ? { stream_options: { include_usage: true } } : {}),
    ...(habits.temperature && request.temperature !== undefined ? { temperature: request.temperature } : {}),
    ...(limitField ? { [limitField]: outputLimit(request, habits) } : {}),
    ...(format ? { response_format: format } : {}),
  };
}

/** Whether a request shows anything but text. */
export function showsPictures({ messages }: RequestBody): boolean {
  return messages.some(({ content }) => typeof content !== "string");
}

type Spoken = { role: Message["role"]; content: string };

function withPictures(messages: Spoken[], pictures: readonly Picture[]): RequestBody["messages"] {
  const last = messages.at(-1);
  if (!last || pictures.length === 0) return messages;
  const shown = pictures.map(({ mediaType, base64 }) => ({
    type: "image_url" as const,
    image_url: { url: `data:${mediaType};base64,${base64}` },
  }));
  return [...messages.slice(0, -1), { role: last.role, content: [{ type: "text", text: last.content }, ...shown] }];
}

function messagesOf(conversation: readonly Message[], habits: Habits): Spoken[] {
  const messages = conversation.map((message) => ({ role: message.role, content: message.text }));
  const [system, first, ...rest] = messages;
  if (habits.systemRole || system?.role !== "system") return messages;
  if (first?.role !== "user") return [{ role: "user", content: system.content }, ...messages.slice(1)];
  return [{ role: "user", content: `${system.content}\n\n${first.content}` }, ...rest];
}

/** Servers that check the limit against their context count our text in tokens of their own: leave room for the difference. */
const CONTEXT_MARGIN = 1.25;
const SMALLEST_ANSWER = 256;

function outputLimit(request: ModelRequest, habits: Habits): number {
  const room = Math.floor(habits.contextTokens - inputTokens(request) * CONTEXT_MARGIN);
  const wanted = Math.min(request.maxOutputTokens ?? habits.maxOutputTokens, habits.maxOutputTokens);
  return Math.max(SMALLEST_ANSWER, Math.min(wanted, room));
}

function responseFormat(
  schema: NonNullable<ModelRequest["schema"]>,
  level: Capabilities["schema"],
): RequestBody["response_format"] | undefined {
  // Both forms promise an object; a list at the top is left to the prompt.
  if (level === "none" || schema.json.type !== "object") return undefined;
  if (level === "json") return { type: "json_object" };
  const { $schema: _, ...json } = schema.json;
  const name = schema.name.replace(/[^\w-]/g, "_").slice(0, 64);
  return { type: "json_schema", json_schema: { name, schema: json, strict: isStrict(json) } };
}

/** Whether every object in the schema is closed and all its fields are required, as the strict mode demands. */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== "object" || schema === null) return true;
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  if (type === "object") {
    const fields = Object.keys((properties ?? {}) as object);
    if (additionalProperties !== false || fields.length === 0) return false;
    if (!Array.isArray(required) || fields.some((field) => !required.includes(field))) return false;
  }
  return Object.values(schema).every(isStrict);
}
