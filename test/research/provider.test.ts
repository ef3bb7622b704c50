import { describe, expect, test } from "vitest";
import { endpointName, endpointOf, keyInEnvironment, PROVIDERS, providerOf } from "../../src/research/provider";

test("every provider is found by its address, whatever stands behind its host", () => {
  expect(PROVIDERS.map(({ baseUrl }) => providerOf(baseUrl)?.id)).toEqual(PROVIDERS.map(({ id }) => id));
  expect(providerOf("https://api.anthropic.com/v1/")?.id).toBe("anthropic");
  expect(providerOf("https://api.deepseek.com/v1")?.id).toBe("deepseek");
  expect(providerOf("https://api.openai.com.example.org/v1")).toBeUndefined();
  expect(providerOf("http://localhost:11434")).toBeUndefined();
});

test("an address has one form, and a name for sentences", () => {
  expect(endpointOf(" https://api.openai.com/v1/chat/completions ")).toBe("https://api.openai.com/v1");
  expect(endpointOf("http://localhost:8000/v1//")).toBe("http://localhost:8000/v1");
  expect(endpointName("https://openrouter.ai/api/v1")).toBe("OpenRouter");
  expect(endpointName("http://gpu-7:9000/v1")).toBe("gpu-7:9000");
});

describe("a key of the environment goes where it belongs and nowhere else", () => {
  const openai = "https://api.openai.com/v1";
  const anthropic = "https://api.anthropic.com/v1";
  const own = "http://gpu-7:9000/v1";
  test.each<[string, Record<string, string>, string, string | undefined]>([
    ["OpenAI's to OpenAI", { OPENAI_API_KEY: "o" }, openai, "o"],
    ["OpenAI's not to Anthropic", { OPENAI_API_KEY: "o" }, anthropic, undefined],
    ["OpenAI's not to a server that a project names", { OPENAI_API_KEY: "o" }, own, undefined],
    ["to the address beside it", { OPENAI_API_KEY: "o", OPENAI_BASE_URL: `${own}/` }, own, "o"],
    ["and then not to OpenAI", { OPENAI_API_KEY: "o", OPENAI_BASE_URL: own }, openai, undefined],
    ["to the address in our own variable", { OPENAI_API_KEY: "o", AI_SCIENTIST_MODEL_BASE_URL: own }, own, "o"],
    ["Anthropic's to Anthropic", { OPENAI_API_KEY: "o", ANTHROPIC_API_KEY: "a" }, anthropic, "a"],
    [
      "a provider's own before the one beside the address",
      { OPENAI_API_KEY: "o", OPENAI_BASE_URL: anthropic, ANTHROPIC_API_KEY: "a" },
      anthropic,
      "a",
    ],
    [
      "OpenAI's not to a known provider that is only named",
      { OPENAI_API_KEY: "o", AI_SCIENTIST_MODEL_BASE_URL: anthropic },
      anthropic,
      undefined,
    ],
    ["an empty one to nobody", { OPENAI_API_KEY: "" }, openai, undefined],
  ])("%s", (_, environment, endpoint, key) => {
    expect(keyInEnvironment(endpoint, environment)).toBe(key);
  });
});
