import { afterAll, beforeAll, expect, test } from "vitest";
import { tryModel } from "../../../src/adapters/language-model/try-model";
import type { ModelFacts } from "../../../src/research/model-facts";
import { type Fault, type FaultServer, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";

const script: Record<string, Fault> = {
  ...faults,
  "can everything": (exchange) => exchange.stream(['{"colour": "orange"}']),
  "ignores the schema": (exchange) => exchange.stream(["Orange"]),
  "sees nothing": (exchange) => exchange.stream(['{"colour": "none"}']),
  "takes no pictures": (exchange) =>
    typeof exchange.entry.body.messages.at(-1).content === "string"
      ? exchange.stream(['{"colour": "none"}'])
      : exchange.refuse(400, { message: "Failed to deserialize: messages[1]: unknown variant `image_url`" }),
  "takes only what is old": (exchange) => {
    const { body } = exchange.entry;
    if (typeof body.messages.at(-1).content !== "string") return exchange.refuse(400, { message: "No image input." });
    if (body.response_format?.type === "json_schema")
      return exchange.refuse(400, { message: "response_format: json_schema is unavailable" });
    if (body.temperature !== undefined) return exchange.refuse(400, { message: "temperature is not supported" });
    if (body.max_tokens > 4_096) return exchange.refuse(400, { message: "max_tokens must be at most 4096" });
    return exchange.stream(['{"colour": "none"}']);
  },
  "never stops": (exchange) => exchange.stream(Array.from({ length: 100 }, () => "orange ".repeat(20))),
  "thinks for too long": (exchange) => exchange.stream([""], { finish: "length" }),
};
const price = { input: 2, cachedInput: 1, output: 10 };

let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(script)));
afterAll(() => server[Symbol.asyncDispose]());

const trying = (model: string, known: ModelFacts = {}) =>
  tryModel({ name: model, model, baseUrl: server.url, apiKey: "sk-test-0123456789", price, known }, signal);
const { signal } = new AbortController();
const accepted = (model: string) => server.ledger.filter((entry) => entry.model === model && entry.charge);

test.each<[string, ModelFacts]>([
  ["can everything", { schema: "strict", temperature: true, usage: "reported", pictures: true }],
  ["ignores the schema", { schema: "none", temperature: true, usage: "reported", pictures: true }],
  ["sees nothing", { schema: "strict", temperature: true, usage: "reported", pictures: false }],
  ["takes no pictures", { schema: "strict", temperature: true, usage: "reported", pictures: false }],
  [
    "takes only what is old",
    { schema: "json", temperature: false, usage: "reported", pictures: false, maxOutputTokens: 4_096 },
  ],
  ["knows no temperature", { schema: "none", temperature: false, usage: "reported", pictures: false }],
  [
    "renamed the limit",
    { limitFields: ["max_completion_tokens"], schema: "none", temperature: true, usage: "reported", pictures: false },
  ],
  ["hides the usage", { schema: "none", temperature: true, usage: "estimated", pictures: false }],
  ["never stops", { temperature: true }],
  ["thinks for too long", { temperature: true, usage: "reported" }],
])("what one question finds out of a model that %s", async (model, facts) => {
  const trial = await trying(model);
  expect(trial.facts).toEqual(facts);
  expect(accepted(model)).toHaveLength(1);
});

test("the question costs a fraction of a cent, and what it cost is said", async () => {
  const { dollars, usage } = await trying("can everything");
  const { charge } = accepted("can everything").at(-1)!;
  expect(usage).toMatchObject({ input: charge!.prompt, output: charge!.completion, source: "reported" });
  expect(dollars).toBeCloseTo(((charge!.prompt - 64) * 2 + 64 * 1 + charge!.completion * 10) / 1e6, 9);
  expect(dollars).toBeLessThan(0.01);
});

test("what is known already is not tried again", async () => {
  await trying("takes only what is old", {
    pictures: false,
    schema: "json",
    temperature: false,
    maxOutputTokens: 4_000,
  });
  expect(server.ledger.at(-1)?.charge).toBeDefined();
  expect(server.ledger.at(-2)?.model).not.toBe("takes only what is old");
});

test.each([
  ["refuses the key", "bad-key"],
  ["has no credit", "no-credit"],
  ["is not there", "unknown-model"],
  ["is down", "unavailable"],
  ["is busy for hours", "rate-limited"],
  ["knows no such path", "wrong-address"],
])("a model that %s cannot be tried, and the failure says why", async (model, kind) => {
  await expect(trying(model)).rejects.toMatchObject({ name: "ModelFailure", kind });
});

test("trying can be cancelled", async () => {
  const cancel = new AbortController();
  setTimeout(() => cancel.abort("cancelled"), 50);
  const target = { name: "m", model: "never answers", baseUrl: server.url, apiKey: "" };
  await expect(tryModel(target, cancel.signal)).rejects.toBe("cancelled");
});
