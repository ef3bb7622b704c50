import type { Price } from "../../research/usage";

/**
 * List prices from 2025-12, US dollars per million tokens, for prompts of ordinary length and without batch discounts. Where a
 * provider has no discount for cached input, or charges by prompt length, the usual price stands. Sources: the providers' price
 * pages. A price in the settings goes before this table.
 */
const PRICES: Readonly<Record<string, readonly [input: number, cachedInput: number, output: number]>> = {
  "gpt-5.2": [1.75, 0.175, 14],
  "gpt-5.1": [1.25, 0.125, 10],
  "gpt-5": [1.25, 0.125, 10],
  "gpt-5-mini": [0.25, 0.025, 2],
  "gpt-5-nano": [0.05, 0.005, 0.4],
  "gpt-5-pro": [15, 15, 120],
  "gpt-4.1": [2, 0.5, 8],
  "gpt-4.1-mini": [0.4, 0.1, 1.6],
  "gpt-4.1-nano": [0.1, 0.025, 0.4],
  "gpt-4o": [2.5, 1.25, 10],
  "gpt-4o-2024-05-13": [5, 5, 15],
  "gpt-4o-mini": [0.15, 0.075, 0.6],
  o1: [15, 7.5, 60],
  o3: [2, 0.5, 8],
  "o3-mini": [1.1, 0.55, 4.4],
  "o3-pro": [20, 20, 80],
  "o4-mini": [1.1, 0.275, 4.4],
  "claude-opus-4-5": [5, 0.5, 25],
  "claude-opus-4-1": [15, 1.5, 75],
  "claude-opus-4": [15, 1.5, 75],
  "claude-sonnet-4-5": [3, 0.3, 15],
  "claude-sonnet-4": [3, 0.3, 15],
  "claude-haiku-4-5": [1, 0.1, 5],
  "claude-3-7-sonnet": [3, 0.3, 15],
  "claude-3-5-sonnet": [3, 0.3, 15],
  "claude-3-5-haiku": [0.8, 0.08, 4],
  "gemini-3-pro": [2, 0.2, 12],
  "gemini-2.5-pro": [1.25, 0.31, 10],
  "gemini-2.5-flash": [0.3, 0.075, 2.5],
  "gemini-2.5-flash-lite": [0.1, 0.025, 0.4],
  "deepseek-chat": [0.28, 0.028, 0.42],
  "deepseek-reasoner": [0.28, 0.028, 0.42],
};

/** What may follow a name without making it another model: a date, or the word for the newest of its kind. */
const SAME_MODEL = /^(?:[-@:](?:\d{4}[\d-]*|latest|preview[\w-]*))?$/;

/**
 * The list price of a model, by the longest name that it starts with; a router's `provider/` in front does not matter.
 * Undefined for an unknown model, also when only its family is known: `gpt-5-turbo` need not cost what `gpt-5` costs.
 */
export function listPrice(model: string): Price | undefined {
  const name = model.slice(model.lastIndexOf("/") + 1).toLowerCase();
  const known = Object.keys(PRICES)
    .filter((prefix) => name.startsWith(prefix) && SAME_MODEL.test(name.slice(prefix.length)))
    .sort((one, other) => other.length - one.length)[0];
  const price = known === undefined ? undefined : PRICES[known];
  return price && { input: price[0], cachedInput: price[1], output: price[2] };
}
