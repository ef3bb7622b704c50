import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import {
  type Finish,
  type LanguageModel,
  ModelFailure,
  type ModelRequest,
} from "../../../src/engine/ports/language-model";
import type { Usage } from "../../../src/research/usage";
import { type FaultServer, type LedgerEntry, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";

const KEY = "sk-test-0123456789";
let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());

const modelCalled = (model: string, apiKey = KEY) =>
  openAiCompatible({ name: `test:${model}`, model, baseUrl: server.url, apiKey });
const requestsFor = (model: string): LedgerEntry[] => server.ledger.filter((entry) => entry.model === model);

const request: Omit<ModelRequest, "signal"> = {
  conversation: [
    { role: "system", text: "You are a scientist." },
    { role: "user", text: "Say hello." },
  ],
  schema: {
    name: "greeting",
    json: { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
  },
  temperature: 0.75,
};

type Observed = { text: string; reasoning: string; finish?: Finish; usage?: Usage; failure?: ModelFailure };

async function attempt(model: LanguageModel, changes: Partial<ModelRequest> = {}): Promise<Observed> {
  const observed: Observed = { text: "", reasoning: "" };
  const signal = changes.signal ?? new AbortController().signal;
  try {
    for await (const event of model.stream({ ...request, ...changes, signal })) {
      if (event.type === "delta") observed.text += event.text;
      else if (event.type === "reasoning") observed.reasoning += event.text;
      else if (event.type === "usage") observed.usage = event.usage;
      else observed.finish = event.finish;
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    observed.failure = error;
  }
  return observed;
}

describe("an answer comes through", () => {
  test.each<[string, string, Finish]>([
    ["answers", "Hello world", "stop"],
    ["answers in one piece", "Hello", "stop"],
    ["answers as plain text", "plain", "stop"],
    ["streams under the wrong type", "Hello", "stop"],
    ["answers in parts", "Hello", "stop"],
    ["never says done", "abcdef", "stop"],
    ["is slow", "abcde", "stop"],
    ["comments and pings", "abcdef", "stop"],
    ["runs out of room", '{"a": 1, "b', "length"],
    ["refuses", "I can't help", "refused"],
    ["refuses while streaming", "I can't help", "refused"],
    ["is filtered", "", "refused"],
    ["ends without a reason", "abcdef", "cut-off"],
    ["drops the line at the end", "Hello", "stop"],
    ["redirects once", "Hello", "stop"],
  ])("when the server %s", async (name, text, finish) => {
    expect(await attempt(modelCalled(name))).toMatchObject({ text, finish });
  });

  test("thoughts are told from the answer, under either name", async () => {
    const heard = await attempt(modelCalled("thinks aloud"));
    expect(heard).toMatchObject({ reasoning: "Let me think.", text: "<think>hm</think>\n\nHello" });
  });
});

describe("no answer comes through, and the failure says why", () => {
  test.each<[string, string, string]>([
    ["gives up", "unavailable", "It gave up in the middle (error)."],
    ["drops the line", "dropped", "The connection broke in the middle of the answer."],
    ["sends torn JSON", "malformed", "It sent something that is not an answer."],
    ["sends a torn chunk", "malformed", "It sent something that is not an answer."],
    ["sends choices of another kind", "malformed", "It sent something that is not an answer."],
    ["sends an error among the chunks", "unavailable", "It cannot answer at the moment. It says: “overloaded”"],
    ["sends an error as an answer", "unavailable", "(HTTP 502). It says: “Provider returned error”"],
    ["sends no choices", "malformed", "It sent an empty answer."],
    ["sends nothing", "malformed", "It sent an empty answer."],
    ["sends a login page", "unavailable", "It answered with a web page. Is the base URL that of its API?"],
    ["fails twice", "unavailable", "It cannot answer at the moment (HTTP 500). It says: “boom”"],
    ["is down", "unavailable", "(HTTP 502). It says: “Bad gateway”"],
    ["forbids", "bad-key", "It says: “Country not supported”"],
    ["has no credit", "no-credit", "The account has no credit left. Top it up, then resume."],
    ["wants no retry", "no-credit", "It says: “quota”"],
    ["wants payment", "no-credit", "It says: “Insufficient Balance”"],
    ["is not there", "unknown-model", "It has no model “is not there”"],
    ["has a short memory", "too-long", "The conversation is longer than the model can read."],
    ["dislikes the request", "bad-request", "It says: “Invalid value for 'messages'”"],
    ["complains in a list", "bad-request", "It says: “Bad thing”"],
    ["redirects in circles", "bad-request", "It sends requests on to"],
  ])("when the server %s", async (name, kind, sentence) => {
    const { failure, finish } = await attempt(modelCalled(name));
    expect(finish).toBeUndefined();
    expect(failure?.kind).toBe(kind);
    expect(failure?.message).toContain(sentence);
    expect(failure?.message).toContain("127.0.0.1");
  });

  test("the key stays out of the sentence, even when the server repeats it", async () => {
    const { failure } = await attempt(modelCalled("refuses the key"));
    expect(failure?.kind).toBe("bad-key");
    expect(failure?.message).toContain("Incorrect API key provided: •••. It begins with •••");
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(KEY);
  });

  test("a key that cannot be sent is refused before it reaches a header", async () => {
    const { failure } = await attempt(modelCalled("answers", "sk-secret\nkey"));
    expect(failure).toMatchObject({ kind: "bad-key" });
    expect(failure?.message).not.toContain("secret");
  });

  test.each([
    ["http://127.0.0.1:1/v1", "unavailable", "It could not be reached (bad port)."],
    ["my server", "bad-request", "This is no base URL."],
  ])("when %s is the base URL", async (baseUrl, kind, sentence) => {
    const { failure } = await attempt(openAiCompatible({ name: "test", model: "answers", baseUrl, apiKey: KEY }));
    expect(failure?.kind).toBe(kind);
    expect(failure?.message).toContain(sentence);
  });
});

test("a server that is switched off is told from one that is busy", async () => {
  const closed = await startFaultServer(faults);
  await closed[Symbol.asyncDispose]();
  const { failure } = await attempt(
    openAiCompatible({ name: "test", model: "answers", baseUrl: closed.url, apiKey: KEY }),
  );
  expect(failure?.kind).toBe("unavailable");
  expect(failure?.message).toContain("Nobody answers there (ECONNREFUSED).");
});

describe("a busy server says how long to wait", () => {
  test.each([
    ["is busy", 200],
    ["is busy for milliseconds", 50],
    ["is busy for over a minute", 75_000],
    ["is busy until a date", 120_000],
    ["is busy in words", 80_500],
    ["is busy for hours", 7_200_000],
  ])("%s: %d ms", async (name, wait) => {
    const { failure } = await attempt(modelCalled(name));
    expect(failure).toMatchObject({ kind: "rate-limited", retryAfterMs: wait });
  });
});

describe("what an endpoint does not take is left out from then on", () => {
  test.each<[string, string, (body: LedgerEntry["body"]) => unknown, unknown, unknown]>([
    ["knows no schema", "schema-refused", (body) => body.response_format?.type, "json_schema", "json_object"],
    ["knows no temperature", "parameter-refused", (body) => body.temperature, 0.75, undefined],
    ["renamed the limit", "parameter-refused", (body) => body.max_completion_tokens, undefined, 16_384],
    ["allows short answers", "parameter-refused", (body) => body.max_tokens, 16_384, 4_096],
    ["shares a small context", "parameter-refused", (body) => body.max_tokens > 8_192 - 616, true, false],
    ["knows no stream options", "parameter-refused", (body) => body.stream_options, { include_usage: true }, undefined],
    ["cannot stream", "parameter-refused", (body) => body.stream, true, false],
    ["knows no system role", "parameter-refused", (body) => body.messages.length, 2, 1],
  ])("when the server %s", async (name, kind, look, before, after) => {
    const model = modelCalled(name);
    const changes = name === "shares a small context" ? longer : {};
    expect((await attempt(model, changes)).failure?.kind).toBe(kind);
    expect(await attempt(model, changes)).toMatchObject({ text: "Hello", finish: "stop" });
    expect(requestsFor(name).map((entry) => look(entry.body))).toEqual([before, after]);
  });

  test("the shape is asked for in plainer terms twice, then not at all, and the capability says so", async () => {
    const model = modelCalled("knows no format");
    expect(model.capabilities.schema).toBe("strict");
    expect((await attempt(model)).failure?.kind).toBe("schema-refused");
    expect(model.capabilities.schema).toBe("json");
    expect((await attempt(model)).failure?.kind).toBe("schema-refused");
    expect(model.capabilities.schema).toBe("none");
    expect(await attempt(model)).toMatchObject({ text: "Hello" });
  });

  const longer = { conversation: [{ role: "user" as const, text: "word ".repeat(500) }] };
});

describe("usage is ours in the end", () => {
  const conversation = JSON.stringify(
    request.conversation.map((message) => ({ role: message.role, content: message.text })),
  );
  const reported = (input: number, cachedInput: number, output: number, reasoning: number) => ({
    input,
    cachedInput,
    output,
    reasoning,
    source: "reported",
  });
  test.each([
    ["answers in one piece", reported(101 + conversation.length, 64, 10, 5)],
    ["counts like DeepSeek", reported(100, 90, 2, 0)],
    ["counts like Anthropic", reported(95, 80, 4, 0)],
    ["repeats the usage", reported(7, 0, 5, 0)],
    ["sends no choices", reported(101 + conversation.length, 64, 5, 5)],
  ])("when the server %s", async (name, usage) => {
    const fresh = await startFaultServer(faults);
    const model = openAiCompatible({ name, model: name, baseUrl: fresh.url, apiKey: KEY });
    expect((await attempt(model)).usage).toEqual(usage);
    await fresh[Symbol.asyncDispose]();
  });

  test.each(["hides the usage", "ends without a reason", "drops the line", "sends torn JSON", "sends nothing"])(
    "it is estimated when the server %s",
    async (name) => {
      const { usage } = await attempt(modelCalled(name));
      expect(usage).toMatchObject({ source: "estimated", input: expect.toSatisfy((tokens: number) => tokens > 20) });
    },
  );

  test.each(["is down", "sends an error as an answer", "sends a login page", "has no credit"])(
    "there is none when the server %s",
    async (name) => {
      expect((await attempt(modelCalled(name))).usage).toBeUndefined();
    },
  );
});

describe("an abort", () => {
  test.each(["never answers", "falls silent", "is slow"])(
    "ends an answer of a server that %s, with its own reason",
    async (name) => {
      const stop = new AbortController();
      const reason = new Error("The researcher pressed Stop.");
      setTimeout(() => stop.abort(reason), 60);
      const began = performance.now();
      await expect(attempt(modelCalled(name), { signal: stop.signal })).rejects.toBe(reason);
      expect(performance.now() - began).toBeLessThan(1_000);
    },
  );

  test("that came before the request sends nothing", async () => {
    const before = server.ledger.length;
    await expect(attempt(modelCalled("answers"), { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
    expect(server.ledger.length).toBe(before);
  });
});

describe("the key", () => {
  test("goes to the server of the base URL and to no other", async () => {
    const elsewhere = await startFaultServer(faults);
    const lure = await startFaultServer({
      answers: (exchange) => exchange.send(307, "", "text/plain", { location: `${elsewhere.url}/chat/completions` }),
    });
    const model = openAiCompatible({ name: "test", model: "answers", baseUrl: lure.url, apiKey: KEY });
    expect((await attempt(model)).failure).toMatchObject({ kind: "bad-request" });
    expect(lure.ledger[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(elsewhere.ledger).toEqual([]);
    await Promise.all([elsewhere, lure].map((one) => one[Symbol.asyncDispose]()));
  });

  test("is left out where there is none, and nothing else from the environment takes its place", async () => {
    const secrets = {
      OPENAI_API_KEY: "sk-env-1",
      OPENAI_ADMIN_KEY: "sk-env-2",
      OPENAI_ORG_ID: "org-env",
      OPENAI_PROJECT_ID: "proj-env",
    };
    const before = { ...process.env };
    Object.assign(process.env, secrets);
    await attempt(modelCalled("answers", ""));
    process.env = before;
    const { headers } = requestsFor("answers").at(-1)!;
    expect(headers.authorization).toBeUndefined();
    expect(JSON.stringify(headers)).not.toMatch(/-env/);
  });
});
