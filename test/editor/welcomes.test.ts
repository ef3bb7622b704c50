import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { troubleTree } from "../../src/editor/models/trouble-tree";
import { drawn, l10n } from "./a-board";
import { type Context, holds } from "./when";

const ROOT = join(__dirname, "../..");
const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const texts = JSON.parse(readFileSync(join(ROOT, "package.nls.json"), "utf8")) as Record<string, string>;
const welcomes = (contributes.viewsWelcome as { view: string; when: string; contents: string }[])
  .filter(({ view }) => view === "aiScientist.ideas")
  .map(({ when, contents }) => ({ when, text: texts[contents.slice(1, -1)]! }));

const folder = { workspaceFolderCount: 1, isWorkspaceTrusted: true };
const placed = (place: string, more: Context = {}): Context => ({ ...folder, "aiScientist.place": place, ...more });

/** Every state that a window can be in before it has an idea, and what its one button is called. */
const STATES: [story: string, context: Context, button: string][] = [
  ["no folder", { workspaceFolderCount: 0, isWorkspaceTrusted: true }, "Open Sample"],
  ["no folder, and nothing trusted", { workspaceFolderCount: 0 }, "Open Sample"],
  ["a folder on no disk", placed("virtual", { virtualWorkspace: "vscode-vfs" }), "Open Folder…"],
  ["a folder on no disk that is not trusted", { workspaceFolderCount: 1, virtualWorkspace: "memfs" }, "Open Folder…"],
  ["not trusted", { workspaceFolderCount: 2, "aiScientist.place": "untrusted" }, "Manage Trust"],
  ["no experiment", placed("no-project"), "New Project…"],
  ["no git", placed("no-git"), "Get git"],
  ["no repository", placed("no-repository"), "Initialize Repository"],
  ["no commit", placed("no-commit"), "Commit Everything…"],
  ["something is missing", placed("project", { "aiScientist.setup": "missing" }), "Finish Setup"],
  ["no ideas", placed("project", { "aiScientist.setup": "ready" }), "Generate Ideas…"],
  ["no ideas, and nothing was checked", placed("project"), "Generate Ideas…"],
];

describe("each state of the window has one welcome with one button", () => {
  test.each(STATES)("%s", (_story, context, button) => {
    const shown = welcomes.filter(({ when }) => holds(when, context));
    expect(shown.map(({ text }) => buttonsOf(text))).toEqual([[button]]);
  });

  test("each welcome is of one of these states", () => {
    const used = welcomes.filter(({ when }) => STATES.some(([, context]) => holds(when, context)));
    expect(used).toHaveLength(welcomes.length);
  });

  test("while nothing is known yet, and in a project that cannot be opened, none is shown", () => {
    for (const context of [folder, placed("broken")])
      expect(welcomes.filter(({ when }) => holds(when, context))).toEqual([]);
  });
});

test("a project that cannot be opened has one row, which leads to what is wrong", () => {
  const text = "prompt.json is not valid JSON.";
  expect(drawn(troubleTree(l10n, { text, file: "prompt.json", settings: false }))).toBe("go-to-file Open prompt.json");
  expect(drawn(troubleTree(l10n, { text, settings: true }))).toBe("settings-gear Open Settings");
  expect(troubleTree(l10n, { text, settings: false })).toMatchObject([
    { label: "Show Log", command: "mend", spoken: "prompt.json is not valid JSON. Next: Show Log" },
  ]);
});

/** A link that has a line for itself is shown as a button. */
function buttonsOf(text: string): string[] {
  return text.split("\n").flatMap((line) => /^\[([^\]]+)\]\([^)]+\)$/.exec(line)?.[1] ?? []);
}
