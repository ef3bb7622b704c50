import { describe, expect, test } from "vitest";
import { type ReviewThread, reviewThreads } from "../../../src/editor/models/review-threads";
import { reviewTree } from "../../../src/editor/models/review-tree";
import type { Hunk } from "../../../src/research/change";
import type { NewRunEvent } from "../../../src/research/run-event";
import { begun, board, drawn, hunk, l10n, recordOf } from "../a-board";

const step = "run 1, attempt 1";
const proposed = hunk({ title: "Double the rate" });
const revised = hunk({ id: "h1b", added: ["rate = 0.15"], title: "Half as much more" });

/** The journal of a change about which `text` was asked, in as far as the threads look at it. */
function asked(text: string, about: Hunk = proposed, decision = `${step}: decision`): NewRunEvent[] {
  return [
    { type: "waiting", step: decision, for: "change", text: "t" },
    { type: "step-finished", step: decision, result: { type: "request", hunk: about, text } },
  ];
}

function answered(text: string, hunks: readonly Hunk[], state: "answered" | "dropped" = "answered"): NewRunEvent[] {
  return [
    { type: "step-finished", step: `${step}, request 1: answer`, result: { state, text, hunks } },
    { type: "waiting", step: `${step}, request 1: decision`, for: "change", text: "t" },
  ];
}

const settings = { model: "openai:small-model" };
const threads = (events: NewRunEvent[], undecided: readonly Hunk[], accepted: readonly Hunk[] = []) =>
  reviewThreads(l10n, begun({ record: recordOf(...events), undecided, accepted }), settings);
const said = ({ remarks }: ReviewThread) => remarks.map(({ author, plain }) => `${author}: ${plain}`);

describe("a thread about a hunk", () => {
  test("begins with the researcher's words, and nothing more can be asked until they are answered", () => {
    const [thread, ...others] = threads(asked("Less, please"), [proposed]);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ path: "experiment.py", lines: { from: 3, to: 3 }, state: "asked", settled: false });
    expect([said(thread!), thread!.subject]).toEqual([["You: Less, please"], undefined]);
  });

  test("moves to the new proposal, which can be asked about again", () => {
    const now = { ...revised, newStart: 8 };
    const [thread] = threads([...asked("Less"), ...answered("Half of it.", [revised])], [now]);
    expect(said(thread!)).toEqual(["You: Less", "AI Scientist (small-model): Half of it."]);
    expect(thread).toMatchObject({
      label: "Answered with a new proposal",
      lines: { from: 8, to: 8 },
      subject: { hunks: ["h1b"], line: 8 },
    });
  });

  test("goes on when the new proposal is asked about, and keeps its name", () => {
    const first = [...asked("Less"), ...answered("Half of it.", [revised])];
    const second = asked("Still less", revised, `${step}, request 1: decision`);
    const [before] = threads(first, [revised]);
    const [thread, ...others] = threads([...first, ...second], [revised]);
    expect(others).toEqual([]);
    expect(thread!.id).toBe(before!.id);
    expect(said(thread!).at(-1)).toBe("You: Still less");
  });

  test("says when the hunk was left, taken back, or could not be revised", () => {
    const label = (...events: NewRunEvent[]) => threads([...asked("Less"), ...events], [proposed])[0]!.label;
    expect(label(...answered("It is right.", [proposed]))).toBe("Answered: left as it is");
    expect(label(...answered("Away with it.", []))).toBe("Answered: the model took the change back");
    expect(label(...answered("It was decided.", [], "dropped"))).toBe("Not answered; nothing was changed");
  });

  test("is settled when its hunk is accepted, where that now stands, and over with the change", () => {
    const events = [...asked("Less"), ...answered("Half.", [revised])];
    const above = hunk({ id: "above", oldStart: 1, oldLines: 0, newStart: 2, newLines: 2 });
    expect(threads(events, [above], [revised])[0]).toMatchObject({ settled: true, lines: { from: 5, to: 5 } });
    const decision = { approved: true, remarks: "", by: "researcher" };
    const over = { type: "step-finished", step: `${step}, request 1: decision`, result: decision } as const;
    expect(threads([...events, over], [])).toEqual([]);
  });

  test("that waits until the model has answered another is there at once", () => {
    const other = hunk({ id: "h2", newStart: 20, oldStart: 20 });
    const queued = [{ type: "request", hunk: other, text: "And this" }] as const;
    const idea = begun({ record: recordOf(...asked("Less")), undecided: [proposed, other], queued });
    expect(reviewThreads(l10n, idea, settings).map(said)).toEqual([["You: Less"], ["You: And this"]]);
  });

  test("shows what was said as text", () => {
    const [thread] = threads(asked("[x](command:y) *now*"), [proposed]);
    expect(thread!.remarks[0]!.text).toBe("\\[x\\]\\(command:y\\) \\*now\\*");
  });
});

test("the tree has the thread below its hunk", () => {
  const shown = begun({ asked: "change", record: recordOf(...asked("Less, please")), undecided: [proposed] });
  expect(drawn(reviewTree(l10n, board(shown)))).toBe(
    [
      "[ ] file-code experiment.py | +1 −1",
      "  [ ] - Double the rate | +1 −1 · line 3",
      "    comment-discussion You | Less, please",
      "    loading~spin The model is answering…",
    ].join("\n"),
  );
});
