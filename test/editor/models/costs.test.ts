import { describe, expect, test } from "vitest";
import type { BoardState } from "../../../src/editor/models/board-state";
import { nextRecord } from "../../../src/editor/models/idea-record";
import { nextAction } from "../../../src/editor/models/idea-state";
import { ideasTree } from "../../../src/editor/models/ideas-tree";
import { capObjection, capProposal, capToRaise, capWarnings } from "../../../src/editor/models/raise-cap";
import { runsTree } from "../../../src/editor/models/runs-tree";
import { statusText } from "../../../src/editor/models/status-text";
import { dollarRange, tokenWords } from "../../../src/research/money";
import type { NewRunEvent } from "../../../src/research/run-event";
import { basisOf, begun, board, drawn, idea, l10n, measured, recordOf } from "../a-board";

const price = { input: 2, cachedInput: 0.2, output: 10 };
const plain = basisOf("openai:gpt-4.1", price);
const free = basisOf("rehearsal", { input: 0, cachedInput: 0, output: 0 });
const unpriced = basisOf("openai:llama-9", undefined);

/** A board whose model is `basis`, with these caps and what the project spent. */
function priced(
  shown: Parameters<typeof board>[0],
  basis = plain,
  { dollars = 10, total, spent = 0 }: { dollars?: number; total?: number; spent?: number } = {},
): BoardState {
  const settings = { model: basis.scientist.name, scale: "smoke", dollars, total };
  const ideas = shown ? [shown.idea] : [idea()];
  return board(shown, { settings, ideas, costs: { basis, spent } });
}

const called = (dollars: number, stage = "experiments" as const): NewRunEvent => ({
  ...{ type: "model-called", step: "plan of the runs", stage, model: "m", dollars, seconds: 1, transcript: "t" },
  usage: { input: 20_000, cachedInput: 15_000, output: 1_000, reasoning: 0, source: "reported" },
  outcome: "answered",
});
const entered: NewRunEvent = { type: "stage-entered", stage: "experiments" };
const stand = { scope: "idea", spent: 0.22, cap: 0.3, next: 0.12 } as const;
const reached = (budget: object = stand): NewRunEvent => ({
  ...{ type: "ended", how: "budget", reason: "Budget reached: …" },
  budget: { ...stand, ...budget },
});
const atCap = (...more: NewRunEvent[]) =>
  begun({ record: recordOf(entered, called(0.22), ...more), here: false, locked: false });

describe("before an idea is begun", () => {
  const first = (state: BoardState) => drawn(ideasTree(l10n, state)).split("\n").slice(0, 2);

  test("the row that begins one says what a whole idea costs", () => {
    expect(first(priced(undefined))).toEqual([
      "play Start Idea | ≈ $0.42–1.78",
      "lightbulb adaptive steps | Adaptive Steps",
    ]);
  });

  test("a cap that may not do, and one that will not, are told before anything is spent", () => {
    expect(first(priced(undefined, plain, { dollars: 1 }))[1]).toBe("info The cap may not do | $1.00 left");
    expect(first(priced(undefined, plain, { total: 5, spent: 4.7 }))[1]).toBe(
      "warning The cap will not do | $0.30 left",
    );
  });

  test("a free model costs calls, and of one without a price it is said and can be set", () => {
    expect(first(priced(undefined, free))[0]).toBe("play Start Idea | ≈ 40–60 calls");
    expect(first(priced(undefined, unpriced))).toEqual([
      "play Start Idea | ≈ 40–60 calls, price unknown",
      "question Price unknown | llama-9",
    ]);
    expect(ideasTree(l10n, priced(undefined, unpriced))[1]).toMatchObject({ command: "setPrice" });
  });
});

