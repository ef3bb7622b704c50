import { beforeEach, expect, test, vi } from "vitest";
import type { PaperProblems } from "../../src/editor/paper-problems";
import { Papers } from "../../src/editor/papers";
import type { Studio } from "../../src/editor/studio";

type Text = {
  uri: { scheme: string; fsPath: string };
  isDirty: boolean;
  version: number;
  getText: () => string;
  save: () => Promise<boolean>;
};

/** The texts that are open, who listens to savings, and the compilations: each ends when a test says so. */
const world = vi.hoisted(() => ({
  texts: [] as unknown[],
  active: undefined as string | undefined,
  savings: [] as ((text: unknown) => void)[],
  runs: [] as { end: (pdf?: string) => void; wait: (isWaiting: boolean) => void; signal: AbortSignal }[],
  /** What was last said beside the title of the progress. */
  said: "",
  /** When the PDF was made: a compilation that succeeds, and who else makes one. */
  made: 0,
  /** The files of the paper's folder, with when each was changed. */
  disk: new Map<string, number>(),
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
    fs: { stat: async ({ fsPath }: { fsPath: string }) => ({ mtime: world.disk.get(fsPath) ?? world.made, size: 1 }) },
    findFiles: async () => [...world.disk.keys()].map((fsPath) => ({ fsPath })),
    getConfiguration: () => ({ get: (key: string) => (key === "paper.compileOnSave" ? true : undefined) }),
  },
  window: {
    withProgress: (_options: unknown, work: (progress: unknown, token: unknown) => unknown) =>
      work(
        { report: ({ message }: { message: string }) => (world.said = message) },
        { onCancellationRequested: () => ({}) },
      ),
    get activeTextEditor() {
      return world.active && { document: { uri: { scheme: "file", fsPath: world.active } } };
    },
  },
  RelativePattern: class {},
  Uri: {
    file: (path: string) => ({ fsPath: path }),
    joinPath: ({ fsPath }: { fsPath: string }, name: string) => ({ fsPath: `${fsPath}/${name}` }),
  },
}));

const PAPER = { source: "/paper/main.tex", pdf: "/paper/.typeset/main.pdf" };

beforeEach(() => {
  world.texts = [];
  world.active = undefined;
  world.savings = [];
  world.runs = [];
  world.disk.clear();
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

test("what is asked for after a stop is compiled once that has ended, by the command and by a save", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  const first = papers.compile(PAPER);
  await runs(1);
  papers.stop(PAPER);
  const wished = [papers.compile(PAPER), papers.compile(PAPER)];
  world.runs[0]!.end();
  expect(await first).toBeUndefined();
  await runs(2);
  world.runs[1]!.end("two");
  expect(await Promise.all(wished)).toMatchObject([{ pdf: "two" }, { pdf: "two" }]);
  typed(main);
  await main.save();
  await runs(3);
  papers.stop(PAPER);
  await main.save();
  await moments();
  world.runs[2]!.end();
  await runs(4);
  world.runs[3]!.end("four");
  await moments();
  expect(world.runs).toHaveLength(4);
});

test("a second stop is meant for what was asked for after the first", async () => {
  const papers = openPapers();
  text("main.tex");
  const first = papers.compile(PAPER);
  await runs(1);
  papers.stop(PAPER);
  const wished = papers.compile(PAPER);
  papers.stop(PAPER);
  world.runs[0]!.end();
  expect([await first, await wished]).toEqual([undefined, undefined]);
  expect(world.runs).toHaveLength(1);
});

test("an idle save compiles where a file beside it was changed elsewhere, came or went", async () => {
  openPapers();
  const main = text("main.tex");
  for (const name of ["main.tex", "part.tex", "loss.png"]) world.disk.set(`/paper/${name}`, 1);
  await main.save();
  await runs(1);
  world.runs[0]!.end("one");
  await moments();
  // Saved again: the file has another time, and the same text.
  world.disk.set("/paper/main.tex", 2);
  await main.save();
  await moments();
  expect(world.runs).toHaveLength(1);
  const changes = [
    () => world.disk.set("/paper/part.tex", 2),
    () => world.disk.set("/paper/new.bib", 2),
    () => world.disk.delete("/paper/loss.png"),
  ];
  for (const [at, change] of changes.entries()) {
    change();
    await main.save();
    await runs(at + 2);
    world.runs[at + 1]!.end("again");
    await moments();
  }
  // One that is open was read anew by VS Code.
  const part = text("part.tex");
  await main.save();
  await moments();
  world.disk.set("/paper/main.pdf", 3);
  await main.save();
  await moments();
  expect(world.runs).toHaveLength(4);
  part.version++;
  world.disk.set("/paper/part.tex", 3);
  await main.save();
  await runs(5);
  world.runs[4]!.end("five");
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
  typed(main);
  await main.save();
  world.runs[0]!.end("one");
  await runs(2);
  world.runs[1]!.end("two");
  await runs(3);
  expect(part.isDirty).toBe(false);
  world.runs[2]!.end("three");
  expect(await asked).toMatchObject({ pdf: "three" });
});

test("a save that changes nothing compiles nothing; the command does", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  typed(main);
  await main.save();
  await runs(1);
  await main.save();
  world.runs[0]!.end("one");
  await moments();
  await main.save();
  await moments();
  expect(world.runs).toHaveLength(1);
  expect(await papers.isMadeOf(PAPER, "/paper/main.tex", main.getText())).toBe(true);
  const asked = papers.compile(PAPER);
  await runs(2);
  world.runs[1]!.end("two");
  expect(await asked).toMatchObject({ pdf: "two" });
});

