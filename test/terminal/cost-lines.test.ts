import { expect, test } from "vitest";
import type { NewRunEvent, RunEvent } from "../../src/research/run-event";
import { nothingYet } from "../../src/research/run-view";
import { TemplateManifest } from "../../src/research/template";
import { aboutWords, expectedLine, spentWords } from "../../src/terminal/cost-lines";
import { LiveView } from "../../src/terminal/live-view";
import { basisOf, recordOf } from "../editor/a-board";

const priced = basisOf("openai:gpt-4.1", { input: 2, cachedInput: 0.2, output: 10 });
const free = basisOf("rehearsal", { input: 0, cachedInput: 0, output: 0 });
const money = (basis = priced, idea = 10, project?: number, projectSpent = 0) => ({
  ...{ basis, projectSpent },
  caps: { idea, project },
});
const called: NewRunEvent = {
  ...{ type: "model-called", step: "plan of the runs", stage: "experiments", model: "m", dollars: 0.5, seconds: 1 },
  usage: { input: 12_000, cachedInput: 9_000, output: 900, reasoning: 0, source: "reported" },
  ...{ transcript: "t", outcome: "answered" },
};

test("what is expected is said with whether the caps will do", () => {
  expect(expectedLine(nothingYet, money())).toBe(
    "Expected: ≈ $0.42–1.78 to the reviewed paper; the cap will do ($10.00 left).",
  );
  expect(expectedLine(nothingYet, money(priced, 1))).toContain("the cap may not do ($1.00 left)");
  expect(expectedLine(nothingYet, money(priced, 10, 5, 4.8))).toContain("the cap will not do ($0.20 left)");
  expect(expectedLine(nothingYet, money(free))).toBe("Expected: ≈ 40–60 calls to the reviewed paper, free.");
  expect(expectedLine(nothingYet, money(basisOf("m", undefined)))).toBe(
    "Expected: ≈ 40–60 calls, price unknown to the reviewed paper.",
  );
  const done = recordOf({ type: "ended", how: "done", reason: "" }).view;
  expect(expectedLine(done, money())).toBe("");
});

test("what is spent is said with its cap, and never as nothing where the price is not known", () => {
  expect(spentWords(recordOf(called).view, money())).toBe("$0.50 of $10");
  const unpriced = recordOf({ ...called, dollars: 0, unpriced: true } as NewRunEvent).view;
  expect(spentWords(unpriced, money())).toBe("price unknown");
});

test("on a terminal one line says what is spent of the cap, the coming answer included, and what is to come", () => {
  const written: string[] = [];
  const err = { isTTY: true, columns: 200, write: (text: string) => written.push(text) } as never;
  const view = new LiveView({ err }, TemplateManifest.parse({}));
  view.count(money());
  const see = (event: object) => view.see({ ...event, at: "2026-01-02T03:04:05.000Z" } as RunEvent, true);
  see({ type: "stage-entered", stage: "experiments" });
  see(called);
  see({ type: "step-started", step: "run 1, attempt 1: change" });
  view.see({ type: "live-answer", step: "s", characters: 700, tokens: 200, dollars: 0.03 }, true);
  expect(written.at(-1)).toMatch(
    /^experiments · run 1, attempt 1: change · 13k tokens · \$0\.53 of \$10 · ≈ \$0\.\d\d–\d\.\d\d to go · ≈ 200 tokens$/,
  );
});

test("a stage says what it is expected to cost when it begins", () => {
  const range = { low: 17, high: 21 };
  expect(aboutWords({ calls: range, input: range, cachedInput: range, output: range })).toBe(
    "≈ 17–21 calls, price unknown",
  );
});
