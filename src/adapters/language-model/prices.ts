import type { Price } from "../../research/usage";

/**
 * List prices as of 2026-11, US dollars per million tokens, for prompts of ordinary length and without batch discounts. Where a
 * price depends on the hour, or is lowered for a season, the dearer one stands: a cap that holds a little early is better than one
 * that does not hold. Where a provider has no discount for cached input, the usual price stands. A price in the settings goes before
 * this table. Sources: platform.claude.com/docs/en/about-claude/pricing, developers.openai.com/api/docs/pricing,
 * ai.google.dev/gemini-api/docs/pricing, api-docs.deepseek.com/quick_start/pricing.
 */
const PRICES: Readonly<Record<string, readonly [input: number, cachedInput: number, output: number]>> = {
  "gpt-6.2-astra": [8, 0.4, 40],
  "gpt-6.2-sol": [2, 0.1, 10],
  "gpt-6.1-sol": [2, 0.1, 10],
  "gpt-6.1-terra": [1, 0.05, 5],
  "gpt-6-astra": [10, 1, 50],
  "gpt-6-sol": [2, 0.2, 10],
  "gpt-6-luna": [0.1, 0.01, 0.5],
  "gpt-5.6-sol": [5, 0.5, 30],
  "gpt-5.6-terra": [2, 0.2, 12],
  "gpt-5.6-luna": [0.2, 0.02, 1.2],
  "gpt-5.5": [5, 0.5, 30],
  "gpt-5.5-pro": [30, 30, 180],
  "gpt-5.4": [2.5, 0.25, 15],
  "gpt-5.4-mini": [0.75, 0.075, 4.5],
  "gpt-5.4-nano": [0.2, 0.02, 1.25],
  "gpt-5.4-pro": [30, 30, 180],
  "gpt-5.2": [1.75, 0.175, 14],
  "gpt-5.2-pro": [21, 21, 168],
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
  "claude-fable-5-1": [10, 0.25, 50],
  "claude-fable-5": [10, 1, 50],
  "claude-opus-5-5": [4, 0.2, 20],
  "claude-opus-5": [5, 0.5, 25],
  "claude-opus-4-8": [5, 0.5, 25],
  "claude-opus-4-7": [5, 0.5, 25],
  "claude-opus-4-6": [5, 0.5, 25],
  "claude-opus-4-5": [5, 0.5, 25],
  "claude-opus-4-1": [15, 1.5, 75],
  "claude-opus-4": [15, 1.5, 75],
  "claude-sonnet-5-5": [2, 0.1, 10],
  "claude-sonnet-5": [2, 0.2, 10],
  "claude-sonnet-4-6": [3, 0.3, 15],
  "claude-sonnet-4-5": [3, 0.3, 15],
  "claude-sonnet-4": [3, 0.3, 15],
  // Up to 100,000 tokens a prompt; ours are far below.
  "claude-haiku-5-5": [0.1, 0.01, 0.5],
  "claude-haiku-4-5": [1, 0.1, 5],
  "claude-3-7-sonnet": [3, 0.3, 15],
  "claude-3-5-sonnet": [3, 0.3, 15],
  "claude-3-5-haiku": [0.8, 0.08, 4],
  "gemini-4-neon": [3, 0.15, 15],
  "gemini-4-hydrogen": [1.5, 0.075, 7.5],
  "gemini-3.8-flash": [1.5, 0.15, 7.5],
  "gemini-3.7-flash": [1.5, 0.15, 7.5],
  "gemini-3.6-flash": [1.5, 0.15, 7.5],
  "gemini-3.5-flash": [1.5, 0.15, 9],
  "gemini-3.5-flash-lite": [0.3, 0.03, 2.5],
  "gemini-3.1-pro": [2, 0.2, 12],
  "gemini-3.1-flash-lite": [0.25, 0.025, 1.5],
  "gemini-3-pro": [2, 0.2, 12],
  "gemini-3-flash": [0.5, 0.05, 3],
  "gemini-2.5-pro": [1.25, 0.125, 10],
  "gemini-2.5-flash": [0.3, 0.03, 2.5],
  "gemini-2.5-flash-lite": [0.1, 0.01, 0.4],
  "deepseek-flash": [0.3, 0.006, 1.2],
  "deepseek-v4-flash": [0.3, 0.006, 1.2],
  "deepseek-v4-pro": [1.32, 0.044, 3.96],
  "deepseek-chat": [0.3, 0.006, 1.2],
  "deepseek-reasoner": [0.3, 0.006, 1.2],
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
