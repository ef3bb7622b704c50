import { afterAll, beforeAll, expect, test } from "vitest";
import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import { spentIn } from "../../../src/engine/budget";
import { converse, type Reply } from "../../../src/engine/converse";
import { ModelFailure } from "../../../src/engine/ports/language-model";
import { Parameters } from "../../../src/research/parameters";
import { fastClock, hurriedClock } from "../../fakes/clock";
import { type FaultServer, startFaultServer } from "../../fakes/fault-server";
import { faults } from "../../fakes/faults";
import { FakeJournal } from "../../fakes/journal";
import { purseWith } from "../../fakes/purse";

const price = { input: 3, cachedInput: 0.3, output: 15 };
let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer(faults)));
afterAll(() => server[Symbol.asyncDispose]());

/** How often the server is asked, where it is more than once. */
const ASKED: Readonly<Record<string, number>> = {
  "is busy": 3,
  "is busy for milliseconds": 2,
  "is busy for over a minute": 2,
  "is busy until a date": 2,
  "is busy in words": 2,
  "fails twice": 3,
  "is down": 6,
  "never answers": 3,
  "falls silent": 3,
  "gives up": 6,
  "drops the line": 6,
  "sends torn JSON": 6,
  "sends a torn chunk": 6,
  "sends an error among the chunks": 6,
  "sends an error as an answer": 6,
  "sends no choices": 6,
  "sends choices of another kind": 6,
  "sends nothing": 6,
  "sends a login page": 6,
  "knows no schema": 2,
  "knows no format": 3,
  "knows no temperature": 2,
  "renamed the limit": 2,
  "allows short answers": 2,
  "shares a small context": 2,
  "knows no stream options": 2,
  "cannot stream": 2,
  "knows no system role": 2,
  "redirects once": 2,
  "redirects in circles": 4,
};

/** How much faster time passes for those who say nothing: ten minutes of patience are over in seconds. */
const SILENCE: Readonly<Record<string, number>> = { "never answers": 200, "falls silent": 50 };

/** Has one conversation with the model of one fault, retries and all, and returns it beside the server's own ledger. */
async function converseWith(fault: string) {
  const model = openAiCompatible({
    name: fault,
    model: fault,
    baseUrl: server.url,
    apiKey: "sk-test-0123456789",
    price,
  });
  const silence = SILENCE[fault];
  const clock = silence === undefined ? hurriedClock(200) : fastClock(silence);
  const lab = {
    model,
    reviewer: model,
    clock,
    journal: new FakeJournal(clock),
    purse: purseWith(10),
    parameters: Parameters.parse({}),
    signal: new AbortController().signal,
  };
  const reply = await converse(lab, {
    step: "greeting",
    stage: "ideas",
    temperature: 0.75,
    schema: { name: "greeting", json: { type: "object", properties: {} } },
    conversation: [
      { role: "system", text: "You are a scientist." },
      { role: "user", text: "Say hello. ".repeat(20) },
    ],
  }).catch((error: unknown) => error);
  return {
    reply: reply as Reply | ModelFailure,
    ours: lab.journal.of("model-called"),
    theirs: server.ledger.filter((entry) => entry.model === fault),
    spent: spentIn(lab.journal.history),
  };
}

test.concurrent.each(Object.keys(faults))("our ledger is the server's when it %s", async (fault) => {
  const { reply, ours, theirs, spent } = await converseWith(fault);
  expect(reply instanceof ModelFailure || "finish" in reply).toBe(true);

  expect(theirs).toHaveLength(ASKED[fault] ?? 1);
  const charges = theirs.flatMap((entry) => (entry.charge ? [entry.charge] : []));
  expect(ours).toHaveLength(charges.length);
  charges.forEach((charge, at) => {
    const { usage } = ours[at]!;
    expect(usage.source).toBe(charge.told ? "reported" : "estimated");
    if (charge.told)
      expect([usage.input, usage.cachedInput, usage.output]).toEqual([charge.prompt, charge.cached, charge.completion]);
  });
  if (charges.every((charge) => charge.told)) {
    const bill = charges.reduce(
      (sum, { prompt, cached, completion }) => sum + ((prompt - cached) * 3 + cached * 0.3 + completion * 15) / 1e6,
      0,
    );
    expect(spent).toBeCloseTo(bill, 12);
  }
});
