import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ModelMemory, projectMemory } from "../../../src/adapters/language-model/model-memory";
import type { RememberedFacts } from "../../../src/research/model-facts";

let folder: string;
const logged: string[] = [];
const memory = (beyond?: ModelMemory) => projectMemory(folder, (line) => logged.push(line), beyond);
const file = () => join(folder, ".ai-scientist/models.json");
const early: RememberedFacts = { at: "2026-01-01T00:00:00.000Z", facts: { schema: "json" } };
const late: RememberedFacts = { at: "2026-02-01T00:00:00.000Z", tried: "2026-02-01T00:00:00.000Z", facts: {} };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "memory-"));
  logged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what was learnt is known at the next opening, by endpoint and name, out of the researcher's sight", async () => {
  await memory().remember("http://one/v1/", "small", early);
  await memory().remember("http://two/v1", "small", late);
  expect(await memory().recall("http://one/v1", "small")).toEqual(early);
  expect(await memory().recall("http://two/v1/chat/completions", "small")).toEqual(late);
  expect(await memory().recall("http://one/v1", "large")).toBeUndefined();
  expect(readFileSync(join(folder, ".ai-scientist/.gitignore"), "utf8")).toBe("*\n");
});

test("what the editor knows from another project is taken over, and the later memory counts", async () => {
  const other = new Map<string, RememberedFacts>([["http://one/v1 small", late]]);
  const beyond: ModelMemory = {
    recall: async (endpoint, model) => other.get(`${endpoint} ${model}`),
    remember: async (endpoint, model, facts) => void other.set(`${endpoint} ${model}`, facts),
  };
  await memory().remember("http://one/v1", "small", early);
  expect(await memory(beyond).recall("http://one/v1", "small")).toEqual(late);
  expect(await memory().recall("http://one/v1", "small")).toEqual(late);
  await memory(beyond).remember("http://one/v1", "large", early);
  expect(other.get("http://one/v1 large")).toEqual(early);
});

test("a damaged file is forgotten, entry by entry where it can be", async () => {
  await memory().remember("http://one/v1", "small", early);
  const content = JSON.parse(readFileSync(file(), "utf8"));
  content.models["http://one/v1 bad"] = { at: "x", facts: { contextTokens: -1 } };
  writeFileSync(file(), JSON.stringify(content));
  expect(await memory().recall("http://one/v1", "bad")).toBeUndefined();
  expect(await memory().recall("http://one/v1", "small")).toEqual(early);
  writeFileSync(file(), "{ torn");
  expect(await memory().recall("http://one/v1", "small")).toBeUndefined();
  await memory().remember("http://one/v1", "small", late);
  expect(await memory().recall("http://one/v1", "small")).toEqual(late);
});

test("what cannot be written is logged and stops nothing", async () => {
  writeFileSync(join(folder, ".ai-scientist"), "a file where the folder should be");
  await memory().remember("http://one/v1", "small", early);
  expect(logged).toEqual([expect.stringContaining("What was learnt about http://one/v1 small could not be written")]);
});
