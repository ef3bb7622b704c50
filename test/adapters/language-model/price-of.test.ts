import { expect, test } from "vitest";
import { priceOf } from "../../../src/adapters/language-model/price-of";

const openAi = "https://api.openai.com/v1";
const here = "http://localhost:11434/v1";
const own = { input: 1, cachedInput: 0.5, output: 2 };

function priceAt(baseUrl: string, id: string, prices = {}) {
  return priceOf({ name: `openai:${id}`, id, baseUrl }, prices);
}

test("the researcher's own price goes before the list, under either name", () => {
  expect(priceAt(openAi, "gpt-4o", { "gpt-4o": own })).toEqual(own);
  expect(priceAt(openAi, "gpt-4o", { "openai:gpt-4o": own })).toEqual(own);
  expect(priceAt(openAi, "gpt-4o")?.output).toBe(10);
});

test("a model on this machine is free, unless its name or the settings say what it costs", () => {
  expect(priceAt(here, "llama3")).toEqual({ input: 0, cachedInput: 0, output: 0 });
  expect(priceAt(here, "gpt-4o")?.output).toBe(10);
  expect(priceAt(here, "llama3", { llama3: own })).toEqual(own);
});

test("the price of a stranger elsewhere is not known", () => {
  expect(priceAt(openAi, "constructor")).toBeUndefined();
  expect(priceAt("https://models.example.org/v1", "llama3")).toBeUndefined();
});
