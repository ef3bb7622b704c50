import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultServer, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";
import { attempt, modelAt, request } from "./attempt";

let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());

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
    ["counts like DeepSeek", reported(101 + conversation.length, 64, 6, 0)],
    ["counts like Anthropic", reported(101 + conversation.length, 64, 6, 0)],
    ["repeats the usage, thoughts in the total only", reported(101 + conversation.length, 64, 10, 0)],
    ["sends no choices", reported(101 + conversation.length, 64, 5, 5)],
  ])("when the server %s", async (name, usage) => {
    const fresh = await startFaultServer(faults);
    const model = modelAt(fresh, name);
    expect((await attempt(model)).usage).toEqual(usage);
    await fresh[Symbol.asyncDispose]();
  });

  test.each(["hides the usage", "ends without a reason", "drops the line", "sends torn JSON", "sends nothing"])(
    "it is estimated when the server %s",
    async (name) => {
      const { usage } = await attempt(modelAt(server, name));
      expect(usage).toMatchObject({ source: "estimated", input: expect.toSatisfy((tokens: number) => tokens > 20) });
    },
  );

  test.each(["is down", "sends an error as an answer", "sends a login page", "has no credit"])(
    "there is none when the server %s",
    async (name) => {
      expect((await attempt(modelAt(server, name))).usage).toBeUndefined();
    },
  );
});
