import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  CodeActionRequest,
  DefinitionRequest,
  type Hover,
  HoverRequest,
  type MarkupContent,
} from "vscode-languageserver-protocol/node";
import { linesOf } from "../../src/claims/readings/lines";
import { lineRead } from "../../src/claims/readings/lines-read";
import { parseLatex } from "../../src/latex/document";
import { paperTextOf } from "../../src/latex/paper-text";
import { printedMacros } from "../../src/latex/printed-macros";
import { bundleServer, Editor, range } from "./client";

const error = (sine: number, step: number) =>
  JSON.stringify({ sine: { means: { test_mse: sine } }, step: { means: { test_mse: step } } });
const FILES: Record<string, string> = {
  "run_0/final_info.json": error(0.0124, 0.0381),
  "run_1/final_info.json": error(0.0096, 0.0402),
  "notes.txt": "## Run 1: Half bandwidth\nHalved.\n",
};
const PAPER = `\\documentclass{article}
\\begin{document}
\\section{Results}
Whatever the shape of the curve, the narrow kernel comes out ahead.
On waves we end up near
0.0089, give or take. The step is another matter.
\\end{document}
`;
/** What a model read in the sentences that begin so. */
const READ: Record<string, object> = {
  Whatever: {
    ...{ quote: "the narrow kernel comes out ahead", kind: "comparison", runs: [1], than: [0] },
    ...{ metric: "test_mse", on: "all", way: "better" },
  },
  "On waves": {
    ...{ quote: "we end up near 0.0089", kind: "value", runs: [1] },
    ...{ metric: "test_mse", on: ["sine"], number: "0.0089", bound: "exact" },
  },
  "The step": {
    ...{ quote: "is another matter", kind: "comparison", runs: [1], than: [0] },
    ...{ metric: "test_mse", on: ["step"], way: "worse" },
  },
};

let server: ReturnType<typeof bundleServer>;
let editor: Editor;
let folder: string;
let uri: string;

beforeAll(() => {
  server = bundleServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "read & judged-"));
  for (const [path, text] of Object.entries({ ...FILES, "paper.tex": PAPER })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  uri = pathToFileURL(join(folder, "paper.tex")).href;
  editor = new Editor(server.path);
});
afterEach(async () => {
  await editor.stop();
  await rm(folder, { recursive: true, force: true });
});

function readings(read = READ) {
  const part = parseLatex(PAPER, "paper.tex");
  const lines = linesOf([paperTextOf(part, printedMacros([part]))]).flatMap((line) => {
    const [, entry] = Object.entries(read).find(([start]) => line.shown.startsWith(start)) ?? [];
    return entry ? [lineRead({ line, entries: [{ ...entry, line: line.id }] })] : [];
  });
  return { model: "reader-1", lines };
}

async function hover(line: number, character: number): Promise<string | undefined> {
  const place = { textDocument: { uri }, position: { line: line - 1, character: character - 1 } };
  const found: Hover | null = await editor.connection.sendRequest(HoverRequest.type, place);
  return (found?.contents as MarkupContent | undefined)?.value;
}

const begin = () => editor.start({ chktex: false, readings: join(folder, "storage", "claims-read.json") });
const OVERCLAIMED = "4:34-67 AI Scientist claim-overclaimed";
const OTHER_NUMBER = "6:1-7 AI Scientist claim-contradicted";

test("what a model read is held against the runs, and told at its words", async () => {
  await begin();
  await editor.open(uri, PAPER);
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: readings() });
  expect(await editor.shows(uri, [OVERCLAIMED, OTHER_NUMBER])).toEqual([OVERCLAIMED, OTHER_NUMBER]);
  expect(editor.counted.at(-1)).toBe(`${uri}: 2 of 4, 3 read`);
  expect(await hover(4, 40)).toContain("$(book) Read by reader-1 as: test\\_mse of Run 1");
  // What is right says by what it is so, too.
  const supported = await hover(6, 40);
  expect(supported).toContain("**$(pass) Supported**");
  expect(supported).toContain("Read by reader-1 as:");
});

