import { expect, test } from "vitest";
import { listPrice } from "../../../src/adapters/language-model/prices";

test("the longest known name counts, with or without a date and a router's prefix", () => {
  expect(listPrice("gpt-4o")).toEqual({ input: 2.5, cachedInput: 1.25, output: 10 });
  expect(listPrice("gpt-4o-mini-2024-07-18")).toEqual({ input: 0.15, cachedInput: 0.075, output: 0.6 });
  expect(listPrice("gpt-4o-2024-05-13")).toEqual({ input: 5, cachedInput: 5, output: 15 });
  expect(listPrice("anthropic/claude-sonnet-4-5")).toEqual({ input: 3, cachedInput: 0.3, output: 15 });
  expect(listPrice("claude-sonnet-4-20250514")?.output).toBe(15);
  expect(listPrice("gemini-2.5-pro-preview-05-06")?.output).toBe(10);
  expect(listPrice("claude-sonnet-5-5-20260928")).toEqual({ input: 2, cachedInput: 0.1, output: 10 });
  expect(listPrice("openai/gpt-6.1-terra")?.input).toBe(1);
});

test.each(["gpt-5-turbo", "gpt-5.9", "claude-opus-4-9", "llama3", "", "constructor"])(
  "no price is made up for “%s”",
  (model) => {
    expect(listPrice(model)).toBeUndefined();
  },
);
