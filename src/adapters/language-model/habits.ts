import { inputTokens } from "../../engine/budget";
import type { Capabilities, Message, ModelRequest } from "../../engine/ports/language-model";

/** What an endpoint takes for a model, as far as we know. It starts with hopes and shrinks with every refusal. */
export type Habits = {
  readonly schema: Capabilities["schema"];
  readonly temperature: boolean;
  readonly systemRole: boolean;
  readonly streaming: boolean;
  readonly usageOption: boolean;
  /** The names of the field that limits the answer which are still to be tried, the current one first. */
  readonly limitFields: readonly ("max_tokens" | "max_completion_tokens")[];
  readonly maxOutputTokens: number;
  readonly contextTokens: number;
};

/** The body of a chat completion request. */
export type RequestBody = {
  model: string;
  messages: { role: Message["role"]; content: string }[];
  stream: boolean;
  stream_options?: { include_usage: true };
  temperature?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { type: "json_object" } | { type: "json_schema"; json_schema: Record<string, unknown> };
};

export function bodyOf(model: string, request: ModelRequest, habits: Habits): RequestBody {
  const [limitField] = habits.limitFields;
  const format = request.schema && responseFormat(request.schema, habits.schema);
  return {
    model,
    messages: messagesOf(request.conversation, habits),
    stream: habits.streaming,
    ...(habits.streaming && habits.usageOption ? { stream_options: { include_usage: true } } : {}),
    ...(habits.temperature && request.temperature !== undefined ? { temperature: request.temperature } : {}),
    ...(limitField ? { [limitField]: outputLimit(request, habits) } : {}),
    ...(format ? { response_format: format } : {}),
  };
}

function messagesOf(conversation: readonly Message[], habits: Habits): RequestBody["messages"] {
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
