import { describe, expect, test } from "vitest";
import { changeBetween, experimentsOf } from "../../../../src/editor/models/experiments/experiments";
import { readFromPanel } from "../../../../src/editor/models/experiments/messages";
import { rememberedNumbers } from "../../../../src/editor/models/experiments/run-numbers";
import { experimentsWords } from "../../../../src/editor/models/experiments/words";
import { Run } from "../../../../src/research/run";
import { Experiments, ToPanel, WORDS } from "../../../../src/webview/contract/experiments";
import { AT, begun, board, l10n, measured, recordOf } from "../../a-board";

const none = { pictures: {} };
const baseline = measured(0, "Baseline", { sine: [1.0, 1.02, 0.98], chirp: [2, 2.1, 1.9] });
const better = measured(1, "Half bandwidth", { sine: [0.5, 0.52, 0.48], chirp: [1, 1.05, 0.95] });
const invalid = Run.parse({
  ...{ number: 2, name: "Too good", description: "Reads the answers.", commit: "c2", attempt: 1 },
  outcome: { type: "invalid", reasons: ["It read the test set."], lastLines: "" },
});
const recorded = (...runs: Run[]) =>
  recordOf(
    { type: "stage-entered", stage: "experiments" },
    ...runs.map((run) => ({ type: "run-recorded" as const, run })),
  );
const modelOf = (...runs: Run[]) =>
  experimentsOf(l10n, board(begun({ record: recorded(...runs), here: false, locked: false })), none);

describe("the rows", () => {
  test("a measured run has its mean with the interval over seeds, and the difference to the baseline with the verdict", () => {
    const row = modelOf(baseline, better).rows[1]!;
    expect(row).toMatchObject({ key: "adaptive-steps/1", name: "Half bandwidth", isBest: true, state: "measured" });
    const cell = row.cells["sine\nloss"]!;
    // t(2) = 4.3027, s = 0.02, n = 3
    expect(cell.half).toBeCloseTo(0.04968, 4);
    expect([cell.text, cell.plusMinus, cell.seeds]).toEqual(["0.500", "± 0.050", 3]);
    expect(cell.difference).toMatchObject({ text: "−50 %", verdict: "better" });
    expect(cell.difference!.high!).toBeLessThan(0);
  });

  test("the baseline is compared with nothing, and one without seeds says nothing of noise", () => {
    const { rows } = modelOf(baseline, measured(1, "Once", { sine: [0.5] }));
    expect(rows[0]!.cells["sine\nloss"]!.difference).toBeUndefined();
    const once = rows[1]!.cells["sine\nloss"]!;
    expect([once.plusMinus, once.half, once.difference!.verdict]).toEqual(["", undefined, "unknown"]);
  });

  test("a run that does not count has its reason and no numbers, and never is the best", () => {
    const row = modelOf(baseline, invalid).rows[1]!;
    expect(row).toMatchObject({ state: "invalid", isBest: false, cells: {} });
    expect(row.reason).toBe("It read the test set.");
    expect(row.actions).not.toContain("openResults");
    expect(row.actions).toContain("showCommit");
    expect(modelOf(baseline, { ...invalid, commit: "" }).rows[1]!.actions).not.toContain("showCommit");
  });

  test("a run that is larger than the baseline, or repeats another, says so at its name", () => {
    const sized = (run: Run, trainableParameters: number): Run => ({
      ...run,
      environment: { gpus: [], packages: {}, trainableParameters },
    });
    const again: Run = { ...better, number: 2, name: "Once more", repeatOf: 1 };
    const { rows } = modelOf(sized(baseline, 1000), sized(better, 2000), sized(again, 1000));
    expect(rows[1]!.remarks).toEqual(["not matched: trainable parameters 2000 against 1000 (+100 %)"]);
    expect(rows[2]!.remarks).toEqual(["repeats Half bandwidth"]);
    expect(rows[2]!.cells["sine\nloss"]!.difference!.verdict).toBe("repeat");
  });

  test("a run that goes on has since when, how long it may take and its last line; a queue says why it waits", () => {
    const events = [
      { type: "stage-entered", stage: "experiments" },
      { type: "run-recorded", run: baseline },
      { type: "waiting", step: "run 1, attempt 1: launch", for: "launch", text: "Half bandwidth" },
      { type: "step-finished", step: "run 1, attempt 1: job", result: "run_1-attempt-1" },
    ] as const;
    const record = recordOf(...events);
    const { rows } = experimentsOf(
      l10n,
      board(begun({ record: { ...record, view: { ...record.view, live: "step 5" } } })),
      none,
    );
    expect(rows[1]).toMatchObject({ number: 1, name: "Half bandwidth", state: "running", line: "step 5", limit: 120 });
    expect(rows[1]!.since).toBe(Date.parse(AT));
    const waiting = { ...record.view, job: { type: "waiting" as const, reason: "Resources" } };
    const queued = experimentsOf(l10n, board(begun({ record: { ...record, view: waiting } })), none);
    expect(queued.rows[1]).toMatchObject({ state: "waiting", reason: "Resources" });
    expect([queued.rows[1]!.since, queued.rows[1]!.limit]).toEqual([undefined, undefined]);
  });

  test("what the model's calls for a run cost is told at the run", () => {
    const usage = { input: 1, cachedInput: 0, output: 1, reasoning: 0, source: "reported" } as const;
    const called = {
      type: "model-called",
      stage: "experiments",
      model: "m",
      usage,
      seconds: 1,
      transcript: "",
      outcome: "answered",
    } as const;
    const record = recordOf(
      { ...called, step: "run 1, attempt 1: change", dollars: 0.02 },
      { ...called, step: "run 1: verdict", dollars: 0.01 },
      { ...called, step: "run 10: verdict", dollars: 5 },
      { type: "run-recorded", run: better },
    );
    const [row] = experimentsOf(l10n, board(begun({ record })), none).rows;
    expect(row!.dollars).toBeCloseTo(0.03);
  });
});

