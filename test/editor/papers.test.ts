import { beforeEach, expect, test, vi } from "vitest";
import type { PaperProblems } from "../../src/editor/paper-problems";
import { Papers } from "../../src/editor/papers";
import type { Studio } from "../../src/editor/studio";

type Text = {
  uri: { scheme: string; fsPath: string };
  isDirty: boolean;
  version: number;
  save: () => Promise<boolean>;
};

/** The texts that are open, who listens to savings, and the compilations: each ends when a test says so. */
const world = vi.hoisted(() => ({
  texts: [] as unknown[],
  savings: [] as ((text: unknown) => void)[],
  runs: [] as { end: (pdf?: string) => void; signal: AbortSignal }[],
}));

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  ProgressLocation: { Notification: 15, Window: 10 },
  EventEmitter: class {
    event = () => ({ dispose() {} });
    fire() {}
    dispose() {}
  },
  workspace: {
    isTrusted: true,
    get textDocuments() {
      return world.texts;
    },
    onDidSaveTextDocument: (listener: (text: unknown) => void) => {
      world.savings.push(listener);
      return { dispose() {} };
    },
    asRelativePath: (path: string) => path,
    getConfiguration: () => ({ get: (key: string) => (key === "paper.compileOnSave" ? true : undefined) }),
  },
  window: {
    withProgress: (_options: unknown, work: (progress: unknown, token: unknown) => unknown) =>
      work({}, { onCancellationRequested: () => ({}) }),
  },
  Uri: { file: (path: string) => ({ fsPath: path }) },
}));

const PAPER = { source: "/paper/main.tex", pdf: "/paper/.typeset/main.pdf" };

beforeEach(() => {
  world.texts = [];
  world.savings = [];
  world.runs = [];
});

test("asked twice for the same text it is compiled once, and once more for what was typed meanwhile", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  const first = papers.compile(PAPER);
  const same = papers.compile(PAPER);
  await runs(1);
  typed(main);
  const other = papers.compile(PAPER);
  await moments();
  expect(main.isDirty).toBe(true);
  world.runs[0]!.end("one");
  expect(await first).toMatchObject({ pdf: "one" });
  expect(await same).toMatchObject({ pdf: "one" });
  await runs(2);
  expect(main.isDirty).toBe(false);
  world.runs[1]!.end("two");
  expect(await other).toMatchObject({ pdf: "two" });
  await moments();
  expect(world.runs).toHaveLength(2);
});

test("stopping stops what was asked for meanwhile too", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  const first = papers.compile(PAPER);
  await runs(1);
  typed(main);
  const other = papers.compile(PAPER);
  papers.stop(PAPER);
  world.runs[0]!.end();
  expect(await first).toBeUndefined();
  expect(await other).toBeUndefined();
  expect(world.runs).toHaveLength(1);
});

test("compiling on save saves nothing that is being typed; what is asked for meanwhile has it", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  const part = text("part.tex");
  typed(part);
  await main.save();
  await runs(1);
  expect(part.isDirty).toBe(true);
  const asked = papers.compile(PAPER);
  await main.save();
  world.runs[0]!.end("one");
  await runs(2);
  world.runs[1]!.end("two");
  await runs(3);
  expect(part.isDirty).toBe(false);
  world.runs[2]!.end("three");
  expect(await asked).toMatchObject({ pdf: "three" });
});

function openPapers(): Papers {
  const compileAnyPaper = (_source: string, _settings: unknown, signal: AbortSignal) =>
    new Promise((resolve) => {
      world.runs.push({ end: (pdf) => resolve({ pdf, pages: 1, problems: [] }), signal });
    });
  const studio = {
    board: undefined,
    context: { extension: { packageJSON: { contributes: { configuration: [] } } } },
    parts: { project: () => ({ compileAnyPaper, paperWith: async () => PAPER }) },
  };
  return new Papers(studio as unknown as Studio, { compiled: async () => {} } as unknown as PaperProblems);
}

/** A text in the editor; saving it is told to who listens, as VS Code does. */
function text(name: string): Text {
  const made: Text = {
    uri: { scheme: "file", fsPath: `/paper/${name}` },
    isDirty: false,
    version: 1,
    async save() {
      made.isDirty = false;
      for (const listener of world.savings) listener(made);
      return true;
    },
  };
  world.texts.push(made);
  return made;
}

function typed(one: Text): void {
  one.isDirty = true;
  one.version++;
}

const runs = (count: number) => vi.waitFor(() => expect(world.runs).toHaveLength(count));
const moments = () => new Promise((resolve) => setTimeout(resolve, 20));
