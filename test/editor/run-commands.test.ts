import { expect, test, vi } from "vitest";
import { jobAt } from "../../src/editor/run-commands";
import { begun, l10n, recordOf } from "./a-board";

vi.mock("vscode", () => ({ l10n: { t: (text: string, ...args: (string | number)[]) => l10n.t(text, ...args) } }));

const shown = begun({
  record: recordOf(
    { type: "step-finished", step: "baseline: job", result: "run_0-attempt-1" },
    { type: "step-finished", step: "run 1, attempt 1: job", result: "run_1-attempt-1" },
  ),
});

test("the log of a row is that of its own job, and without a row that of the last", () => {
  expect(jobAt(shown, { run: 0, job: "run_0-attempt-1" })).toMatchObject({ job: "run_0-attempt-1" });
  expect(jobAt(shown, {})).toMatchObject({ job: "run_1-attempt-1" });
});

test("a run for which no job was started has none, and another's is not taken for its", () => {
  expect(() => jobAt(shown, { run: 2 })).toThrow("No job was started for this run");
});
