import { describe, expect, test } from "vitest";
import { BudgetReached, budgetWarning, permission, worstCost } from "../../src/engine/budget";
import { converse } from "../../src/engine/converse";
import { Parameters } from "../../src/research/parameters";
import type { Price, Usage } from "../../src/research/usage";
import { FakeClock } from "../fakes/clock";
import { FakeJournal } from "../fakes/journal";
import { ScriptedModel } from "../fakes/language-model";

const price: Price = { input: 10, cachedInput: 1, output: 100 };
const free: Price = { input: 0, cachedInput: 0, output: 0 };
const conversation = [{ role: "user" as const, text: "x".repeat(3_500) }];
const call = { step: "ideas: first", stage: "ideas" as const, conversation };

function labWith(budgetDollars: number, modelPrice: Price | undefined) {
  const usage: Usage = { input: 1_000, cachedInput: 0, output: 1_000, reasoning: 0, source: "reported" };
  const line = [
    { type: "usage" as const, usage },
    { type: "end" as const, finish: "stop" as const },
  ];
  const model = new ScriptedModel([line], modelPrice ? { price: modelPrice } : {});
  const journal = new FakeJournal();
  const { signal } = new AbortController();
  return {
    model,
    reviewer: model,
    journal,
    clock: new FakeClock(),
    parameters: Parameters.parse({ budgetDollars }),
    signal,
  };
}

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

test("the warning comes once, when four fifths are spent", () => {
  expect(budgetWarning(7.9, 8, 10)).toBe("$8.00 of the budget of $10.00 are spent.");
  expect(budgetWarning(8, 8.1, 10)).toBeUndefined();
  expect(budgetWarning(1, 2, 10)).toBeUndefined();
  expect(budgetWarning(0, 0, 0)).toBeUndefined();
});

describe("a conversation under a cap", () => {
  test("stops before the request that might not be paid for, and goes on under a higher one", async () => {
    const lab = labWith(0.3, price);
    await converse(lab, call);
    const reached = await converse(lab, call)
      .then(() => converse(lab, call))
      .catch((error: unknown) => error);
    expect(reached).toBeInstanceOf(BudgetReached);
    expect(reached).toMatchObject({ cap: 0.3 });
    expect((reached as BudgetReached).spent).toBeCloseTo(0.22, 12);
    expect((reached as Error).message).toBe(
      "Budget reached: $0.22 of $0.30 are spent, and scripted could cost up to $0.12 for the next call. Raise the budget and resume.",
    );
    expect(lab.model.requests).toHaveLength(2);
    await converse({ ...lab, parameters: Parameters.parse({ budgetDollars: 1 }) }, call);
    expect(lab.model.requests).toHaveLength(3);
  });

  test("of nothing asks free models only", async () => {
    await converse(labWith(0, free), call);
    await expect(converse(labWith(0, price), call)).rejects.toThrow("Budget reached: $0.00 of $0.00 are spent");
    await expect(converse(labWith(0, undefined), call)).rejects.toThrow("scripted has no known price");
  });

  test("says once that a model's price is not known", async () => {
    const lab = labWith(10, undefined);
    await converse(lab, call);
    await converse(lab, call);
    expect(lab.journal.of("noted").map((note) => note.text)).toEqual([
      "The price of scripted is not known: its calls count as $0 against the budget.",
    ]);
    expect(lab.journal.of("model-called").map((entry) => entry.dollars)).toEqual([0, 0]);
  });
});
