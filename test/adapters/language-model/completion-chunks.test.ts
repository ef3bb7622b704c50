import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import { type FaultServer, type LedgerEntry, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";
import { attempt, KEY, modelAt } from "./attempt";

let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());
const requestsFor = (model: string): LedgerEntry[] => server.ledger.filter((entry) => entry.model === model);

describe("an abort", () => {
  test.each(["never answers", "falls silent", "is slow"])(
    "ends an answer of a server that %s, with its own reason",
    async (name) => {
      const stop = new AbortController();
      const reason = new Error("The researcher pressed Stop.");
      setTimeout(() => stop.abort(reason), 60);
      const began = performance.now();
      await expect(attempt(modelAt(server, name), { signal: stop.signal })).rejects.toBe(reason);
      expect(performance.now() - began).toBeLessThan(10_000);
    },
  );

  test("that came before the request sends nothing", async () => {
    const before = server.ledger.length;
    await expect(attempt(modelAt(server, "answers"), { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow(
      "no",
    );
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
    await attempt(modelAt(server, "answers", ""));
    process.env = before;
    const { headers } = requestsFor("answers").at(-1)!;
    expect(headers.authorization).toBeUndefined();
    expect(JSON.stringify(headers)).not.toMatch(/-env/);
  });
});
