import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { CodeActionRequest, type Hover, HoverRequest, type MarkupContent } from "vscode-languageserver-protocol/node";
import { literatureFolder } from "../../src/adapters/user-cache";
import { bibliographyOf } from "../../src/latex/bibliography";
import { citedWorkOf } from "../../src/latex/cited-work";
import { type CitationCheck, citedName } from "../../src/research/citation-check";
import { bundleServer, Editor } from "./client";

let server: ReturnType<typeof bundleServer>;
let editor: Editor;
let folder: string;

beforeAll(() => {
  server = bundleServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "citing & co-"));
  // The server inherits it.
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "the user's cache"));
  editor = new Editor(server.path);
});
afterEach(async () => {
  await editor.stop();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const BIB = `@article{good, title = {Squirrels}, author = {Writer, Ada}, year = 2020}
@article{late, title = {Noise}, author = {Reader, Bo}, year = 2021}
@article{none, title = {Nothing}, author = {Smith, Eve}, year = 2022}
`;
const PAPER =
  "\\documentclass{article}\n\\begin{document}\n\\cite{good} \\ref{nope}\n\\bibliography{refs}\n\\end{document}\n";
const on = "2026-03-01";
const FOUND: Record<string, CitationCheck> = {
  good: { verdict: "verified", on, where: "Crossref, 2026-03-01", wrong: [], retracted: true },
  late: {
    verdict: "differs",
    on,
    where: "OpenAlex, 2026-03-01",
    wrong: [{ field: "year", said: "2021", record: "2019" }],
  },
  none: { verdict: "not-found", on, where: "Crossref", wrong: [] },
};

async function keepChecks(place: string): Promise<void> {
  const checks = bibliographyOf("", { "refs.bib": BIB }).map((entry) => [
    citedName(citedWorkOf(entry)!),
    FOUND[entry.key],
  ]);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "citations.json"), JSON.stringify(Object.fromEntries(checks)));
}

const address = (path: string) => pathToFileURL(join(folder, path)).href;
async function hover(uri: string, line: number, character: number): Promise<string | undefined> {
  const place = { textDocument: { uri }, position: { line, character } };
  const found: Hover | null = await editor.connection.sendRequest(HoverRequest.type, place);
  return (found?.contents as MarkupContent | undefined)?.value;
}

test("of a paper that others look after, what was found out about its references is told, and nothing else", async () => {
  const storage = join(folder, "storage");
  await mkdir(join(folder, "own"));
  await writeFile(join(folder, "own", "refs.bib"), BIB);
  await editor.start({ chktex: false, projects: [], checks: storage });
  const [paper, bib] = [address("own/paper.tex"), address("own/refs.bib")];
  await editor.open(paper, PAPER);
  expect(await hover(paper, 2, 7)).toBeUndefined();
  // Somebody has them looked up.
  await keepChecks(join(storage, ".ai-scientist", "literature"));
  await editor.connection.sendNotification("aiScientist/citations");
  const marks = [
    "1:10-14 AI Scientist retracted-reference",
    "2:63-67 AI Scientist reference-differs",
    "3:10-14 AI Scientist unresolved-reference",
  ];
  expect(await editor.shows(bib, marks)).toEqual(marks.sort());
  expect(editor.shown.get(paper) ?? []).toEqual([]);
  expect(await hover(paper, 2, 7)).toContain(
    "$(warning) Retracted: it was withdrawn by its authors or its journal.  \nVerified: Crossref, 2026-03-01.",
  );
  await editor.open(bib, BIB);
  expect(await hover(bib, 2, 11)).toContain("$(error) Found nowhere");
  const context = { diagnostics: [...editor.shown.get(bib)!] };
  const fixes = await editor.connection.sendRequest(CodeActionRequest.type, {
    ...{ textDocument: { uri: bib }, range: context.diagnostics[0]!.range, context },
  });
  expect((fixes ?? []).map(({ title }) => title)).toEqual(["Write {2019}"]);
});

test("an entry that was made from a record says where it was read; one's own files verify nothing", async () => {
  const entries = `@article{a, title={A}, verified={OpenAlex, 2026-03-01; your PDFs, 2026-03-01}}
@article{b, title={B}, verified={your bibliography, 2026-03-01}}
@article{c, title={C}, verified={your bibliography, 2026-03-01; not verified}}
@article{d, title={D}, verified={arXiv, 2026-03-01; not checked for retraction}}
`;
  await writeFile(join(folder, "refs.bib"), entries);
  await editor.start({ chktex: false });
  const paper = address("paper.tex");
  await editor.open(paper, PAPER.replace("{good}", "{a} \\cite{b} \\cite{c} \\cite{d}"));
  expect(await hover(paper, 2, 6)).toContain("$(book) By its own entry read at OpenAlex, 2026-03-01; your PDFs");
  expect(await hover(paper, 2, 15)).toMatch(/Taken from your bibliography, 2026-03-01\.$/);
  expect(await hover(paper, 2, 24)).toMatch(/Taken from your bibliography, 2026-03-01\. Not verified: /);
  expect(await hover(paper, 2, 33)).toMatch(
    /By its own entry read at arXiv, 2026-03-01\. Not checked for retraction\.$/,
  );
});

test("a bibliography that no paper takes in has its findings too; what is typed anew is no longer known", async () => {
  await keepChecks(literatureFolder(folder, process.env));
  await writeFile(join(folder, "refs.bib"), BIB);
  await editor.start({ chktex: false });
  const bib = address("refs.bib");
  await editor.open(bib, BIB.replace("Nothing", "Something"));
  const marks = ["1:10-14 AI Scientist retracted-reference", "2:63-67 AI Scientist reference-differs"];
  expect(await editor.shows(bib, marks)).toEqual(marks.sort());
});

test("what lies in the project itself, where whoever made the folder may have put it, is not believed", async () => {
  await keepChecks(join(folder, ".ai-scientist", "literature"));
  await writeFile(join(folder, "refs.bib"), BIB);
  await editor.start({ chktex: false });
  const paper = address("paper.tex");
  await editor.open(paper, PAPER.replace("\\ref{nope}", ""));
  expect(await hover(paper, 2, 7)).not.toContain("Verified");
});
