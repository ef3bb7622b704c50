import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultServer, type LedgerEntry, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";
import { attempt, modelAt } from "./attempt";

let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());
const requestsFor = (model: string): LedgerEntry[] => server.ledger.filter((entry) => entry.model === model);

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
    const model = modelAt(server, name);
    const changes = name === "shares a small context" ? longer : {};
    expect((await attempt(model, changes)).failure?.kind).toBe(kind);
    expect(await attempt(model, changes)).toMatchObject({ text: "Hello", finish: "stop" });
    expect(requestsFor(name).map((entry) => look(entry.body))).toEqual([before, after]);
  });

  test("the shape is asked for in plainer terms twice, then not at all, and the capability says so", async () => {
    const model = modelAt(server, "knows no format");
    expect(model.capabilities.schema).toBe("strict");
    expect((await attempt(model)).failure?.kind).toBe("schema-refused");
    expect(model.capabilities.schema).toBe("json");
    expect((await attempt(model)).failure?.kind).toBe("schema-refused");
    expect(model.capabilities.schema).toBe("none");
    expect(await attempt(model)).toMatchObject({ text: "Hello" });
  });

  const longer = { conversation: [{ role: "user" as const, text: "word ".repeat(500) }] };
});
