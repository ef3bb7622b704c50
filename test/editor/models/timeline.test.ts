import { describe, expect, test } from "vitest";
import type { BegunShown } from "../../../src/editor/models/board-state";
import { timelineText } from "../../../src/editor/models/timeline-text";
import { timelineNode } from "../../../src/editor/models/timeline-tree";
import { moment } from "../../../src/editor/models/wording";
import type { IdeaCommit } from "../../../src/research/idea-commit";
import type { TimelineEntry, TimelineFact } from "../../../src/research/timeline";
import { AT, begun, board, drawn, l10n, measured, recordOf } from "../a-board";

const commit: IdeaCommit = {
  ...{ commit: "0123456789abcdef", parent: "p", at: AT, title: "Half rate", kind: "change", step: "run 1, attempt 1" },
  ...{ model: "m", edited: false, files: [{ path: "experiment.py", change: "changed", added: 3, removed: 1 }] },
};
const call = {
  step: "run 1, attempt 1: change",
  model: "m",
  tokens: 1200,
  dollars: 0.02,
  outcome: "answered",
  transcript: "t1",
} as const;
const entry = (group: string, by: TimelineEntry["by"], fact: TimelineFact, asked = false): TimelineEntry => ({
  ...{ at: AT, by, group, stage: "experiments", fact },
  asked: asked ? { tokens: 1200, dollars: 0.02, calls: [call] } : undefined,
});
const change = (tally: Record<string, number> | undefined, approved = true): TimelineFact => ({
  ...{ type: "change", step: "run 1, attempt 1", title: "Half rate", files: ["experiment.py"], hunks: 2, requests: [] },
  decision: { approved, remarks: "", tally },
  commit: approved ? commit : undefined,
});
const run = measured(1, "Half rate", { moons: [0.5, 0.51, 0.49] });
const story: TimelineEntry[] = [
  entry("start", "researcher", { type: "began", title: "One", from: undefined }),
  entry("run 1", "researcher", change({ accepted: 2, rejected: 1, edited: 0 }), true),
  entry("run 1", "policy", { type: "launched", name: "Half rate" }),
  entry("run 1", "program", {
    type: "ran",
    attempt: 1,
    end: { type: "exited", code: 0 },
    seconds: 14,
    run,
    commit: undefined,
  }),
  entry("review 1", "model", { type: "reviewed", round: 1 }, true),
  entry("review 1", "program", { type: "ended", how: "budget", reason: "Budget reached." }),
];
const runs = [measured(0, "Baseline", { moons: [1, 1.01, 0.99] }), run].map(
  (one) => ({ type: "run-recorded", run: one }) as const,
);
const shown = (timeline: BegunShown["timeline"]) => begun({ timeline, record: recordOf(...runs) });
const at = moment(AT, Date.parse(AT));

describe("the timeline in the tree", () => {
  test("is not read before its row is opened", () => {
    const node = timelineNode(l10n, board(shown(undefined)), shown(undefined));
    expect(node).toMatchObject({ context: "timeline.unread", open: false });
    expect(drawn([node])).toBe("history Timeline\n  ellipsis Reading …");
  });

  test("tells newest first what happened, what came of it, by whom and when", () => {
    const lines = drawn([timelineNode(l10n, board(shown(story)), shown(story))]);
    expect(lines.replaceAll(at, "now")).toBe(
      [
        "history Timeline | last at now",
        "  debug-pause Budget reached | Budget reached. · now",
        "  comment-discussion Review | the model · 1 question, $0.02 · now",
        "    comment-discussion run 1, attempt 1: change | 1200 tokens · $0.02 · m",
        "  pass Ran “Half rate” | loss 0.5000 · −50 % · 14 s · now",
        "  rocket Launched “Half rate” | your settings · now",
        "  git-commit Half rate | you · 2 accepted, 1 rejected · +3 −1 · 1 question, $0.02 · now",
        "    comment-discussion run 1, attempt 1: change | 1200 tokens · $0.02 · m",
        "  lightbulb Begun | you · now",
      ].join("\n"),
    );
  });

  test("is told group by group when it is long, each with what it cost", () => {
    const long = [...story, ...Array.from({ length: 8 }, () => entry("paper", "policy", change(undefined), true))];
    const rows = timelineNode(l10n, board(shown(long)), shown(long)).children!;
    expect(rows.map(({ label, description }) => [label, description])).toEqual([
      ["Paper", "8 questions · $0.16"],
      ["Review 1", "1 question · $0.02"],
      ["Half rate", "1 question · $0.02"],
      ["Beginning", ""],
    ]);
  });

  test("rows lead to the commit, the numbers, the review and the transcript", () => {
    const rows = timelineNode(l10n, board(shown(story)), shown(story)).children!;
    const subjects = rows
      .filter(({ command }) => command === "openEntry")
      .map(({ context, subject }) => ({ context, ...subject }));
    const { slug, folder, worktree } = shown(story);
    expect(subjects).toEqual([
      { context: undefined, slug, file: `${folder}/review.json` },
      { context: "timeline.commit", slug, commit: run.commit, file: `${worktree}/run_1/final_info.json` },
      { context: "timeline.commit", slug, commit: commit.commit },
    ]);
    expect(rows[1]!.children![0]).toMatchObject({ command: "openEntry", subject: { transcript: "t1" } });
  });

  test.each([
    [change(undefined), "approved"],
    [change(undefined, false), "turned down"],
    [change({ accepted: 0, edited: 1, added: 1, onRequest: 1 }), "1 on request, 1 edited, 1 added"],
  ])("a decision in words: %#", (fact, words) => {
    const one = [entry("run 1", "researcher", fact)];
    expect(drawn([timelineNode(l10n, board(shown(one)), shown(one))])).toContain(words);
  });

  test("an attempt that crashed says how it ended", () => {
    const one = [
      entry("run 1", "program", {
        type: "ran",
        attempt: 2,
        end: { type: "exited", code: 1 },
        seconds: 3,
        run: undefined,
        commit: undefined,
      }),
    ];
    expect(drawn([timelineNode(l10n, board(shown(one)), shown(one))])).toContain(
      "error Ran “Half rate”, attempt 2 | ended with exit code 1 · 3 s",
    );
  });
});

test("as a text it has what it took, by stage and by hand, then what happened, oldest first", () => {
  const text = timelineText(l10n, board(shown(story)), shown(story), story).replaceAll(
    moment(AT, Date.parse(AT)).replaceAll("-", "\\-"),
    "now",
  );
  expect(text).toContain("# Adaptive Steps");
  expect(text).toContain("| you | changes decided: 1, commits by hand: 0 |");
  expect(text).toContain("| the model | questions: 2, tokens: 2400, cost: \\$0\\.04 |");
  expect(text).toContain("| the program | runs: 1, time: 14 s |");
  expect(text.indexOf("## Beginning")).toBeLessThan(text.indexOf("## Half rate"));
  expect(text).toMatch(/\| you \| Half rate \\\(01234567\\\) \| 2 accepted, 1 rejected · \\\+3 −1/);
});
