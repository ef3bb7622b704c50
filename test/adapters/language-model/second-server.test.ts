import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import { converse } from "../../../src/engine/converse";
import { hurriedClock } from "../../fakes/clock";
import { call, conversingLab, over } from "../../fakes/conversing";

/** A server that others wrote, so that our own is not the only one we understand. */
const server = new LLMock({ port: 0, host: "127.0.0.1", chunkSize: 5 });
beforeAll(() => server.start());
afterAll(() => server.stop());

const usage = { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 };

test("an answer comes through after two refusals, and costs what the server says", async () => {
  server.onMessage("Propose a change.", { content: "Raise the learning rate.", finishReason: "stop", usage });
  server.nextRequestError(503, { message: "overloaded" });
  server.nextRequestError(429, { message: "slow down", type: "rate_limit_error" });

  const model = openAiCompatible({
    name: "aimock",
    model: "gpt-4o",
    baseUrl: `${server.url}/v1`,
    apiKey: "mock",
    price: { input: 1, cachedInput: 1, output: 10 },
  });
  const lab = conversingLab(model, { clock: hurriedClock(1_000) });
  expect(await over(lab.clock, converse(lab, call))).toEqual({ text: "Raise the learning rate.", finish: "stop" });

  expect(server.getRequests().map((request) => request.response.status)).toEqual([429, 503, 200]);
  expect(lab.journal.of("model-called")).toHaveLength(1);
  expect(lab.journal.of("model-called")[0]).toMatchObject({ usage: { input: 40, output: 12, source: "reported" } });
  expect(lab.journal.of("model-called")[0]?.dollars).toBeCloseTo((40 * 1 + 12 * 10) / 1e6, 12);
});

test("an answer that is cut off after some chunks is asked for again", async () => {
  const question = { ...call, conversation: [{ role: "user" as const, text: "Which seed is best?" }] };
  server.onMessage(
    "Which seed is best?",
    { content: "There is no best seed." },
    { truncateAfterChunks: 3, latency: 20 },
  );
  const model = openAiCompatible({
    name: "aimock",
    model: "gpt-4o",
    baseUrl: `${server.url}/v1`,
    apiKey: "mock",
    price: { input: 0, cachedInput: 0, output: 0 },
  });
  const lab = conversingLab(model, { clock: hurriedClock(1_000) });
  await expect(over(lab.clock, converse(lab, question))).rejects.toMatchObject({ kind: "dropped" });
  expect(lab.journal.of("model-called").map((entry) => [entry.outcome, entry.usage.source])).toEqual(
    Array.from({ length: 6 }, () => ["failed", "estimated"]),
  );
});
