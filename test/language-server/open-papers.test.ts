import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OpenDocuments } from "../../src/language-server/documents";
import { OpenPapers } from "../../src/language-server/open-papers";
import { SeenMemory } from "../../src/language-server/seen-memory";

let folder: string;
let documents: OpenDocuments;
let papers: OpenPapers;
const address = (path: string) => pathToFileURL(join(folder, path)).href;
const ROOT = "\\documentclass{article}\\begin{document}\nThe baseline has a test loss of 0.382 on sine.\n\\input{part}";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pâper-"));
  await mkdir(join(folder, "run_0"));
  await writeFile(join(folder, "run_0/final_info.json"), JSON.stringify({ sine: { means: { test_loss: 0.3821 } } }));
  await writeFile(join(folder, "part.tex"), "Nothing.");
  await writeFile(join(folder, "paper.tex"), ROOT);
  documents = new OpenDocuments();
  papers = new OpenPapers(documents, new SeenMemory());
  documents.open(address("paper.tex"), "latex", 1, ROOT);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a claim carries its verdict, its place and the number of the data that it rests on", async () => {
  const paper = await papers.at(address("paper.tex"));
  const [{ part, verdicts }] = paper!.claims() as [ReturnType<NonNullable<typeof paper>["claims"]>[number]];
  expect(verdicts).toMatchObject([{ kind: "supported", origins: [{ run: 0, metric: "test_loss", dataset: "sine" }] }]);
  expect(part.text.slice(verdicts[0]!.start, verdicts[0]!.end)).toBe("0.382");
});

test("as long as nothing changes the same reading is given, from every file of the paper", async () => {
  const first = await papers.at(address("paper.tex"));
  documents.open(address("part.tex"), "latex", 1, "Nothing.");
  expect(await papers.at(address("part.tex"))).toBe(first);
  documents.change(address("part.tex"), 2, [{ text: "Something." }]);
  const second = await papers.at(address("paper.tex"));
  expect(second).not.toBe(first);
  expect(second!.paper.parts.map(({ text }) => text)).toEqual([ROOT, "Something."]);
});

test("a part two folders below, and one whose root is elsewhere and named, belong to their papers", async () => {
  await mkdir(join(folder, "text/deep/est"), { recursive: true });
  await writeFile(join(folder, "text/deep/part.tex"), "Deep.");
  await writeFile(join(folder, "deep.tex"), "\\documentclass{article}\\begin{document}\\input{text/deep/part}");
  documents.open(address("text/deep/part.tex"), "latex", 1, "Deep.");
  expect((await papers.at(address("text/deep/part.tex")))!.path).toBe(join(folder, "deep.tex"));
  await writeFile(join(folder, "text/deep/root.tex"), "\\documentclass{article}\\begin{document}\\input{est/named}");
  const named = "% !TEX root = ../root\nNamed.";
  await writeFile(join(folder, "text/deep/est/named.tex"), named);
  documents.open(address("text/deep/est/named.tex"), "latex", 1, named);
  expect((await papers.at(address("text/deep/est/named.tex")))!.path).toBe(join(folder, "text/deep/root.tex"));
});

test("new results judge the same text anew, and a number that was right is stale", async () => {
  const first = await papers.at(address("paper.tex"));
  await writeFile(join(folder, "run_0/final_info.json"), JSON.stringify({ sine: { means: { test_loss: 0.5 } } }));
  const second = await papers.at(address("paper.tex"));
  expect(second!.paper).toBe(first!.paper);
  expect(second!.claims()[0]!.verdicts).toMatchObject([
    {
      kind: "stale",
      message: "Stale: 0.382 was right until the run was made again. It is 0.500 now.",
      correction: "0.500",
      origins: [{ run: 0, metric: "test_loss", dataset: "sine" }],
    },
  ]);
});

test("a text on no disk is a paper without results", async () => {
  documents.open("untitled:Untitled-1", "latex", 1, ROOT);
  const paper = await papers.at("untitled:Untitled-1");
  expect(paper).toMatchObject({ path: "untitled:Untitled-1", results: undefined });
  expect(paper!.claims()).toEqual([]);
});

test.skipIf(process.platform === "win32")(
  "a device in the place of a part is not read, which would never end",
  async () => {
    await rm(join(folder, "part.tex"));
    await symlink("/dev/zero", join(folder, "part.tex"));
    const paper = await papers.at(address("paper.tex"));
    expect(paper!.files.inputs).toEqual({});
  },
);
