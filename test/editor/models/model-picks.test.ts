import { expect, test } from "vitest";
import { modelRows, rowsFor, sourceRows } from "../../../src/editor/models/model-picks";
import { trialText } from "../../../src/editor/models/trial-text";
import type { PricedModel } from "../../../src/research/offered-model";
import { l10n } from "../a-board";

const drawn = (rows: readonly { label: string; description?: string; kind?: -1 }[]) =>
  rows.map(({ label, description, kind }) => `${kind ? "-- " : ""}${label}${description ? ` | ${description}` : ""}`);

test("every place that a model can come from, with what is chosen and where keys are", () => {
  const keys = new Map([
    ["https://api.openai.com/v1", "kept"],
    ["https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"],
  ]);
  const shown = { role: "scientist", name: "openai:gpt-5", baseUrl: "https://api.openai.com/v1/", keys } as const;
  expect(drawn(sourceRows(l10n, shown))).toEqual([
    "-- Built in",
    "$(mortar-board) Rehearsal",
    "-- In the cloud, with a key",
    "$(cloud) OpenAI | api.openai.com · key kept · chosen: gpt-5",
    "$(cloud) Anthropic | api.anthropic.com · key in ANTHROPIC_API_KEY",
    "$(cloud) DeepSeek | api.deepseek.com",
    "$(cloud) Google Gemini | generativelanguage.googleapis.com",
    "$(cloud) OpenRouter | openrouter.ai",
    "-- On a machine of yours",
    "$(vm) Ollama | localhost:11434",
    "$(vm) vLLM | localhost:8000",
    "$(plug) Another Endpoint…",
    "-- In VS Code",
    "$(vscode) Models of VS Code…",
  ]);
});

test("the referee may be the scientist, which comes first", () => {
  const shown = { role: "reviewer", name: "", baseUrl: "http://gpu:9000/v1", keys: new Map() } as const;
  expect(drawn(sourceRows(l10n, shown))[0]).toBe("$(account) The Same as the Scientist | chosen");
  const other = sourceRows(l10n, { ...shown, name: "openai:llama" });
  expect(drawn(other)).toContain("$(plug) Another Endpoint… | chosen: llama, gpu:9000");
  const own = sourceRows(l10n, { ...shown, name: "vscode:copilot/gpt-5/gpt-5" });
  expect(drawn(own)).toContain("$(vscode) Models of VS Code… | chosen: copilot/gpt-5/gpt-5");
});

const offered: readonly PricedModel[] = [
  { id: "gpt-5", talks: true, facts: {}, price: { input: 1.25, cachedInput: 0.125, output: 10 } },
  { id: "gpt-new", talks: true, facts: { contextTokens: 1_048_576 }, price: undefined },
  { id: "llama3:8b", talks: true, facts: { contextTokens: 8_192 }, price: { input: 0, cachedInput: 0, output: 0 } },
  { id: "whisper-1", talks: false, facts: {}, price: undefined },
];

test("offered models: priced ones first, those that hold no conversation not at all", () => {
  expect(drawn(modelRows(l10n, offered, "gpt-5"))).toEqual([
    "-- Price known",
    "gpt-5 | chosen · $1.25 in, $10.00 out per million tokens",
    "llama3:8b | free · 8k context",
    "-- Price not known",
    "gpt-new | 1M context",
  ]);
  expect(drawn(modelRows(l10n, offered.slice(1, 2), ""))).toEqual(["gpt-new | 1M context"]);
});

test("a name can be typed; one that leads to nothing brings the closest", () => {
  const rows = modelRows(l10n, offered, "");
  expect(drawn(rowsFor(l10n, "gpt", rows)).at(-1)).toBe("$(edit) gpt | a name that is not in the list");
  expect(rowsFor(l10n, "gpt", rows).filter(({ alwaysShow }) => alwaysShow)).toHaveLength(1);
  const close = rowsFor(l10n, "GPT_5", rows).filter(({ alwaysShow }) => alwaysShow);
  expect(close.map(({ id }) => id)).toEqual(["gpt-5", "gpt-new", "GPT_5"]);
  expect(rowsFor(l10n, " gpt-5 ", rows)).toEqual(rows);
});

test("what a trial found out is said in a few sentences", () => {
  const facts = { schema: "strict", usage: "reported", pictures: true, contextTokens: 400_000 } as const;
  expect(trialText(l10n, { name: "gpt-5", endpoint: "OpenAI", facts, dollars: 0.00031 })).toBe(
    "gpt-5 at OpenAI is ready. It keeps to a JSON schema, reports its usage, sees pictures. It reads 400,000 tokens at once. The trial cost $0.0003.",
  );
  const small = { schema: "none", usage: "estimated", pictures: false, contextTokens: 4_096 } as const;
  expect(trialText(l10n, { name: "llama3", endpoint: "Ollama", facts: small, dollars: 0 })).toBe(
    "llama3 at Ollama is ready. It is asked for JSON in words, reports no usage, which is estimated then, sees no pictures. It reads 4,096 tokens at once. That is too little for a paper: give the server a larger context. The trial cost $0.00.",
  );
  expect(trialText(l10n, { name: "x", endpoint: "y", facts: {}, dollars: undefined })).toBe(
    "x at y is ready. What the trial cost is not known: the model has no price.",
  );
});