test("columns stand with the primary metric first, figures of the idea before those of its runs", () => {
  const pictures = {
    "adaptive-steps": [
      { path: "run_1/fit.png", address: "b" },
      { path: "loss_by_step.png", address: "a" },
    ],
  };
  const model = experimentsOf(l10n, board(begun({ record: recorded(baseline) })), { pictures });
  expect(model.columns.map(({ key, primary }) => [key, primary])).toEqual([
    ["sine\nloss", true],
    ["chirp\nloss", true],
  ]);
  expect(model.pictures.map(({ title, run }) => [title, run])).toEqual([
    ["loss by step", undefined],
    ["fit", "adaptive-steps/1"],
  ]);
});

test("a table without runs says how they come", () => {
  expect(experimentsOf(l10n, board(undefined), none).nothing).toMatch(/^No runs yet: start an idea/);
  expect(modelOf().nothing).toMatch(/^No runs yet: the first row comes when the baseline/);
});

describe("what is sent", () => {
  test("a row that changed is sent alone; a new one, or another column, means everything", () => {
    const runs = [baseline, invalid];
    const numbers = rememberedNumbers(l10n);
    const { template } = board(undefined);
    const showing = (line: string, shown = runs) => {
      const view = { ...recorded().view, runs: shown, live: line };
      const record = { ...recorded(), view, job: { step: "run 3, attempt 1", since: AT } };
      return experimentsOf(l10n, board(begun({ record }), { template }), none, numbers);
    };
    const [before, after] = [showing("step 1"), showing("step 2")];
    expect(changeBetween(before, showing("step 1"))).toEqual([]);
    expect(changeBetween(before, after)).toEqual([after.rows[2]]);
    expect(changeBetween(before, showing("step 1", [...runs, { ...better, number: 4 }]))).toBe("everything");
  });

  test("fits the contract, with every text of the panel, places for names and numbers left in", () => {
    const words = experimentsWords(l10n);
    expect(Object.keys(words).sort()).toEqual([...WORDS].sort());
    expect(words.of).toBe("{0} of {1}");
    const model = modelOf(baseline, better, invalid);
    expect(Experiments.parse(model)).toEqual(model);
    expect(ToPanel.safeParse({ type: "show", words, model }).success).toBe(true);
  });

  test("what no panel says is dropped", () => {
    expect(readFromPanel({ type: "ready" })).toEqual({ type: "ready" });
    expect(readFromPanel({ type: "act", action: "rm -rf", run: "a/1" })).toBeUndefined();
    expect(readFromPanel("ready")).toBeUndefined();
    expect(readFromPanel({ type: "picture", name: "x".repeat(100), png: "" })).toBeUndefined();
  });
});