test("what a model doubts leads to the line that it rests on, and goes with it", async () => {
  const doubt = {
    ...{ kind: "doubt", quote: "The step is another matter", file: "notes.txt" },
    ...{ evidence: "Halved.", why: "It was halved" },
  };
  await begin();
  await editor.open(uri, PAPER);
  const doubted = readings({ "The step": doubt });
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: doubted });
  const shown = ["6:23-49 AI Scientist claim-doubted"];
  expect(await editor.shows(uri, shown)).toEqual(shown);
  const notes = pathToFileURL(join(folder, "notes.txt")).href;
  const place = { uri: notes, range: range(2, 1, 1) };
  expect(editor.shown.get(uri)![0]).toMatchObject({
    message: "The model doubts this: notes.txt says “Halved.” (It was halved).",
    relatedInformation: [{ location: place, message: "Halved." }],
  });
  const position = { line: 5, character: 39 };
  expect(await editor.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position })).toEqual([
    place,
  ]);
  const told = await hover(6, 40);
  for (const words of ["**$(question) Doubted by the model**", "$(book) reader-1: It was halved", "notes.txt#L2)"])
    expect(told).toContain(words);
  await writeFile(join(folder, "notes.txt"), "## Run 1: Half bandwidth\nDoubled.\n");
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  expect(await editor.shows(uri, [])).toEqual([]);
});

test("a number that is another has its correction as a quick fix, and is right once it is written", async () => {
  await begin();
  await editor.open(uri, PAPER);
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: readings() });
  await editor.shows(uri, [OVERCLAIMED, OTHER_NUMBER]);
  const diagnostic = editor.shown.get(uri)!.find(({ code }) => code === "claim-contradicted")!;
  const fixes = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });
  expect(fixes?.map(({ title }) => title)).toEqual(["Write 0.0096"]);
});

test("a sentence that is changed was not read; the others keep what was read, wherever they stand now", async () => {
  await begin();
  await editor.open(uri, PAPER);
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: readings() });
  await editor.shows(uri, [OVERCLAIMED, OTHER_NUMBER]);
  await editor.replace(uri, range(4, 1, 1), "\n\n");
  const moved = [OVERCLAIMED.replace("4:", "6:"), OTHER_NUMBER.replace("6:", "8:")];
  expect(await editor.shows(uri, moved)).toEqual(moved);
  await editor.replace(uri, range(6, 1, 9), "Nearly whatever");
  expect(await editor.shows(uri, [])).toEqual([]);
});

test("runs that were made again are asked again; runs of other names are others than were meant", async () => {
  await begin();
  await editor.open(uri, PAPER);
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: readings() });
  await editor.shows(uri, [OVERCLAIMED, OTHER_NUMBER]);
  await writeFile(join(folder, "run_1/final_info.json"), error(0.0089, 0.02));
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  const [worse] = ["6:32-49 AI Scientist claim-wrong-direction"];
  expect(await editor.shows(uri, [worse!])).toEqual([worse]);
  await writeFile(join(folder, "notes.txt"), "## Run 1: Narrow kernel, at first\nHalved.\n");
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  expect(await editor.shows(uri, [])).toEqual([]);
});

test("what was read is known when the editor is opened again, and nonsense is nothing", async () => {
  await begin();
  await editor.open(uri, PAPER);
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: { model: 7 } });
  await editor.connection.sendNotification("aiScientist/claimsRead", { uri, readings: readings() });
  await editor.shows(uri, [OVERCLAIMED, OTHER_NUMBER]);
  // What is shown may be there before what is kept: the file is written beside it.
  const kept = () => readFile(join(folder, "storage", "claims-read.json"), "utf8").catch(() => "");
  await expect.poll(kept).toContain('"reader-1"');
  await editor.stop();
  editor = new Editor(server.path);
  await begin();
  await editor.open(uri, PAPER);
  expect(await editor.shows(uri, [OVERCLAIMED, OTHER_NUMBER])).toEqual([OVERCLAIMED, OTHER_NUMBER]);
});
