import { describe, expect, test } from "vitest";
import { BudgetReached, permission, standsOf, worstCost } from "../../src/engine/budget";
import { converse } from "../../src/engine/converse";
import type { Means } from "../../src/engine/ports/purse";
import { Parameters } from "../../src/research/parameters";
import { next, nothingYet } from "../../src/research/run-view";
import type { Price, Usage } from "../../src/research/usage";
import { FakeClock } from "../fakes/clock";
import { FakeJournal } from "../fakes/journal";
import { ScriptedModel } from "../fakes/language-model";
import { purseWith } from "../fakes/purse";

const price: Price = { input: 10, cachedInput: 1, output: 100 };
const free: Price = { input: 0, cachedInput: 0, output: 0 };
const conversation = [{ role: "user" as const, text: "x".repeat(3_500) }];
const call = { step: "ideas: first", stage: "ideas" as const, conversation };

/** Each call costs $0.11, and could have cost up to $0.115. */
function labWith(cap: number, modelPrice: Price | undefined, more: Partial<Means> = {}) {
  const usage: Usage = { input: 1_000, cachedInput: 0, output: 1_000, reasoning: 0, source: "reported" };
  const line = [
    { type: "usage" as const, usage },
    { type: "end" as const, finish: "stop" as const },
  ];
  const model = new ScriptedModel([line], modelPrice ? { price: modelPrice } : {});
  const journal = new FakeJournal();
  const { signal } = new AbortController();
  return {
    ...{ model, reviewer: model, journal, signal },
    purse: purseWith(cap, more),
    clock: new FakeClock(),
    parameters: Parameters.parse({}),
  };
}

/** Converses until the budget says no, at most ten times. */
async function untilReached(lab: ReturnType<typeof labWith>): Promise<BudgetReached> {
  for (let count = 0; count < 10; count++) {
    const reached = await converse(lab, call).catch((error: unknown) => error);
    if (reached instanceof BudgetReached) return reached;
  }
  throw new Error("The budget was never reached.");
}

const warnings = (lab: ReturnType<typeof labWith>) => lab.journal.of("noted").map(({ text }) => text);

test("the worst case is a prompt half as long again as estimated, nothing of it cached, and the longest answer", () => {
  expect(worstCost({ conversation }, 1_000, price)).toBeCloseTo((1_506 * 10 + 1_000 * 100) / 1e6, 12);
  expect(worstCost({ conversation }, 1_000, undefined)).toBeUndefined();
});

test.each([
  [0, 0, 0, "granted"],
  [0, 0.1, 0, "refused"],
  [0, undefined, 0, "refused"],
  [9.9, 0.1, 10, "granted"],
  [9.9, 0.2, 10, "refused"],
  [99, 0, 10, "granted"],
  [0, undefined, 10, "unpriced"],
])("with $%d spent, a call of up to $%s under a cap of $%d is %s", (spent, next, cap, permitted) => {
  expect(permission(spent, next, cap)).toBe(permitted);
});

test("the project's cap, where there is one, counts what its other journals spent", () => {
  expect(standsOf({ cap: 10, total: undefined, elsewhere: 7 }, 2)).toEqual([{ scope: "idea", spent: 2, cap: 10 }]);
  expect(standsOf({ cap: 10, total: 20, elsewhere: 7 }, 2)[1]).toEqual({ scope: "project", spent: 9, cap: 20 });
});

describe("a conversation under a cap", () => {
  test("stops before the request that might not be paid for, and goes on under a higher one", async () => {
    const lab = labWith(0.3, price);
    const reached = await untilReached(lab);
    expect(reached.stand).toEqual({
      ...{ scope: "idea", spent: expect.closeTo(0.22, 12), cap: 0.3, next: expect.closeTo(0.11506, 12) },
    });
    expect(reached.message).toBe(
      "Budget reached: $0.22 of $0.30 are spent, and scripted could cost up to $0.12 for the next call. Raise the budget and resume.",
    );
    expect(lab.model.requests).toHaveLength(2);
    lab.purse.means = { ...lab.purse.means, cap: 1 };
    await converse(lab, call);
    expect(lab.model.requests).toHaveLength(3);
  });

  test("that was lowered below what is spent stops before the next request, and says why", async () => {
    const lab = labWith(10, price);
    await converse(lab, call);
    lab.purse.means = { ...lab.purse.means, cap: 0.1 };
    expect((await untilReached(lab)).message).toBe(
      "Budget reached: $0.11 are spent, more than the budget of $0.10, and scripted could cost up to $0.12 for the next call. Raise the budget and resume.",
    );
    expect(lab.model.requests).toHaveLength(1);
  });

  test("of the project stops an idea that has money of its own left", async () => {
    const lab = labWith(10, price, { total: 2, elsewhere: 1.8 });
    const reached = await untilReached(lab);
    expect(reached.stand).toMatchObject({ scope: "project", cap: 2 });
    expect(reached.message).toContain("$1.91 of the project's $2.00 are spent");
    expect(lab.model.requests).toHaveLength(1);
  });

  test("of nothing asks free models only", async () => {
    await converse(labWith(0, free), call);
    await converse(labWith(10, free, { total: 0 }), call);
    await expect(converse(labWith(0, price), call)).rejects.toThrow("Budget reached: $0.00 of $0.00 are spent");
    await expect(converse(labWith(0, undefined), call)).rejects.toThrow("scripted has no known price");
  });

  test("says once that a model's price is not known, and which calls it could not count", async () => {
    const lab = labWith(10, undefined);
    await converse(lab, call);
    await converse(lab, call);
    expect(warnings(lab)).toEqual(["The price of scripted is not known: its calls count as $0 against the budget."]);
    expect(lab.journal.of("model-called").map((entry) => entry.dollars)).toEqual([0, 0]);
    expect(lab.journal.history.reduce(next, nothingYet)).toMatchObject({ dollars: 0, unpricedCalls: 2 });
  });
});

describe("the warning", () => {
  test("comes when four fifths are spent, once for each cap", async () => {
    const lab = labWith(0.5, price);
    for (let count = 0; count < 4; count++) await converse(lab, call).catch(() => {});
    expect(warnings(lab)).toEqual(["$0.44 of the budget of $0.50 are spent."]);
    lab.purse.means = { ...lab.purse.means, cap: 0.7 };
    for (let count = 0; count < 3; count++) await converse(lab, call).catch(() => {});
    expect(warnings(lab).slice(1)).toEqual(["$0.66 of the budget of $0.70 are spent."]);
    const { notes } = lab.journal.history.reduce(next, nothingYet);
    expect(notes[0]?.budget).toEqual({ scope: "idea", spent: expect.closeTo(0.44, 12), cap: 0.5 });
  });

  test("comes before the next request when the cap was lowered", async () => {
    const lab = labWith(10, price);
    for (let count = 0; count < 6; count++) await converse(lab, call);
    lab.purse.means = { ...lab.purse.means, cap: 0.8 };
    await converse(lab, call);
    expect(warnings(lab)).toEqual(["$0.66 of the budget of $0.80 are spent."]);
    expect(lab.journal.history.findLastIndex(({ type }) => type === "noted")).toBe(6);
  });

  test("is of the project too, and none is given about free calls", async () => {
    const lab = labWith(10, price, { total: 2, elsewhere: 1.55 });
    await converse(lab, call);
    expect(warnings(lab)).toEqual(["$1.66 of the project's budget of $2.00 are spent."]);
    const freeLab = labWith(10, free, { total: 2, elsewhere: 1.9 });
    await converse(freeLab, call);
    expect(warnings(freeLab)).toEqual([]);
  });
});
