import { afterAll, beforeAll, expect, test } from "vitest";
import { checkModel } from "../../src/adapters/check-model";
import { type ModelMemory, noMemory } from "../../src/adapters/language-model/model-memory";
import { ModelFailure } from "../../src/engine/ports/language-model";
import { type FaultServer, startFaultServer } from "../fakes/fault-server";

let server: FaultServer;
const listed = ["gpt-5", "gpt-5-mini", "claude-sonnet-4-5-20250929", "llama3:latest", "a/b"];
beforeAll(async () => void (server = await startFaultServer(Object.fromEntries(listed.map((id) => [id, () => {}])))));
afterAll(() => server[Symbol.asyncDispose]());

const { signal } = new AbortController();
const secrets = { apiKey: async () => "sk-test-0123456789" };
const check = (id: string, memory: ModelMemory = noMemory, baseUrl = server.url) =>
  checkModel({ name: `openai:${id}`, baseUrl }, { secrets, memory }, signal);

test.each(["gpt-5", "claude-sonnet-4-5", "llama3", "a/b:free"])("%s is offered", async (id) => {
  expect(await check(id)).toEqual({ type: "good" });
});

test("a name that is not offered is bad, and the closest that are offered are named", async () => {
  const checked = await check("gpt-5-mni");
  expect(checked).toMatchObject({ type: "bad", failure: { kind: "unknown-model" } });
  const { message } = (checked as { failure: Error }).failure;
  expect(message).toContain("It has no model “gpt-5-mni”. The closest are gpt-5-mini, gpt-5.");
  expect(await check("llama3:70b")).toMatchObject({ type: "bad" });
});

test("a model that was tried is good under whatever name it answered to", async () => {
  const at = "2026-01-01T00:00:00.000Z";
  const memory = { ...noMemory, recall: async () => ({ at, tried: at, facts: {} }) };
  expect(await check("alias", memory)).toEqual({ type: "good" });
});

test("what cannot be told now is not held against it", async () => {
  const closed = await startFaultServer({});
  await closed[Symbol.asyncDispose]();
  expect(await check("gpt-5", noMemory, closed.url)).toMatchObject({
    type: "unknown",
    failure: { kind: "unavailable" },
  });
});

test("a model of VS Code is looked for, the rehearsal model is always there", async () => {
  const gone = new ModelFailure("unknown-model", "VS Code has no such model.");
  const sources = { secrets, memory: noMemory, editorModel: () => Promise.reject(gone) };
  const of = (name: string) => checkModel({ name, baseUrl: "" }, sources, signal);
  expect(await of("vscode:x/y/z")).toEqual({ type: "bad", failure: gone });
  expect(await of("rehearsal")).toEqual({ type: "good" });
});

test("a provider that wants a key is not asked without one", async () => {
  const sources = { secrets: { apiKey: async () => undefined }, memory: noMemory };
  const choice = { name: "openai:gpt-5", baseUrl: "https://api.openai.com/v1" };
  expect(await checkModel(choice, sources, signal)).toMatchObject({
    type: "bad",
    failure: { kind: "bad-key", message: expect.stringContaining("OPENAI_API_KEY") },
  });
});