test("an idle save compiles where the last time failed, was stopped, or somebody else made the PDF since", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  await main.save();
  await runs(1);
  world.runs[0]!.end();
  await moments();
  await main.save();
  await runs(2);
  papers.stop(PAPER);
  world.runs[1]!.end();
  await moments();
  await main.save();
  await runs(3);
  world.runs[2]!.end("three");
  await moments();
  world.made++;
  await main.save();
  await runs(4);
  world.runs[3]!.end("four");
});

test("an idle save of one source tries again what was stopped for another", async () => {
  const papers = openPapers();
  const main = text("main.tex");
  const part = text("part.tex");
  await main.save();
  await runs(1);
  world.runs[0]!.end("one");
  await moments();
  typed(part);
  await part.save();
  await runs(2);
  papers.stop(PAPER);
  world.runs[1]!.end();
  await moments();
  await main.save();
  await runs(3);
  world.runs[2]!.end("three");
});

test("the source that is open is compiled, not the idea that is shown; a source of nobody's paper compiles nothing", async () => {
  const idea = { slug: "idea", paperSource: "/project/worktree/latex/template.tex", worktree: "/project/worktree" };
  const papers = openPapers({ begun: [{ ...idea, folder: "/project/ideas/idea" }], shown: "idea" });
  const meant = async (file?: string, subject = {}) => {
    world.active = file;
    return (await papers.paperOf(subject, undefined)).source;
  };
  expect(await meant("/paper/part.tex")).toBe(PAPER.source);
  expect(await meant("/project/worktree/latex/template.tex")).toBe(idea.paperSource);
  expect(await meant("/project/notes.txt")).toBe(idea.paperSource);
  expect(await meant("/project/latex/template.tex")).toBe(idea.paperSource);
  expect(await meant()).toBe(idea.paperSource);
  expect(await meant("/paper/part.tex", { slug: "idea" })).toBe(idea.paperSource);
  await expect(meant("/stray/part.tex")).rejects.toThrow("No paper takes this file in");
  await expect(meant(undefined, { file: "/stray/part.tex" })).rejects.toThrow("No paper takes this file in");
});

test("a PDF without a source is not compiled", async () => {
  const alone = { source: "/paper/others.pdf", pdf: "/paper/others.pdf" };
  await expect(openPapers().compile(alone)).rejects.toThrow("open that to compile it");
  expect(world.runs).toHaveLength(0);
});

test("while another window compiles the same paper this is said, and can be stopped", async () => {
  const papers = openPapers();
  const asked = papers.compile(PAPER);
  await runs(1);
  expect(papers.standOf(PAPER)).toMatchObject({ compiling: true, waiting: false });
  world.runs[0]!.wait(true);
  expect(papers.standOf(PAPER)).toMatchObject({ compiling: true, waiting: true });
  expect(world.said).toBe("Waiting for another window that compiles this paper…");
  world.runs[0]!.wait(false);
  expect(papers.standOf(PAPER)).toMatchObject({ compiling: true, waiting: false });
  expect(world.said).toBe("");
  world.runs[0]!.wait(true);
  papers.stop(PAPER);
  expect(world.runs[0]!.signal.aborted).toBe(true);
  world.runs[0]!.end();
  expect(await asked).toBeUndefined();
  expect(papers.standOf(PAPER)).toMatchObject({ compiling: false, waiting: false });
});

test("a paper that did not compile counts as that until it does", async () => {
  const papers = openPapers();
  const first = papers.compile(PAPER);
  await runs(1);
  world.runs[0]!.end();
  await first;
  expect(papers.standOf(PAPER).failedAt).toBeGreaterThan(0);
  const second = papers.compile(PAPER);
  await runs(2);
  world.runs[1]!.end("two");
  await second;
  expect(papers.standOf(PAPER).failedAt).toBeUndefined();
});

function openPapers(board?: { begun: readonly unknown[]; shown: string }): Papers {
  type Wait = (isWaiting: boolean) => void;
  const compileAnyPaper = (_source: string, _settings: unknown, signal: AbortSignal, wait: Wait) =>
    new Promise((resolve) => {
      const end = (pdf?: string) => {
        if (pdf) world.made++;
        resolve({ pdf, pages: 1, problems: [] });
      };
      world.runs.push({ end, wait, signal });
    });
  const paperWith = async (file: string) => (file.startsWith("/paper/") ? PAPER : undefined);
  const studio = {
    board: board && { state: () => board, project: { folder: "/project" } },
    context: { extension: { packageJSON: { contributes: { configuration: [] } } } },
    parts: { project: () => ({ compileAnyPaper, paperWith }) },
  };
  return new Papers(studio as unknown as Studio, { compiled: async () => {} } as unknown as PaperProblems);
}

/** A text in the editor; saving it is told to who listens, as VS Code does. */
function text(name: string): Text {
  const made: Text = {
    uri: { scheme: "file", fsPath: `/paper/${name}` },
    isDirty: false,
    version: 1,
    getText: () => `version ${made.version}`,
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

const runs = (count: number) => expect.poll(() => world.runs).toHaveLength(count);
const moments = () => new Promise((resolve) => setTimeout(resolve, 20));