describe("stages", () => {
  test("say what they cost so far, and those to come what they are expected to", () => {
    const rows = drawn(ideasTree(l10n, priced(begun({ record: recordOf(entered, called(0.05)) }))));
    expect(rows).toContain("loading~spin Experiments | 1 call · $0.05");
    expect(rows).toMatch(/circle-outline Paper \| ≈ \$0\.\d\d–\d\.\d\d\n/);
  });

  test("a launch costs nothing by itself; what follows it does", () => {
    const launch = { name: "Baseline", commit: "0123456789", command: "c", place: "here", limitSeconds: 120 };
    const shown = begun({ asked: "launch", launch, record: recordOf(entered) });
    expect(drawn(runsTree(l10n, priced(shown)))).toMatch(
      /credit-card Then \| ≈ \$[\d.]+–[\d.]+ for the experiments, ≈ \$[\d.]+–[\d.]+ to the paper/,
    );
    const record = recordOf(entered, { type: "run-recorded", run: measured(0, "Baseline", { moons: [1] }) });
    expect(drawn(runsTree(l10n, priced(begun({ asked: "launch", launch, record }))))).toContain(
      "watch Limit | 2 min 00 s; the baseline took 14 s",
    );
  });
});

describe("the status item", () => {
  test("says what is spent of the cap and does what is next", () => {
    const status = statusText(l10n, priced(begun({ record: recordOf(entered, called(0.5)), asked: "launch" })));
    expect(status.text).toBe("$(rocket) Launch Run · $0.50 of $10");
    expect(status.spoken).toBe("AI Scientist: waits for your launch, $0.50 of $10. Launch Run");
    expect(status.tooltip).toContain("| Experiments | 1 | 20k in, 75 % cached, 1.0k out | $0.50 |  |");
    expect(status.tooltip).toMatch(/\| Paper \| {2}\| {2}\| {2}\| ≈ \$\d\.\d\d–\d\.\d\d \|/);
    expect(status.tooltip).toContain("**$0.50** of $10 spent");
    expect(status.tooltip).toMatch(/About \$[\d.–]+ more to the reviewed paper; the cap will do/);
  });

  test("counts the answer that is coming in", () => {
    const record = nextRecord(recordOf(entered, called(0.5)), {
      ...{ type: "live-answer", step: "s", characters: 4_000, tokens: 1_000, dollars: 0.02 },
    });
    expect(statusText(l10n, priced(begun({ record }))).text).toBe("$(loading~spin) Experiments · ≈ $0.52 of $10");
  });

  test("is free on a free model, and never $0.00 where nobody knows the price", () => {
    expect(statusText(l10n, priced(begun({ asked: "launch" }), free)).text).toBe("$(rocket) Launch Run · free");
    const calls = recordOf(entered, { ...called(0), unpriced: true } as NewRunEvent);
    const status = statusText(l10n, priced(begun({ record: calls, asked: "launch" }), unpriced));
    expect(status.text).toBe("$(rocket) Launch Run · price unknown");
    expect(status.tooltip).toContain("The price of a model is not known");
  });

  test("has the colour of a warning from four fifths of a cap on, its own or the project's", () => {
    const shown = begun({ record: recordOf(entered, called(8)) });
    expect(statusText(l10n, priced(shown)).nearCap).toBe(true);
    expect(statusText(l10n, priced(shown, plain, { dollars: 11 })).nearCap).toBe(false);
    expect(statusText(l10n, priced(shown, plain, { dollars: 11, total: 20, spent: 16 })).nearCap).toBe(true);
  });
});

