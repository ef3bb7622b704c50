import { expect, test } from "vitest";
import { bodyOf, type Habits } from "../../../src/adapters/language-model/habits";
import { lessonFrom } from "../../../src/adapters/language-model/lessons";

const habits: Habits = {
  schema: "strict",
  temperature: true,
  systemRole: true,
  streaming: true,
  usageOption: true,
  usage: "reported",
  limitFields: ["max_tokens", "max_completion_tokens"],
  maxOutputTokens: 16_384,
  contextTokens: 128_000,
};
const json = { type: "object", properties: { a: {} }, required: ["a"], additionalProperties: false };
const request = {
  conversation: [
    { role: "system" as const, text: "Rules." },
    { role: "user" as const, text: "Question." },
  ],
  schema: { name: "an idea", json },
  temperature: 0.7,
  signal: new AbortController().signal,
};
const body = bodyOf("m", request, habits);

test.each<[string, string, Partial<Habits> | undefined]>([
  // As OpenAI, DeepSeek, Anthropic, Groq, vLLM, Mistral and Ollama word it.
  ["Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", "", { maxOutputTokens: 8_192 }],
  [
    "max_tokens: 16384 > 4096, which is the maximum allowed number of output tokens for claude-3-haiku-20240307",
    "",
    { maxOutputTokens: 4_096 },
  ],
  ["`max_tokens` must be less than or equal to `8,192`", "", { maxOutputTokens: 8_192 }],
  ["max_tokens is much too large", "max_tokens", { maxOutputTokens: 8_192 }],
  [
    "'max_tokens' or 'max_completion_tokens' is too large: 16384. This model's maximum context length is 8192 tokens and your request has 1000 input tokens (16384 > 8192 - 1000).",
    "max_tokens",
    { contextTokens: 8_192 },
  ],
  ["Unrecognized request argument supplied: stream_options", "", { usageOption: false }],
  ["Conversation roles must alternate; system role not supported", "", { systemRole: false }],
  [
    "Invalid schema for response_format 'an_idea': In context=(), 'required' is required",
    "response_format",
    { schema: "json" },
  ],
  ["`temperature` is deprecated for this model.", "", { temperature: false }],
  ["Invalid value for 'messages'", "messages", undefined],
  ["This model's maximum context length is 128000 tokens, your messages have 130000", "", undefined],
])("%s", (said, parameter, changes) => {
  const lesson = lessonFrom({ said, parameter, code: "" }, body, habits);
  expect(lesson?.habits).toEqual(changes && { ...habits, ...changes });
});

test("nothing is learnt twice: what was not sent cannot be the reason", () => {
  const humble = bodyOf(
    "m",
    { ...request, signal: request.signal },
    { ...habits, temperature: false, limitFields: [] },
  );
  expect(lessonFrom({ said: "temperature and max_tokens", parameter: "", code: "" }, humble, habits)).toBeUndefined();
});

test("only a closed schema is sent as a strict one, and a list is not sent at all", () => {
  const format = (json: Record<string, unknown>) =>
    bodyOf("m", { ...request, schema: { name: "an idea", json } }, habits).response_format;
  expect(format(json)).toEqual({ type: "json_schema", json_schema: { name: "an_idea", schema: json, strict: true } });
  expect(format({ ...json, required: [] })).toMatchObject({ json_schema: { strict: false } });
  expect(format({ type: "array", items: json })).toBeUndefined();
});

test("instructions move into the first message for a model without a system role", () => {
  const { messages } = bodyOf("m", request, { ...habits, systemRole: false });
  expect(messages).toEqual([{ role: "user", content: "Rules.\n\nQuestion." }]);
});
