import { describe, expect, test } from "vitest";
import { nextAction } from "../../../src/editor/models/idea-state";
import { ideasTree } from "../../../src/editor/models/ideas-tree";
import { ratingsIn } from "../../../src/editor/models/ratings";
import type { Idea } from "../../../src/research/idea";
import { begun, board, drawn, idea, l10n } from "../a-board";

const ideas = (...changes: Partial<Idea>[]) =>
  board(undefined, {
    ideas: changes.map((change, index) => ({ ...idea(`idea_${index}`), Title: `Title ${index}`, ...change })),
  });

describe("the list of ideas", () => {
  test("approved ones come first and say so, the researcher's own are known as theirs", () => {
    const lines = drawn(ideasTree(l10n, ideas({}, { own: true }, { approved: true })));
    expect(lines.split("\n").filter((line) => !line.startsWith(" "))).toEqual([
      "play Start Idea",
      "thumbsup idea 2 | approved · Title 2",
      "lightbulb idea 0 | Title 0",
      "lightbulb idea 1 | yours · Title 1",
    ]);
  });

  test("rejected ones stand in a group of their own, closed, with the reason", () => {
    const rows = ideasTree(l10n, ideas({}, { rejected: { reason: "Known." } }, { rejected: { reason: "" } }));
    const group = rows.at(-1)!;
    expect(group).toMatchObject({ label: "Rejected", description: "2", open: false });
    expect(group.children!.map(({ label, description, context }) => [label, description, context])).toEqual([
      ["idea 1", "Known.", "idea.rejected"],
      ["idea 2", "no reason given", "idea.rejected"],
    ]);
  });

  test("when all are rejected the way on is to think up others", () => {
    expect(nextAction(l10n, ideas({ rejected: { reason: "" } }))).toMatchObject({ command: "generateIdeas" });
  });

  test("an idea without ratings shows none, a reviewed one its score", () => {
    const { Interestingness, Feasibility, Novelty, ...bare } = idea();
    expect(drawn(ideasTree(l10n, board(undefined, { ideas: [bare as Idea] })))).not.toContain("graph");
    expect(drawn(ideasTree(l10n, ideas({ Score: 4, ScoreForm: "Workshop (1–5)" })))).toContain(
      "review 4, Workshop (1–5)",
    );
    expect(drawn(ideasTree(l10n, ideas({ Score: 5.5 })))).toContain(
      "graph Interest 7 · feasible 9 · novel 5 · review 5.5 of 10",
    );
  });

  test("what is alike is said once, on the later one, and also when the other was rejected or begun", () => {
    const title = "Adaptive Steps for Stiff Systems";
    const twice = drawn(
      ideasTree(l10n, ideas({ Title: title }, { Title: `${title} Again`, Experiment: "Other words." })),
    );
    expect(twice.match(/Similar to/g)).toHaveLength(1);
    expect(twice).toContain("files Similar to “idea 0” | not begun");
    const rejected = drawn(ideasTree(l10n, ideas({ Title: title }, { Title: title, rejected: { reason: "" } })));
    expect(rejected).toContain("  files Similar to “idea 1” | rejected");
    const shown = begun({ idea: { ...idea(), Title: title } });
    const state = board(shown, { ideas: [shown.idea, { ...idea("other"), Title: title }] });
    expect(drawn(ideasTree(l10n, state))).toContain("files Similar to “adaptive steps” | begun");
  });

  test("the researcher's word on novelty stands in the check's place, which can still be read", () => {
    const overruled = { verdict: "novel" as const, reason: "Another data set." };
    const novelty = { verdict: "overlaps" as const, reason: "Done.", papers: [], overruled };
    const [first] = ideasTree(l10n, ideas({ novelty })).filter(({ label }) => label === "idea 0");
    const row = first!.children!.find(({ context }) => context === "novelty")!;
    expect(row).toMatchObject({ label: "Novelty, as you say: novel", description: "Another data set." });
    expect(row.tooltip).toBe(
      "Novelty, as you say: novel\\. Another data set\\.\n\nThe check said: overlaps with known work\\. Done\\.",
    );
    expect(first!.tooltip).toContain(row.tooltip);
  });

  test("what an idea was distilled from stands under it, each with its words and where they can be read", () => {
    const sources = [
      {
        title: "Old *Steps*",
        link: "https://doi.org/10.5/a",
        quote: "We tried one data set.",
        kind: "limitation" as const,
      },
      {
        title: "Mine",
        file: "papers/mine.pdf",
        quote: "It may carry over.",
        kind: "method" as const,
        point: "Carry it.",
      },
      { title: "Odd", link: "https://a.b/(x) [y](command:z)", quote: "Nobody knows." },
    ];
    const [first] = ideasTree(l10n, ideas({ sources })).filter(({ label }) => label === "idea 0");
    const group = first!.children!.find(({ label }) => label === "Distilled from")!;
    expect(group.description).toBe("Old *Steps* · Mine · Odd");
    expect(group.children!.map(({ label, description }) => `${label} | ${description}`)).toEqual([
      "“We tried one data set.” | Limitation",
      "“It may carry over.” | Method to carry over",
      "“Nobody knows.” | Passage",
    ]);
    expect(group.children![0]!.tooltip).toContain("<https://doi.org/10.5/a>");
    expect(group.children![1]!.tooltip).toContain("papers/mine\\.pdf");
    expect(group.children![2]!.tooltip).not.toContain("[y](");
    expect(first!.tooltip).toContain("- Old \\*Steps\\* <https://doi.org/10.5/a>");
  });

  test("a novelty verdict has the papers that were found under it", () => {
    const novelty = {
      verdict: "overlaps" as const,
      reason: "Done.",
      papers: [
        { title: "Old Steps", year: 2019, quote: "We adapt." },
        { title: "Wrong Steps", year: 2018, retracted: true },
      ],
    };
    expect(drawn(ideasTree(l10n, ideas({ novelty })))).toContain(
      "  search Novelty: overlaps with known work | Done.\n    book Old Steps | 2019\n    warning Wrong Steps | 2018 · retracted",
    );
  });
});

test("a mistake in the file is a row that names the entry and leads to its line, and the ideas stay", () => {
  const problem = { file: "ideas.json", line: 12, column: 9, entry: "Wide Nets", message: "Title is missing." };
  const rows = ideasTree(l10n, { ...ideas({}), ideaProblems: [problem] });
  expect(rows.map(({ label }) => label)).toEqual(["Start Idea", "ideas.json, line 12", "idea 0"]);
  expect(rows[1]).toMatchObject({
    description: "Title is missing.",
    command: "openIdeas",
    subject: { file: "/project/ideas.json", line: 12 },
  });
});

test.each([
  ["7 8 5", { Interestingness: 7, Feasibility: 8, Novelty: 5 }],
  ["7, 8/5", { Interestingness: 7, Feasibility: 8, Novelty: 5 }],
  ["  ", {}],
  ["7 8", undefined],
  ["7 8 11", undefined],
  ["a b c", undefined],
])("ratings from “%s”", (text, ratings) => {
  expect(ratingsIn(text)).toEqual(ratings);
});