describe("an idea at its cap", () => {
  test("shows what is spent, what the next call could cost, what is expected, and Raise Cap", () => {
    const rows = drawn(ideasTree(l10n, priced(atCap(reached()), plain, { dollars: 0.3 }))).split("\n");
    expect(rows.slice(0, 2)).toEqual(["credit-card adaptive steps | budget reached", "  credit-card Raise Cap"]);
    expect(rows[2]).toMatch(/^ {2}info \$0\.22 of \$0\.30 spent \| ≈ \$\d\.\d\d–\d\.\d\d to go$/);
    expect(rows[3]).toBe("  arrow-small-right Next call at most $0.12");
  });

  test("can be resumed as soon as the cap is higher, however it came to be", () => {
    const state = priced(atCap(reached()), plain, { dollars: 2 });
    expect(nextAction(l10n, state)?.verb).toBe("Resume");
    expect(drawn(ideasTree(l10n, state))).toContain("check $0.22 of $2 spent | ≈");
    expect(ideasTree(l10n, state)[0]).toMatchObject({ context: "idea.raised", description: "cap raised" });
    expect(statusText(l10n, state).alarming).toBe(false);
    expect(nextAction(l10n, priced(atCap(reached()), plain, { dollars: 0.33 }))?.verb).toBe("Raise Cap");
  });

  test("of the project says whose cap it is, and both must have room", () => {
    const ended = atCap(reached({ scope: "project", spent: 4.9, cap: 5 }));
    const state = priced(ended, plain, { dollars: 10, total: 5, spent: 4.9 });
    expect(drawn(ideasTree(l10n, state))).toContain("info $4.90 of the project's $5 spent | ≈");
    expect(nextAction(l10n, state)?.verb).toBe("Raise Cap");
    expect(nextAction(l10n, priced(ended, plain, { total: 6, spent: 4.9 }))?.verb).toBe("Resume");
    expect(nextAction(l10n, priced(ended, plain, { dollars: 0.1, total: 6, spent: 4.9 }))?.verb).toBe("Raise Cap");
  });
});

describe("raising a cap", () => {
  test("is about the one that was reached, else about the tightest", () => {
    const ended = atCap(reached({ scope: "project", spent: 4.9, cap: 5 }));
    expect(capToRaise(priced(ended, plain, { total: 5, spent: 4.9 }), ended)).toMatchObject({
      scope: "project",
      cap: 5,
    });
    const shown = atCap();
    expect(capToRaise(priced(shown, plain, { dollars: 1, total: 9, spent: 2 }), shown)).toMatchObject({ cap: 1 });
    expect(capToRaise(priced(undefined, plain), undefined)).toEqual({ scope: "idea", spent: 0, cap: 10 });
  });

  test("proposes enough for what is expected", () => {
    const shown = atCap(reached());
    const state = priced(shown, plain, { dollars: 0.3 });
    expect(capProposal(state, shown, capToRaise(state, shown))).toBe("3");
  });

  test.each([
    ["0.5", undefined],
    ["0.33", "Give at least $0.34: the next call may cost $0.12."],
    ["much", "Give an amount of US dollars."],
    ["", "Give an amount of US dollars."],
    ["-1", "Give an amount of US dollars."],
  ])("to “%s”: %s", (text, objection) => {
    expect(capObjection(l10n, stand, text)).toBe(objection);
  });
});

test("a warning is told apart by whose cap it is and how high", () => {
  const note = (budget: object): NewRunEvent =>
    ({ type: "noted", level: "warning", text: "…", budget: { ...stand, ...budget } }) as NewRunEvent;
  const record = recordOf(note({ spent: 8, cap: 10 }), note({ scope: "project", spent: 16, cap: 20 }));
  expect(capWarnings(l10n, begun({ record })).map(({ key, text }) => [key, text])).toEqual([
    ["adaptive-steps idea 10", "“adaptive steps” has spent $8.00 of its budget of $10."],
    [" project 20", "The project has spent $16.00 of its budget of $20."],
  ]);
});

test("amounts read like amounts", () => {
  expect([0.004, 0.4, 12.4].map((high) => dollarRange({ low: high / 2, high }))).toEqual([
    "< $0.01",
    "$0.20–0.40",
    "$6–12",
  ]);
  expect(dollarRange({ low: 0.402, high: 0.404 })).toBe("$0.40");
  expect([840, 1_240, 496_900, 1_240_000].map(tokenWords)).toEqual(["840", "1.2k", "497k", "1.2M"]);
});
