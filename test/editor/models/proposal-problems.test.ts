import { describe, expect, test } from "vitest";
import {
  keyOf,
  lookedAt,
  newProblems,
  type PendingFile,
  problemsOfHunk,
} from "../../../src/editor/models/proposal-problems";
import { reviewTree } from "../../../src/editor/models/review-tree";
import { policyOf } from "../../../src/python/policy";
import type { Problem } from "../../../src/research/problem";
import { TemplateManifest } from "../../../src/research/template";
import { withoutHunks } from "../../../src/research/without-hunks";
import { begun, board, drawn, hunk, l10n } from "../a-board";

const policy = policyOf(TemplateManifest.parse({ requirements: ["numpy"] }));
const problem = (changes: Partial<Problem> = {}): Problem => ({
  ...{ file: "experiment.py", line: 3, column: 1, endColumn: 5, rule: "process", severity: "warning" as const },
  ...{ source: "AI Scientist", message: "Starts another program." },
  ...changes,
});

const ownProblems = (files: readonly PendingFile[], own = policy) =>
  lookedAt(files, own).flatMap(({ problems }) => problems);

describe("our own problems", () => {
  test("code that moved from one file to another is not new, and what is as it was is not read again", () => {
    const call = 'import os\nos.system("ls")\n';
    const moved = [
      { path: "experiment.py", before: `x = 1\n${call}`, after: "x = 1\n" },
      { path: "helpers.py", before: "", after: call },
    ];
    expect(ownProblems(moved)).toEqual([]);
    expect(ownProblems(moved.slice(1))).toHaveLength(1);
    const known = lookedAt(moved, policy);
    expect(lookedAt(moved.slice(0, 1), policy, known)[0]).toBe(known[0]);
  });

  test("stand on the code of their lines, without its indentation", () => {
    const before = "def f():\n    x = 1\n";
    const after = 'import os\n\ndef f():\n    os.system(\n        "ls"\n    )  # now\n';
    expect(ownProblems([{ path: "experiment.py", before, after }])).toMatchObject([
      { line: 4, endLine: 6, column: 5, endColumn: 13, rule: "process", severity: "warning", source: "AI Scientist" },
    ]);
  });

  test("a proposal that no longer parses is an error, unless it was broken before", () => {
    const files = (before: string, after: string) => [{ path: "experiment.py", before, after }];
    expect(ownProblems(files("x = 1\n", "x = 1\ny = f(a b)\n"))).toMatchObject([
      { line: 2, rule: "syntax", severity: "error", message: "This does not parse: y = f(a b)" },
    ]);
    expect(ownProblems(files("x = f(a b)\n", "x = f(a b)\ny = 1\n"))).toEqual([]);
    expect(ownProblems([{ path: "notes.txt", before: "", after: "f(a b)" }])).toEqual([]);
  });
});

describe("what other extensions say", () => {
  const undecided = [hunk({ newStart: 3, newLines: 2 })];
  const pylance = (changes: Partial<Problem>) =>
    problem({ source: "Pylance", rule: "undefined", message: "“x” is not defined", ...changes });

  test("is shown for lines that a hunk touches and when it was not said before", () => {
    expect(newProblems([pylance({ line: 4 })], new Set(), undecided)).toHaveLength(1);
    expect(newProblems([pylance({ line: 5 })], new Set(), undecided)).toEqual([]);
    expect(newProblems([pylance({ line: 4 })], new Set([keyOf(pylance({ line: 90 }))]), undecided)).toEqual([]);
    expect(newProblems([pylance({ line: 4 }), pylance({ line: 20 })], new Set(), undecided)).toEqual([]);
  });

  test("our own are not listed twice", () => {
    expect(newProblems([problem()], new Set(), undecided)).toEqual([]);
  });
});

test("a hunk has the problems on its lines, and the nearest hunk those that stand on no hunk's lines; errors come first", () => {
  const [first, second] = [hunk({ newStart: 3 }), hunk({ id: "h2", newStart: 20 })];
  const problems = [
    problem({ line: 3 }),
    problem({ line: 5, severity: "error" }),
    problem({ line: 19 }),
    problem({ file: "plot.py" }),
  ];
  expect(problemsOfHunk(first, problems, [first, second]).map(({ line }) => line)).toEqual([5, 3]);
  expect(problemsOfHunk(second, problems, [first, second]).map(({ line }) => line)).toEqual([19]);
});

test("a hunk of which something is said since is another row, which opens: the workbench would keep the old one closed", () => {
  const idOf = (problems: Problem[]) =>
    reviewTree(l10n, board(begun({ asked: "change", undecided: [hunk()], problems })))[0]!.children![0]!.id;
  expect(idOf([problem()])).not.toBe(idOf([]));
  expect(idOf([problem(), problem({ message: "Another." })])).toBe(idOf([problem()]));
});

test("in the tree a hunk with problems has a sign, and they are the first below it", () => {
  const undecided = [hunk({ title: "Call out", why: "It is faster." }), hunk({ id: "h2", newStart: 9 })];
  const problems = [problem(), problem({ line: 9, source: "Ruff", severity: "error", message: "F821 undefined name" })];
  const rows = reviewTree(l10n, board(begun({ asked: "change", undecided, problems })));
  expect(drawn(rows)).toBe(
    [
      "[ ] file-code experiment.py | +2 −2",
      "  [ ] warning Call out | +1 −1 · line 3",
      "    warning Starts another program. | line 3",
      "    comment  | It is faster.",
      "  [ ] error rate = 0.2 | +1 −1 · line 9",
      "    error Ruff: F821 undefined name | line 9",
    ].join("\n"),
  );
  const [call] = rows[0]!.children!;
  expect(call).toMatchObject({
    open: true,
    spoken: "Undecided: Call out, lines added 1, removed 1, problems 1. Check to accept.",
  });
  expect(call!.children![0]).toMatchObject({
    command: "openHunk",
    spoken: "Warning: Starts another program.",
    subject: { line: 3 },
  });
});

test("an accepted hunk has none: it was looked at", () => {
  const rows = reviewTree(l10n, board(begun({ asked: "change", accepted: [hunk()], problems: [problem()] })));
  expect(drawn(rows)).not.toContain("warning");
});

describe("a text without hunks of it", () => {
  const text = "a\nB\nC\nd\nnew\ne\n";
  const hunks = [
    hunk({ newStart: 2, newLines: 2, added: ["B", "C"], removed: ["b"] }),
    hunk({ newStart: 5, newLines: 1, added: ["new"], removed: [] }),
    hunk({ newStart: 6, newLines: 0, added: [], removed: ["f", "g"] }),
  ];

  test("is the text before", () => {
    expect(withoutHunks(text, hunks)).toBe("a\nb\nd\ne\nf\ng\n");
    expect(withoutHunks(text, [])).toBe(text);
    expect(withoutHunks("x\n", [hunk({ newStart: 1, newLines: 1, added: ["x"], removed: [] })])).toBe("");
  });

  test("is unknown when the text is another one", () => {
    expect(withoutHunks(text.replace("new", "newer"), hunks)).toBeUndefined();
  });
});
