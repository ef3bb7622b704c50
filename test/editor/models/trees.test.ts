import { describe, expect, test } from "vitest";
import { ideasTree } from "../../../src/editor/models/ideas-tree";
import { paperTree } from "../../../src/editor/models/paper-tree";
import { reviewTree } from "../../../src/editor/models/review-tree";
import { runsTree } from "../../../src/editor/models/runs-tree";
import type { TreeNode } from "../../../src/editor/models/tree-node";
import { begun, board, drawn, hunk, idea, l10n, measured, recordOf } from "../a-board";

describe("Ideas", () => {
  test("before anything was begun, the first row is the way to begin", () => {
    const state = board(undefined, { ideas: [idea()] });
    expect(drawn(ideasTree(l10n, state))).toBe(
      [
        "play Start Idea",
        "lightbulb adaptive steps | Adaptive Steps",
        "  graph Interest 7 · feasible 9 · novel 5",
        "  search Novelty: not checked",
      ].join("\n"),
    );
  });

  test("without a model the way to begin is to choose one", () => {
    const state = board(undefined, { ideas: [idea()], settings: { model: "", dollars: 10, scale: "full" } });
    expect(ideasTree(l10n, state)[0]).toMatchObject({ label: "Choose Model", command: "chooseModel" });
  });

  test("an idea that waits for its review says so and offers it, and nothing spins", () => {
    const shown = begun({ asked: "change", undecided: [hunk(), hunk({ id: "h2" })] });
    const lines = drawn(ideasTree(l10n, board(shown)));
    expect(lines.split("\n").slice(0, 4)).toEqual([
      "diff adaptive steps | waits for your review",
      "  diff Review 2 Hunks",
      "  circle-filled Experiments | waits for you",
      "  circle-outline Figures",
    ]);
    expect(lines).not.toContain("spin");
  });

  test("an idea that ran out of budget shows the reason and how to go on", () => {
    const reason = "The cap of $10 is reached.";
    const record = recordOf({ type: "stage-entered", stage: "paper" }, { type: "ended", how: "budget", reason });
    const lines = drawn(ideasTree(l10n, board(begun({ record, here: false, locked: false }))));
    expect(lines).toContain("credit-card adaptive steps | budget reached");
    expect(lines).toContain("  credit-card Raise Cap\n  info The cap of $10 is reached.");
  });
});

describe("Review", () => {
  test("hunks stand under their file in the order of the text, accepted ones checked, each with its reason", () => {
    const undecided = [
      hunk({ title: "Double the rate", why: "It is too slow." }),
      hunk({ id: "h2", oldStart: 8, oldLines: 0, newStart: 9, newLines: 2, removed: [], added: ["", "a()"] }),
    ];
    const accepted = [hunk({ id: "h3", newStart: 6 }), hunk({ id: "h4", path: "plot.py", title: "Wider lines" })];
    expect(drawn(reviewTree(l10n, board(begun({ asked: "change", undecided, accepted }))))).toBe(
      [
        "[ ] file-code experiment.py | +4 −2 · 1 of 3 accepted",
        "  [ ] - Double the rate | +1 −1 · line 3",
        "    comment  | It is too slow.",
        "  [x] - rate = 0.2 | +1 −1 · line 6",
        "  [ ] - a() | +2 −0 · line 9",
        "[x] file-code plot.py | +1 −1 · accepted",
        "  [x] - Wider lines | +1 −1 · line 3",
      ].join("\n"),
    );
  });

  test("a row keeps its identity when it is accepted, unless the same change is undecided elsewhere", () => {
    const idOf = (changes: Parameters<typeof begun>[0]) =>
      reviewTree(l10n, board(begun(changes))).flatMap(({ children }) => (children ?? []).map(({ id }) => id));
    const [id] = idOf({ undecided: [hunk()] });
    expect(idOf({ accepted: [hunk()] })).toEqual([id]);
    expect(new Set(idOf({ undecided: [hunk()], accepted: [hunk()] })).size).toBe(2);
  });

  test("when all is decided the first row approves", () => {
    const shown = begun({ asked: "change", accepted: [hunk()] });
    expect(reviewTree(l10n, board(shown))[0]).toMatchObject({ label: "Approve", command: "approve" });
  });

  test("a tooltip shows text of the model as text, and its code cannot end the block", () => {
    const shown = begun({ undecided: [hunk({ title: "[x](command:y)", added: ["```", "text"] })] });
    const [file] = reviewTree(l10n, board(shown));
    const { tooltip } = file!.children![0]!;
    expect(tooltip).toContain("\\[x\\]\\(command:y\\)");
    expect(tooltip).toContain("````diff\n-rate = 0.1\n+```\n+text\n````");
  });
});

