import { beforeEach, expect, test, vi } from "vitest";
import { END_MARK } from "../../src/engine/end-mark";
import { type Message, ModelFailure } from "../../src/engine/ports/language-model";
import { l10n } from "./a-board";

type Sent = { readonly messages: { readonly role: string; readonly text: string }[] };
type Answer = (sent: Sent) => AsyncIterable<string>;

/** The models that VS Code has now, and who is told when that changes. */
const world = vi.hoisted(() => ({ models: [] as unknown[], listeners: [] as (() => void)[] }));

vi.mock("vscode", () => ({
  l10n: { t: (text: string, ...args: (string | number)[]) => l10n.t(text, ...args) },
  lm: {
    selectChatModels: async () => world.models,
    onDidChangeChatModels: (listener: () => void) => {
      world.listeners.push(listener);
      return { dispose: () => {} };
    },
  },
  LanguageModelChatMessage: {
    User: (text: string) => ({ role: "user", text, content: [{ value: text }] }),
    Assistant: (text: string) => ({ role: "assistant", text, content: [{ value: text }] }),
  },
  CancellationTokenSource: class {
    token = { cancelled: false };
    cancel() {
      this.token.cancelled = true;
    }
    dispose() {}
  },
}));

const { vscodeModel } = await import("../../src/editor/vscode-model");
const { signal } = new AbortController();
const name = "vscode:copilot/gpt-5/gpt-5-codex";
const conversation: readonly Message[] = [
  { role: "system", text: "Rules." },
  { role: "user", text: "Question." },
  { role: "assistant", text: "Draft." },
  { role: "user", text: "Again." },
];
const sent: Sent[] = [];

function chat(answer: Answer, changes: object = {}) {
  return {
    ...{ vendor: "copilot", family: "gpt-5", id: "gpt-5-codex", name: "GPT-5", maxInputTokens: 1_000 },
    countTokens: async (text: string) => text.length,
    sendRequest: async (messages: Sent["messages"]) => {
      sent.push({ messages });
      return { text: answer({ messages }) };
    },
    ...changes,
  };
}
async function* words(...pieces: string[]) {
  yield* pieces;
}
const failing = (error: object) => ({ sendRequest: () => Promise.reject(error) });
const coded = (code: string, message = "") => Object.assign(new Error(message), { code });

async function ask(allowed: boolean | "never asked" = true, request: object = {}) {
  const canSendRequest = () => (allowed === "never asked" ? undefined : allowed);
  const model = await vscodeModel(name, { canSendRequest });
  const events = [];
  for await (const event of model.stream({ conversation, signal, ...request })) events.push(event);
  return events;
}

beforeEach(() => {
  sent.length = 0;
  world.models = [chat(() => words("Hello ", `world\n${END_MARK}\n`))];
});

test("instructions go before the first question, and the roles are user and assistant", async () => {
  await ask();
  expect(sent[0]!.messages.map(({ role, text }) => [role, text])).toEqual([
    ["user", "Rules.\n\nQuestion."],
    ["assistant", "Draft."],
    ["user", "Again."],
  ]);
});

test("an answer with its mark was finished; one without is torn, unless it is JSON that closes", async () => {
  expect(await ask()).toEqual([
    { type: "delta", text: "Hello " },
    { type: "delta", text: `world\n${END_MARK}\n` },
    { type: "end", finish: "stop" },
  ]);
  world.models = [chat(() => words("Hello wor"))];
  expect((await ask()).at(-1)).toEqual({ type: "end", finish: "cut-off" });
  world.models = [chat(() => words('{"a": 1}\n'))];
  const schema = { name: "a", json: { type: "object" } };
  expect((await ask(true, { schema })).at(-1)).toEqual({ type: "end", finish: "stop" });
  expect((await ask()).at(-1)).toEqual({ type: "end", finish: "cut-off" });
});

test("its capabilities are what VS Code says and no more", async () => {
  const model = await vscodeModel(name, { canSendRequest: () => true });
  expect(model).toMatchObject({ name, rehearsal: false, price: undefined });
  expect(model.capabilities).toMatchObject({
    contextTokens: 1_000,
    schema: "none",
    temperature: false,
    interactive: true,
  });
  expect(model.capabilities.usage).toBe("estimated");
});

test.each(["never asked", false] as const)("nobody is asked for consent while it works (%s)", async (allowed) => {
  await expect(ask(allowed)).rejects.toMatchObject({ kind: "not-allowed" });
  expect(sent).toEqual([]);
});

test.each<[object, string, RegExp]>([
  [coded("NoPermissions"), "not-allowed", /Choose it again with “AI Scientist: Choose Model” and allow it\.$/],
  [coded("Blocked", "Out of requests"), "no-credit", /the quota may be used up\. It says: “Out of requests”$/],
  [coded("NotFound"), "unknown-model", /^VS Code has no model “GPT-5” now\. Sign in/],
  [coded("Unknown", "Rate limit exceeded"), "rate-limited", /^GPT-5 cannot answer at the moment/],
  [new Error("net::ERR_INTERNET_DISCONNECTED"), "unavailable", /It says: “net::ERR_INTERNET_DISCONNECTED”$/],
])("what VS Code throws becomes a failure with what to do: %s", async (error, kind, sentence) => {
  world.models = [chat(() => words(), failing(error))];
  const failure = await ask().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(ModelFailure);
  expect(failure).toMatchObject({ kind, message: expect.stringMatching(sentence) });
});

test("an answer that breaks in the middle is a failure, and what was said is kept", async () => {
  world.models = [
    chat(async function* () {
      yield "Hel";
      throw coded("Unknown", "connection lost");
    }),
  ];
  const model = await vscodeModel(name, { canSendRequest: () => true });
  const heard: unknown[] = [];
  const listening = (async () => {
    for await (const event of model.stream({ conversation, signal })) heard.push(event);
  })();
  await expect(listening).rejects.toMatchObject({ kind: "unavailable" });
  expect(heard).toEqual([{ type: "delta", text: "Hel" }]);
});

test("a conversation that is too long is counted by the model's own measure and not sent", async () => {
  const long = [{ role: "user" as const, text: "x".repeat(1_200) }];
  await expect(ask(true, { conversation: long })).rejects.toMatchObject({ kind: "too-long" });
  expect(sent).toEqual([]);
  world.models = [chat(() => words(END_MARK), { countTokens: async (text: string) => text.length / 4 })];
  expect((await ask(true, { conversation: long })).at(-1)).toEqual({ type: "end", finish: "stop" });
});

test("a model that comes a moment after the window opened is waited for; one that never comes is missed", async () => {
  vi.useFakeTimers();
  const [late] = world.models;
  world.models = [];
  const opening = vscodeModel(name, { canSendRequest: () => true });
  await vi.advanceTimersByTimeAsync(5_000);
  world.models = [late];
  for (const listener of world.listeners.splice(0)) listener();
  expect((await opening).name).toBe(name);
  world.models = [];
  const never = expect(vscodeModel(name, { canSendRequest: () => true })).rejects.toMatchObject({
    kind: "unknown-model",
    message: expect.stringContaining("VS Code has no model “copilot/gpt-5/gpt-5-codex” now."),
  });
  await vi.advanceTimersByTimeAsync(20_000);
  await never;
  vi.useRealTimers();
});

test("a pause stops the answer with its own reason", async () => {
  const stop = new AbortController();
  world.models = [
    chat(async function* () {
      yield "Hel";
      stop.abort("paused");
      yield "lo";
    }),
  ];
  await expect(ask(true, { signal: stop.signal })).rejects.toBe("paused");
});
