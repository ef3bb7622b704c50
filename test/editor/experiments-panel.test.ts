import { beforeEach, expect, test, vi } from "vitest";
import type { Board } from "../../src/editor/board";
import { showExperiments } from "../../src/editor/experiments-panel";
import * as models from "../../src/editor/models/models";
import type { Studio } from "../../src/editor/studio";
import type { ToPanel } from "../../src/webview/contract/experiments";
import { begun, board as boardState, l10n, measured, recordOf } from "./a-board";

/** How long the worktree takes to be read, and what the panel was told. */
const world = vi.hoisted(() => ({ read: Promise.resolve(), told: [] as unknown[] }));

vi.mock("vscode", () => {
  const uri = (path: string) => ({ path, fsPath: path, with: () => uri(path), toString: () => path });
  return {
    l10n: { t: (text: string, ...args: (string | number)[]) => l10n.t(text, ...args) },
    env: { language: "en" },
    FileType: { File: 1, Directory: 2 },
    Uri: { file: uri, joinPath: (base: { path: string }, ...parts: string[]) => uri([base.path, ...parts].join("/")) },
    workspace: {
      fs: {
        readDirectory: () => world.read.then(() => []),
        stat: () => Promise.reject(new Error("It is not there.")),
      },
    },
  };
});

const runs = [measured(0, "Baseline", { sine: [0.3, 0.31] }), measured(1, "Half", { sine: [0.2, 0.21] })];
const shown = begun({ record: recordOf(...runs.map((run) => ({ type: "run-recorded" as const, run }))) });
const comparison = { type: "want-comparison", one: "adaptive-steps/0", other: "adaptive-steps/1" };
const told = (type: ToPanel["type"]) => world.told.filter((message) => (message as ToPanel).type === type);

beforeEach(() => {
  world.read = Promise.resolve();
  world.told = [];
});

test("what a page asks for before it was shown the runs is answered once it was", async () => {
  const page = openPanel();
  let isRead = () => {};
  world.read = new Promise((resolve) => {
    isRead = resolve;
  });
  page.says({ type: "ready" });
  page.says(comparison);
  await moments();
  expect(world.told).toEqual([]);
  isRead();
  await expect.poll(() => told("compared")).toHaveLength(1);
  expect((world.told as ToPanel[]).map(({ type }) => type)).toEqual(["show", "compared"]);
});

test("what it asks for afterwards is answered at once, and once", async () => {
  const page = openPanel();
  page.says({ type: "ready" });
  await expect.poll(() => told("show")).toHaveLength(1);
  page.says(comparison);
  await expect.poll(() => told("compared")).toHaveLength(1);
  page.changes();
  await moments();
  expect(told("compared")).toHaveLength(1);
});

test("a page that begins anew is told nothing that the one before it asked for", async () => {
  const page = openPanel();
  page.says(comparison);
  page.says({ type: "ready" });
  await expect.poll(() => told("show")).toHaveLength(1);
  await moments();
  expect(told("compared")).toEqual([]);
});

/** A panel on an idea with two runs; `says` is its page, `changes` the board. */
function openPanel() {
  const listeners: ((message: unknown) => void)[] = [];
  const watchers: (() => void)[] = [];
  const workspace = { diff: async () => "", readAt: async () => "" };
  const board = { models, state: () => boardState(shown), project: { workspace: () => workspace } };
  const studio = {
    board: board as unknown as Board,
    place: { type: "project", folder: "/project" },
    context: { extensionUri: { path: "/extension" } },
    parts: { models: () => models },
    onDidChange: (watcher: () => void) => watchers.push(watcher),
  };
  const webview = {
    onDidReceiveMessage: (listener: (message: unknown) => void) => listeners.push(listener),
    postMessage: async (message: unknown) => world.told.push(message),
    asWebviewUri: (uri: unknown) => uri,
  };
  const panel = { webview, visible: true, onDidChangeViewState: () => ({}), onDidDispose: () => ({}) };
  showExperiments(panel as never, studio as unknown as Studio);
  return {
    says: (message: unknown) => {
      for (const listener of listeners) listener(message);
    },
    changes: () => {
      for (const watcher of watchers) watcher();
    },
  };
}

const moments = () => new Promise((resolve) => setTimeout(resolve, 20));