describe("Runs", () => {
  test("a launch shows where, what and how long before it is approved", () => {
    const launch = {
      name: "Baseline",
      commit: "0123456789",
      command: "{python} e.py",
      place: "this machine",
      limitSeconds: 7200,
    };
    expect(drawn(runsTree(l10n, board(begun({ asked: "launch", launch }))))).toBe(
      [
        "rocket Launch “Baseline”",
        "  server On | this machine",
        "  terminal Command | python e.py",
        "  git-commit Commit | 01234567",
        "  watch Limit | 2 h 00 min",
      ].join("\n"),
    );
  });

  test("the running job shows its name, its time of its limit, and its last line", () => {
    const events = [
      { type: "waiting", step: "run 1, attempt 1: launch", for: "launch", text: "Double rate" },
      { type: "step-finished", step: "run 1, attempt 1: launch", result: true },
      { type: "step-finished", step: "run 1, attempt 1: job", result: "j" },
    ] as const;
    const record = recordOf(...events);
    const shown = begun({ record: { ...record, view: { ...record.view, live: "epoch 3: loss 0.5" } } });
    expect(drawn(runsTree(l10n, board(shown)))).toBe(
      "loading~spin Double rate | 1 min 05 s of 2 min 00 s · epoch 3: loss 0.5",
    );
  });

  test("a better run has the star, and its numbers stand beside the baseline's", () => {
    const baseline = measured(0, "Baseline", { moons: [1, 1.01, 0.99], line: [2, 2.02, 1.98] });
    const better = measured(1, "Half rate", { moons: [0.5, 0.51, 0.49], line: [2, 2.01, 1.99] });
    const runs = [baseline, better].map((run) => ({ type: "run-recorded", run }) as const);
    const [first, second] = runsTree(l10n, board(begun({ record: recordOf(...runs) })));
    expect(drawn([first!]).split("\n")[0]).toBe("pass Baseline | 14 s");
    expect(drawn([second!])).toBe(
      [
        "star-full Half rate | 1 of 2 better, 0 worse · loss · 14 s",
        "  target loss · moons | 0.5000 nats · −50 % · better",
        "  target loss · line | 2 nats · ±0 % · no clear difference",
      ].join("\n"),
    );
  });

  test("a crash says its last words", () => {
    const run = {
      ...measured(1, "Half rate", {}),
      outcome: { type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd: "a\nKeyError: 'x'" },
    };
    const [node] = runsTree(l10n, board(begun({ record: recordOf({ type: "run-recorded", run }) })));
    expect(node).toMatchObject({ icon: "error", description: "crashed with exit code 1: KeyError: 'x'" });
  });
});

describe("Paper", () => {
  test("there is none before its stage begins", () => {
    expect(paperTree(l10n, board(begun()))).toEqual([]);
  });

  test("the PDF is told to be old when the source no longer compiles", () => {
    const compiled = { pdf: undefined, pages: undefined, problems: [] };
    const [pdf] = paperTree(l10n, board(begun({ pdf: "/p/paper.pdf", compiled })));
    expect(pdf).toMatchObject({ label: "Open PDF", description: "older than the source" });
  });

  test("beside the PDF stands how long it is and how many claims the runs support", () => {
    const compiled = { pdf: "/p/paper.pdf", pages: 7, problems: [] };
    const claims = { supported: 12, checkable: 14, read: 0 };
    const [pdf] = paperTree(l10n, board(begun({ pdf: "/p/paper.pdf", compiled, claims })));
    expect(pdf).toMatchObject({ description: "7 pages · 12 of 14 claims supported" });
    const byModel = { ...claims, read: 9 };
    const [read] = paperTree(l10n, board(begun({ pdf: "/p/paper.pdf", compiled, claims: byModel })));
    expect(read).toMatchObject({ description: "7 pages · 12 of 14 claims supported · 9 read by the model" });
    const nothing = { supported: 0, checkable: 0, read: 0 };
    const [same] = paperTree(l10n, board(begun({ pdf: "/p/paper.pdf", compiled, claims: nothing })));
    expect(same).toMatchObject({ description: "7 pages" });
  });

  test("sections lead to their line in the source", () => {
    const sections = [
      { title: "Introduction", line: 12, empty: false, words: 210, edited: false },
      { title: "Method", line: 40, empty: true, words: 0, edited: false },
      { title: "Results", line: 60, empty: false, words: 300, edited: true },
    ];
    const record = recordOf({ type: "stage-entered", stage: "paper" });
    const rows = paperTree(l10n, board(begun({ record, sections })));
    const node = rows.find(({ label }) => label === "Sections")!;
    expect(drawn([node])).toBe(
      [
        "list-unordered Sections | 2 of 3 written · 510 words",
        "  pass Introduction | 210 words",
        "  circle-outline Method | not written yet",
        "  edit Results | 300 words · edited since",
      ].join("\n"),
    );
    expect(node.children?.[0]).toMatchObject({ command: "openSource", subject: { line: 12 } });
  });
});

test("every row of every tree can be heard and told apart", () => {
  const shown = begun({ undecided: [hunk()], accepted: [hunk({ id: "h2" })], pdf: "/p/paper.pdf" });
  for (const tree of [ideasTree, reviewTree, runsTree, paperTree]) {
    const all = flat(tree(l10n, board(shown)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ label, spoken }) => (spoken ?? label).trim() === "")).toEqual([]);
  }
});

function flat(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);
}
