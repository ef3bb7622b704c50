import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import type { Finish } from "../../../src/engine/ports/language-model";
import { type FaultServer, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";
import { attempt, KEY, modelAt } from "./attempt";

let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());

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
    expect(await attempt(modelAt(server, name))).toMatchObject({ text, finish });
  });

  test("thoughts are told from the answer, under either name", async () => {
    const heard = await attempt(modelAt(server, "thinks aloud"));
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
    ["words it like DeepSeek", "unknown-model", "It says: “Model Not Exist”"],
    ["words it like OpenRouter", "unknown-model", "It says: “no-such/model is not a valid model ID”"],
    ["words it like Anthropic", "unknown-model", "It says: “model: claude-none”"],
    ["words it like Gemini", "bad-key", "It says: “API key not valid. Please pass a valid API key.”"],
    ["knows no such path", "wrong-address", "There is no such API at this address (HTTP 404)"],
    ["shows a page that is not there", "wrong-address", "It says: “404 Not Found”"],
    ["dislikes the request", "bad-request", "It says: “Invalid value for 'messages'”"],
    ["complains in a list", "bad-request", "It says: “Bad thing”"],
    ["redirects in circles", "bad-request", "It sends requests on to"],
  ])("when the server %s", async (name, kind, sentence) => {
    const { failure, finish } = await attempt(modelAt(server, name));
    expect(finish).toBeUndefined();
    expect(failure?.kind).toBe(kind);
    expect(failure?.message).toContain(sentence);
    expect(failure?.message).toContain("127.0.0.1");
  });

  test("the key stays out of the sentence, even when the server repeats it", async () => {
    const { failure } = await attempt(modelAt(server, "refuses the key"));
    expect(failure?.kind).toBe("bad-key");
    expect(failure?.message).toContain("Incorrect API key provided: •••. It begins with •••");
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(KEY);
  });

  test("a key that cannot be sent is refused before it reaches a header", async () => {
    const { failure } = await attempt(modelAt(server, "answers", "sk-secret\nkey"));
    expect(failure).toMatchObject({ kind: "bad-key" });
    expect(failure?.message).not.toContain("secret");
  });

  test.each([
    ["http://127.0.0.1:1/v1", "unavailable", "It could not be reached (bad port)."],
    ["http://no-such-host.invalid/v1", "unavailable", "There is no such host, or this machine is offline (E"],
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
  expect(failure?.message).toContain("Nobody answers there (ECONNREFUSED). Is the server running");
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
    const { failure } = await attempt(modelAt(server, name));
    expect(failure).toMatchObject({ kind: "rate-limited", retryAfterMs: wait });
  });
});
