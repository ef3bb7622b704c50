import { expect, test } from "vitest";
import { nextActionOf, stateOf } from "../../../src/editor/models/idea-state";
import { attentionText } from "../../../src/editor/models/status-text";
import { begun, board, hunk, l10n, recordOf } from "../a-board";

const ended = (how: "done" | "failed" | "budget" | "paused" | "stopped") =>
  begun({ record: recordOf({ type: "ended", how, reason: "why" }), here: false, locked: false });
const job = recordOf({ type: "step-finished", step: "baseline: job", result: "j" });

const STATES = [
  ["the model thinks", begun(), "working", "Pause"],
  ["a run is on its way", begun({ record: job }), "running", "Stop"],
  ["hunks are undecided", begun({ asked: "change", undecided: [hunk()] }), "review", "Review 1 Hunk"],
  ["all hunks are decided", begun({ asked: "change" }), "review", "Approve"],
  ["a launch waits", begun({ asked: "launch" }), "launch", "Launch Run"],
  ["another window works on it", begun({ here: false }), "elsewhere", undefined],
  ["the window was closed", begun({ here: false, locked: false }), "interrupted", "Resume"],
  ["it was paused", ended("paused"), "paused", "Resume"],
  ["it was stopped", ended("stopped"), "stopped", "Resume"],
  ["it failed", ended("failed"), "failed", "Resume"],
  ["the budget is used up", ended("budget"), "budget", "Raise Cap"],
  ["all is done", ended("done"), "done", "Open PDF"],
] as const;

for (const [story, idea, state, verb] of STATES) {
  test(`${story}: ${verb ?? "nothing to do here"}`, () => {
    expect(stateOf(idea)).toBe(state);
    expect(nextActionOf(l10n, idea)?.verb).toBe(verb);
  });
}

test("only what waits for a person, or came to an end, asks for attention", () => {
  const asking = STATES.filter(([, idea]) => attentionText(l10n, board(idea)) !== undefined).map(
    ([, , state]) => state,
  );
  expect(asking).toEqual(["review", "review", "launch", "failed", "budget", "done"]);
});

test("a walk that is resumed is working, whatever its last ending was", () => {
  expect(stateOf(begun({ record: recordOf({ type: "ended", how: "paused", reason: "" }) }))).toBe("working");
});
