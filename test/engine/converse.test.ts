import { describe, expect, test } from "vitest";
import { converse } from "../../src/engine/converse";
import type { ModelEvent, ModelFailureKind } from "../../src/engine/ports/language-model";
import { retryWords } from "../../src/research/live-retry";
import type { Price, Usage } from "../../src/research/usage";
import { FakeClock } from "../fakes/clock";
import { call, conversingLab, failing, over, saying } from "../fakes/conversing";

const priced: Price = { input: 10, cachedInput: 1, output: 100 };
const usage = (output: number): Usage => ({
  input: 1_000,
  cachedInput: 500,
  output,
  reasoning: 0,
  source: "reported",
});
const answer = (
  text: string,
  finish: "stop" | "length" | "refused" | "cut-off" = "stop",
  cost?: Usage,
): ModelEvent[] => [
  { type: "delta", text },
  ...(cost ? [{ type: "usage" as const, usage: cost }] : []),
  { type: "end", finish },
];

describe("an answer", () => {
  test("is returned without its thoughts, which the transcript keeps", async () => {
    const lab = conversingLab(saying([answer("<think>Which one?</think>\n\nThis one.", "stop", usage(30))]));
    expect(await converse(lab, call)).toEqual({ text: "This one.", finish: "stop" });
    const [entry] = lab.journal.of("model-called");
    expect(await lab.journal.kept(entry?.transcript ?? "")).toBe(
      "# run 2: change\n\nAsked of scripted. Ended: stop\n\n## system\n\nYou are a scientist.\n\n## user\n\nPropose a change.\n\n## answer\n\n<think>Which one?</think>\n\nThis one.",
    );
  });

  test.each(["length", "refused", "cut-off"] as const)(
    "that ends with “%s” is a value, not an error",
    async (finish) => {
      const lab = conversingLab(saying([answer("Half an", finish, usage(2))]));
      expect(await converse(lab, call)).toEqual({ text: "Half an", finish });
      expect(lab.journal.of("model-called")[0]?.outcome).toBe(finish === "refused" ? "refused" : "cut-off");
    },
  );

  test("of the reviewer comes from the reviewer's model", async () => {
    const lab = conversingLab(saying(["scientist"]), { reviewer: saying(["reviewer"]) });
    expect((await converse(lab, { ...call, role: "reviewer" })).text).toBe("reviewer");
  });

  test("shows its growth at most four times a second", async () => {
    const clock = new FakeClock();
    const lab = conversingLab(saying(["unused"]), {
      clock,
    });
    lab.model.stream = async function* ({ signal }) {
      for (let i = 0; i < 40; i++) {
        await clock.sleep(50, signal);
        yield { type: "delta", text: "ab" };
      }
      yield { type: "end", finish: "stop" };
    };
    await over(clock, converse(lab, call));
    const shown = lab.journal.shown.map((event) => (event.type === "live-answer" ? event.characters : event.type));
    expect(shown).toEqual([2, 12, 22, 32, 42, 52, 62, 72]);
  });
});

describe("the ledger", () => {
  test("holds what the server reported, at the model's price", async () => {
    const lab = conversingLab(saying([answer("Yes.", "stop", usage(20))], priced));
    await converse(lab, call);
    expect(lab.journal.of("model-called")).toEqual([
      expect.objectContaining({
        step: "run 2: change",
        stage: "experiments",
        model: "scripted",
        usage: usage(20),
        outcome: "answered",
      }),
    ]);
    expect(lab.journal.of("model-called")[0]?.dollars).toBeCloseTo((500 * 10 + 500 * 1 + 20 * 100) / 1e6, 12);
  });

  test("estimates an answer that was paid for and not accounted for", async () => {
    const broken: ModelEvent[] = [{ type: "delta", text: "Four words and more" }];
    const lab = conversingLab(saying([broken, "Whole."]));
    await over(lab.clock, converse(lab, call));
    expect(lab.journal.of("model-called").map(({ outcome, usage }) => [outcome, usage.source, usage.output])).toEqual([
      ["failed", "estimated", 6],
      ["answered", "estimated", 2],
    ]);
  });

  test("has no entry for a request that was turned away", async () => {
    const lab = conversingLab(saying([failing("rate-limited"), answer("Yes.", "stop", usage(1))]));
    await over(lab.clock, converse(lab, call));
    expect(lab.journal.of("model-called")).toHaveLength(1);
  });
});

describe("trouble that passes", () => {
  test("is waited for, longer each time, and told", async () => {
    const model = saying([failing("unavailable"), failing("dropped"), failing("malformed"), "Yes."]);
    const lab = conversingLab(model);
    expect(await over(lab.clock, converse(lab, call))).toEqual({ text: "Yes.", finish: "stop" });
    expect(lab.journal.of("noted").map((note) => `${note.level}: ${note.text}`)).toEqual([
      "warning: run 2: change: It is unavailable. Asking again in 2 s.",
      "warning: run 2: change: It is dropped. Asking again in 4 s.",
      "warning: run 2: change: It is malformed. Asking again in 8 s.",
    ]);
    const retries = lab.journal.shown.filter((event) => event.type === "live-retry");
    expect(retries.map((event) => event.waitSeconds)).toEqual([2, 4, 8]);
    expect(retryWords(retries[1]!)).toBe("It is dropped. Trying again in 4 s (2 of 6).");
  });

  test("is waited for as long as the server asks, even for minutes", async () => {
    const lab = conversingLab(saying([failing("rate-limited", 75_000), "Yes."]));
    await over(lab.clock, converse(lab, call));
    expect((lab.clock as FakeClock).slept).toContain(75_000);
  });

  test.each<[ModelFailureKind, number]>([
    ["rate-limited", 6],
    ["unavailable", 6],
    ["dropped", 6],
    ["malformed", 6],
    ["bad-key", 1],
    ["no-credit", 1],
    ["unknown-model", 1],
    ["bad-request", 1],
    ["too-long", 1],
    ["schema-refused", 4],
  ])("%s: given up after %d attempts, with the server's own sentence", async (kind, attempts) => {
    const model = saying([failing(kind)]);
    const lab = conversingLab(model);
    await expect(over(lab.clock, converse(lab, call))).rejects.toMatchObject({
      kind,
      message: `It is ${kind}.`,
    });
    expect(model.requests).toHaveLength(attempts);
  });

  test("is not waited for when the server asks for hours", async () => {
    const model = saying([failing("rate-limited", 7_200_000)]);
    await expect(converse(conversingLab(model), call)).rejects.toMatchObject({ kind: "rate-limited" });
    expect(model.requests).toHaveLength(1);
  });

  test("is not waited for when the adapter has learnt from it", async () => {
    const lab = conversingLab(saying([failing("schema-refused"), failing("parameter-refused"), "Yes."]));
    await over(lab.clock, converse(lab, call));
    expect(lab.journal.of("noted").map((note) => note.level)).toEqual(["info", "info"]);
    expect(lab.journal.shown.filter((event) => event.type === "live-retry")).toEqual([]);
  });
});

describe("a defect", () => {
  test("in an adapter is not taken for the model's trouble", async () => {
    const lab = conversingLab(saying([new RangeError("bug")]));
    await expect(converse(lab, call)).rejects.toThrow(RangeError);
  });
});
