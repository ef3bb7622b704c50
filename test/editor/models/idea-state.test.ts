import { expect, test } from "vitest";
import { nextRecord } from "../../../src/editor/models/idea-record";
import { changeBefore, nextActionOf, stateOf, stateWords } from "../../../src/editor/models/idea-state";
import { ideasTree } from "../../../src/editor/models/ideas-tree";
import { attentionText } from "../../../src/editor/models/status-text";
import { begun, board, hunk, l10n, recordOf } from "../a-board";

const ended = (how: "done" | "failed" | "budget" | "paused" | "stopped") =>
  begun({ record: recordOf({ type: "ended", how, reason: "why" }), here: false, locked: false });
const job = recordOf({ type: "step-finished", step: "baseline: job", result: "j" });

const asked = recordOf(
  { type: "waiting", step: "run 1, attempt 1: decision", for: "change", text: "Widen" },
  {
    type: "step-finished",
    step: "run 1, attempt 1: decision",
    result: { type: "request", hunk: hunk(), text: "Less." },
  },
);
const two = [hunk(), hunk({ id: "h2" })];

const STATES = [
  ["the model thinks", begun(), "working", "Pause"],
  ["a run is on its way", begun({ record: job }), "running", "Stop"],
  ["hunks are undecided", begun({ asked: "change", undecided: [hunk()] }), "review", "Review 1 Hunk"],
  ["all hunks are decided", begun({ asked: "change" }), "review", "Approve"],
  [
    "one hunk is revised, another is undecided",
    begun({ asked: "change", undecided: two, record: asked }),
    "revising",
    "Review 1 Hunk",
  ],
  [
    "the only hunk left is revised",
    begun({ asked: "change", undecided: [hunk()], record: asked }),
    "revising",
    "Pause",
  ],
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
    expect(nextActionOf(l10n, board(idea), idea)?.verb).toBe(verb);
  });
}

test("only what waits for a person, or came to an end, asks for attention", () => {
  const asking = STATES.filter(([, idea]) => attentionText(l10n, board(idea)) !== undefined).map(
    ([, , state]) => state,
  );
  expect(asking).toEqual(["review", "review", "launch", "failed", "budget", "done"]);
});

test("a change stays the same one while its hunks are revised", () => {
  expect(changeBefore(begun({ asked: "change", record: asked }))).toBe("run 1, attempt 1");
  const again = recordOf({
    ...{ type: "waiting", for: "change", text: "Widen" },
    step: "run 1, attempt 1, request 1: decision",
  });
  expect(changeBefore(begun({ asked: "change", record: again }))).toBe("run 1, attempt 1");
  expect(changeBefore(begun({ record: again }))).toBeUndefined();
});

test("a walk that is resumed is working, whatever its last ending was", () => {
  expect(stateOf(begun({ record: recordOf({ type: "ended", how: "paused", reason: "" }) }))).toBe("working");
});

test("a model that does not answer is waited for in the list, until it answers or the step is over", () => {
  const retry = { type: "live-retry", step: "idea", reason: "lab: Nobody answers there." } as const;
  const waits = { ...retry, waitSeconds: 3.5, attempt: 2, attempts: 6 };
  const words = "no answer, tries again in 4 s (2 of 6)";
  const answer = { type: "live-answer", step: "idea", characters: 4, tokens: 1, dollars: 0 } as const;
  const waiting = nextRecord(recordOf(), waits);
  const over = { type: "step-failed", step: "idea", problem: "", at: "" } as const;
  expect(stateWords(l10n, begun({ record: waiting }))).toBe(words);
  for (const after of [answer, over])
    expect(stateWords(l10n, begun({ record: nextRecord(waiting, after) }))).toBe("beginning");
  const thinking = { ideating: "Thinking up ideas", ideatingRetry: { ...waits, subject: "" } };
  expect(ideasTree(l10n, board(undefined, thinking))[0]).toMatchObject({
    description: words,
    tooltip: "lab: Nobody answers there\\.",
  });
});
