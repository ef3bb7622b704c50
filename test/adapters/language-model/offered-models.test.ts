import { expect, test } from "vitest";
import { offeredModels } from "../../../src/adapters/language-model/offered-models";
import { closestNames } from "../../../src/research/offered-model";

const one = (entry: object) => offeredModels({ data: [{ id: "m", ...entry }] })[0];

test("a plain list is sorted, and says nothing but names", () => {
  const list = {
    object: "list",
    data: [
      { id: "gpt-5", object: "model" },
      { id: "gpt-4o", owned_by: "system" },
    ],
  };
  expect(offeredModels(list)).toEqual([
    { id: "gpt-4o", facts: {}, talks: true },
    { id: "gpt-5", facts: {}, talks: true },
  ]);
});

test("OpenRouter says what a model costs, reads, sees and obeys", () => {
  const entry = {
    id: "deepseek/deepseek-chat-v3.1",
    name: "DeepSeek: DeepSeek V3.1",
    context_length: 163_840,
    architecture: { input_modalities: ["text"], output_modalities: ["text"], tokenizer: "DeepSeek" },
    pricing: { prompt: "0.0000002", completion: "0.0000008", input_cache_read: "0.00000007", request: "0" },
    top_provider: { context_length: 131_072, max_completion_tokens: 8_192, is_moderated: false },
    supported_parameters: ["max_tokens", "temperature", "response_format"],
  };
  expect(offeredModels({ data: [entry] })[0]).toEqual({
    id: "deepseek/deepseek-chat-v3.1",
    talks: true,
    facts: {
      contextTokens: 131_072,
      maxOutputTokens: 8_192,
      pictures: false,
      schema: "json",
      temperature: true,
      price: { input: 0.2, cachedInput: 0.07, output: 0.8 },
    },
  });
  expect(one({ pricing: { prompt: "-1", completion: "-1" } })?.facts).toEqual({});
});

test.each<[string, object, object]>([
  ["vLLM", { max_model_len: 8_192, root: "m" }, { contextTokens: 8_192 }],
  [
    "Groq",
    { context_window: 131_072, max_completion_tokens: 32_768 },
    { contextTokens: 131_072, maxOutputTokens: 32_768 },
  ],
  [
    "Anthropic",
    { type: "model", max_input_tokens: 200_000, max_tokens: 64_000 },
    { contextTokens: 200_000, maxOutputTokens: 64_000 },
  ],
  [
    "Mistral",
    { max_context_length: 128_000, capabilities: { completion_chat: true, vision: true } },
    { contextTokens: 128_000, pictures: true },
  ],
  ["a server that says odd things", { context_length: "long", pricing: "free", architecture: 7 }, {}],
])("%s", (_, entry, facts) => {
  expect(one(entry)?.facts).toEqual(facts);
});

test("Google's names lose what the chat does not need, and a bare list is one, too", () => {
  expect(offeredModels([{ id: "models/gemini-2.5-pro" }])[0]?.id).toBe("gemini-2.5-pro");
});

test("models that hold no conversation are told from those that do", () => {
  const names = ["gpt-5", "text-embedding-3-large", "whisper-1", "tts-1-hd", "gpt-4o-realtime-preview", "dall-e-3"];
  const talking = offeredModels({ data: names.map((id) => ({ id })) }).filter(({ talks }) => talks);
  expect(talking.map(({ id }) => id)).toEqual(["gpt-5"]);
  expect(one({ architecture: { output_modalities: ["image"] } })?.talks).toBe(false);
  expect(one({ capabilities: { completion_chat: false } })?.talks).toBe(false);
});

test("what is no list is refused", () => {
  expect(() => offeredModels({ models: [] })).toThrow();
});

test("the names closest to a mistyped one, and none that is nothing like it", () => {
  const known = ["gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-4.1-mini", "claude-sonnet-4-5", "deepseek-chat"];
  expect(closestNames("gpt5-mini", known)).toEqual(["gpt-5-mini", "gpt-4.1-mini"]);
  expect(closestNames("Claude-Sonnet-4.5", known)).toEqual(["claude-sonnet-4-5"]);
  expect(closestNames("llama3", known)).toEqual([]);
});
