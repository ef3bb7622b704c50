import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClaimCounts } from "../../src/language-server/claim-counts";
import { Desk } from "../../src/language-server/desk";
import { OpenDocuments } from "../../src/language-server/documents";
import { Findings } from "../../src/language-server/findings";
import type { ReadPaper } from "../../src/language-server/open-papers";
import { put } from "../adapters/workspace/a-repository";

const ROOT = "\\documentclass{article}\\begin{document}\n\\input{part}\n\\end{document}";

let folder: string;
let desk: Desk;
let troubles: unknown[];
let shown: Map<string, string[]>;
const address = (path: string) => pathToFileURL(join(folder, path)).href;
const results = (loss: number) => ({
  "run_0/final_info.json": JSON.stringify({ sine: { means: { test_loss: loss } } }),
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "desk-"));
  put(folder, { "paper.tex": ROOT, "part.tex": "\\ref{x}" });
  [shown, troubles] = [new Map(), []];
  const documents = new OpenDocuments();
  const findings = new Findings(documents, (uri, diagnostics) => {
    shown.set(
      uri,
      diagnostics.map(({ message }) => String(message)),
    );
  });
  desk = new Desk(documents, findings, new ClaimCounts(vi.fn()), (error) => void troubles.push(error));
  documents.open(address("paper.tex"), "latex", 1, ROOT);
  documents.open(address("part.tex"), "latex", 1, "\\ref{x}");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("what a reading finds that was begun earlier and is done later, of another file of the paper, is not told", async () => {
  const before = await desk.paperAt(address("paper.tex"));
  desk.documents.change(address("part.tex"), 2, [{ text: "\\ref{y}" }]);
  let give = (_paper: ReadPaper | undefined) => {};
  vi.spyOn(desk, "paperAt").mockReturnValueOnce(
    new Promise((resolve) => {
      give = resolve;
    }),
  );
  const late = desk.lint(address("paper.tex"));
  await desk.lint(address("part.tex"));
  expect(shown.get(address("part.tex"))).toEqual(["Nothing is labelled “y”."]);
  give(before);
  await late;
  expect(shown.get(address("part.tex"))).toEqual(["Nothing is labelled “y”."]);
});

test("macros that two readings of the results write at the same time are those of the later one", async () => {
  desk.documents.change(address("part.tex"), 2, [{ text: "\\input{results}" }]);
  put(folder, results(0.25));
  const before = await desk.paperAt(address("paper.tex"));
  put(folder, results(0.5));
  vi.spyOn(desk, "paperAt").mockResolvedValueOnce(before);
  await Promise.all([desk.lint(address("paper.tex")), desk.lint(address("part.tex"))]);
  expect(await readFile(join(folder, "results.tex"), "utf8")).toContain("{0.5}");
  expect((await readdir(folder)).filter((name) => name.startsWith("results.tex"))).toEqual(["results.tex"]);
  expect(troubles).toEqual([]);
});
