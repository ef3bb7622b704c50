import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { noMemory, projectMemory } from "../../src/adapters/language-model/model-memory";
import { openModels } from "../../src/adapters/open-models";
import { readSettings } from "../../src/adapters/settings";
import { type FaultServer, startFaultServer } from "../fakes/fault-server";
import { faults } from "../fakes/faults";
import { ScriptedModel } from "../fakes/language-model";
import { attempt } from "./language-model/attempt";

let server: FaultServer;
let folder: string;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "models-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

const keys: string[] = [];
const secrets = {
  async apiKey(endpoint: string) {
    keys.push(endpoint);
    return "sk-test-0123456789";
  },
};
const sources = () => ({ secrets, memory: projectMemory(folder, () => {}) });
const settingsFor = (name: string, more: object = {}) =>
  readSettings({ "model.name": `openai:${name}`, "model.baseUrl": server.url, ...more });

test("what a refusal taught is still known when the models are opened again", async () => {
  const name = "knows no temperature";
  const first = await openModels(settingsFor(name), sources());
  expect((await attempt(first.model)).failure?.kind).toBe("parameter-refused");
  await expect
    .poll(async () => (await sources().memory.recall(server.url, name))?.facts)
    .toEqual({
      temperature: false,
    });
  const again = await openModels(settingsFor(name), sources());
  expect(again.model.capabilities.temperature).toBe(false);
  expect(await attempt(again.model)).toMatchObject({ text: "Hello", finish: "stop" });
});

test("a limit of the settings goes before what is known, and 0 leaves it to what is known", async () => {
  const at = "2026-01-01T00:00:00.000Z";
  const facts = { contextTokens: 32_000, maxOutputTokens: 4_000, price: { input: 1, cachedInput: 0.5, output: 2 } };
  await sources().memory.remember(server.url, "answers", { at, facts });
  const known = (await openModels(settingsFor("answers"), sources())).model;
  expect(known.capabilities).toMatchObject({ contextTokens: 32_000, maxOutputTokens: 4_000 });
  expect(known.price).toEqual(facts.price);
  const set = (await openModels(settingsFor("answers", { "model.maxOutputTokens": 900 }), sources())).model;
  expect(set.capabilities).toMatchObject({ contextTokens: 32_000, maxOutputTokens: 900 });
  const own = { "budget.prices": { answers: { input: 9, cachedInput: 9, output: 9 } } };
  expect((await openModels(settingsFor("answers", own), sources())).model.price?.input).toBe(9);
});

test("the referee may be another model at another endpoint, with that endpoint's key", async () => {
  keys.length = 0;
  const other = { "model.reviewer": "openai:refuses", "model.reviewerBaseUrl": "http://elsewhere/v1" };
  const models = await openModels(settingsFor("answers", other), sources());
  expect([models.model.name, models.reviewer.name]).toEqual(["openai:answers", "openai:refuses"]);
  expect(keys).toEqual([server.url, "http://elsewhere/v1"]);
  const same = await openModels(settingsFor("answers", { "model.reviewer": "openai:answers" }), sources());
  expect(same.reviewer).toBe(same.model);
  const moved = await openModels(settingsFor("answers", { "model.reviewerBaseUrl": "http://elsewhere/v1" }), sources());
  expect(moved.reviewer).not.toBe(moved.model);
});

test("a model of VS Code is VS Code's to give, and a terminal says so", async () => {
  const settings = readSettings({ "model.name": "vscode:copilot/gpt-5/gpt-5" });
  const given = new ScriptedModel(["Hello"]);
  const asked: string[] = [];
  const editorModel = async (name: string) => {
    asked.push(name);
    return given;
  };
  expect((await openModels(settings, { ...sources(), editorModel })).model).toBe(given);
  expect(asked).toEqual(["vscode:copilot/gpt-5/gpt-5"]);
  await expect(openModels(settings, { secrets, memory: noMemory })).rejects.toThrow(
    "“vscode:copilot/gpt-5/gpt-5” is one of VS Code's own models, which only VS Code can ask.",
  );
});
