import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  CodeActionRequest,
  DidCloseTextDocumentNotification,
  DocumentSymbolRequest,
  HoverRequest,
  type MarkupContent,
} from "vscode-languageserver-protocol/node";
import type { Problem } from "../../src/research/problem";
import { drawFigure } from "../fakes/drawn-figure";
import { bundleServer, Editor, range } from "./client";

let server: ReturnType<typeof bundleServer>;
let editor: Editor;
let folder: string;

beforeAll(() => {
  server = bundleServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pâper & co-"));
  editor = new Editor(server.path);
  await editor.start();
});
afterEach(async () => {
  await editor.stop();
  await rm(folder, { recursive: true, force: true });
});

const address = (path: string) => pathToFileURL(join(folder, path)).href;
async function expectShown(uri: string, marks: string[]): Promise<void> {
  expect(await editor.shows(uri, marks)).toEqual(marks.sort());
}
const whole = (body: string) => `\\documentclass{article}\n\\begin{document}\n${body}\n\\end{document}\n`;
const compileProblem = (file: string, line: number, message: string, rule = "latex-error"): Problem => ({
  file,
  line,
  column: 1,
  endColumn: 1,
  rule,
  severity: "error",
  source: "LaTeX",
  message,
});

describe("while typing", () => {
  test("a problem appears at its place and goes when it is corrected", async () => {
    const uri = address("paper.tex");
    await editor.open(uri, whole("日本 \\ref{nope}"));
    await expectShown(uri, ["3:9-13 AI Scientist undefined-reference"]);
    expect(editor.shown.get(uri)![0]).toMatchObject({ severity: 1, message: "Nothing is labelled “nope”." });
    await editor.replace(uri, range(3, 1, 1), "\\label{nope}");
    await expectShown(uri, []);
  });

  test("many quick changes end in one right picture", async () => {
    const uri = address("paper.tex");
    await editor.open(uri, whole(""));
    let column = 1;
    for (const letter of "a \\ref{gone}") {
      await editor.replace(uri, range(3, column, column), letter);
      column++;
    }
    await expectShown(uri, ["3:8-12 AI Scientist undefined-reference"]);
  });

  test("a text that exists on no disk is read too", async () => {
    await editor.open("untitled:Untitled-1", whole("\\begin{itemize}"));
    await expectShown("untitled:Untitled-1", ["3:1-16 AI Scientist unclosed-environment"]);
  });
});

describe("the files around", () => {
  test("the line that shows a figure says what is wrong with it, and that its data have changed since", async () => {
    await mkdir(join(folder, "latex"));
    await mkdir(join(folder, "run_0"));
    await writeFile(join(folder, "run_0/final_info.json"), "{}");
    const sha256 = createHash("sha256").update("{}").digest("hex");
    drawFigure(folder, "loss.png", [{ path: "run_0/final_info.json", sha256 }]);
    const uri = address("latex/paper.tex");
    const figure = "\\graphicspath{{../}}\\includegraphics{loss}";
    await editor.open(uri, whole(figure));
    const found = ["AI Scientist figure-axis-unnamed", "AI Scientist figure-run-number"].map(
      (rule) => `3:38-42 ${rule}`,
    );
    await expectShown(uri, found);
    const at = { textDocument: { uri }, position: { line: 2, character: 40 } };
    const hover = await editor.connection.sendRequest(HoverRequest.type, at);
    const told = (hover!.contents as MarkupContent).value;
    expect(told).toContain("5.5 × 3.0 in, smallest letters 9 pt · drawn from run\\_0/final\\_info.json");
    await writeFile(join(folder, "run_0/final_info.json"), '{"sine": {"means": {"mse": 1}}}');
    await editor.replace(uri, range(4, 1, 1), "%\n");
    await expectShown(uri, [...found, "3:38-42 AI Scientist outdated-figure"]);
  });

  test("labels, keys and pictures are looked up where LaTeX would", async () => {
    await mkdir(join(folder, "latex/parts"), { recursive: true });
    await writeFile(join(folder, "loss.png"), "");
    await writeFile(join(folder, "latex/refs.bib"), "@misc{known, title={T}}\n@misc{known, title={U}}\n");
    await writeFile(join(folder, "latex/parts/a.tex"), "\\label{there} \\ref{not-there}\n");
    const body =
      "\\graphicspath{{../}}\\includegraphics{loss}\\includegraphics{gone}\n\\ref{there}\\cite{known,unknown}\\input{parts/a}\\bibliography{refs}";
    await editor.open(address("latex/paper.tex"), whole(body));
    await expectShown(address("latex/paper.tex"), [
      "3:60-64 AI Scientist missing-figure",
      "4:24-31 AI Scientist undefined-citation",
    ]);
    expect(await editor.shows(address("latex/parts/a.tex"), ["1:20-29 AI Scientist undefined-reference"])).toHaveLength(
      1,
    );
    await expectShown(address("latex/refs.bib"), ["2:7-12 AI Scientist duplicate-bib-key"]);
  });

  test("a part opened by itself is read as part of its paper", async () => {
    await mkdir(join(folder, "parts"));
    await writeFile(join(folder, "paper.tex"), whole("\\label{here}\\input{parts/a}"));
    await writeFile(join(folder, "parts/a.tex"), "");
    await editor.open(address("parts/a.tex"), "\\ref{here} \\ref{gone}");
    await expectShown(address("parts/a.tex"), ["1:17-21 AI Scientist undefined-reference"]);
  });
});

test("what the settings ask for is found, what they ignore is not, and a fix goes to the right place after tabs and letters of any width", async () => {
  const uri = address("paper.tex");
  await editor.open(uri, whole("\té𝒳日 R&D, see Figure \\ref{f}\\section{Acknowledgements}Thanks."));
  await expectShown(uri, [
    "3:8-9 AI Scientist unescaped-character",
    "3:22-23 AI Scientist missing-tie",
    "3:28-29 AI Scientist undefined-reference",
  ]);
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: range(3, 8, 9),
    context: { diagnostics: editor.shown.get(uri)!.filter(({ code }) => code === "unescaped-character") },
  });
  expect(actions).toMatchObject([{ edit: { changes: { [uri]: [{ range: range(3, 8, 9), newText: "\\&" }] } } }]);
  const paper = { chktex: false, anonymous: true, ignoredRules: ["missing-tie", "unescaped-character"] };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { aiScientist: { paper } },
  });
  await expectShown(uri, ["3:28-29 AI Scientist undefined-reference", "3:30-56 AI Scientist identity-revealed"]);
});

describe("the results around", () => {
  const results = (loss: number) =>
    JSON.stringify({ sine: { means: { test_loss: loss } }, steps: { means: { test_loss: 0.71 } } });
  const paper = whole("On sine, the baseline has a test loss of 0.412, on steps one of 0.710.");

  test("a number that its run did not give is marked, and not once the run gives it", async () => {
    await mkdir(join(folder, "run_0"));
    await mkdir(join(folder, "latex"));
    await writeFile(join(folder, "run_0/final_info.json"), results(0.382));
    const uri = address("latex/paper.tex");
    await editor.open(uri, paper);
    await expectShown(uri, ["3:42-47 AI Scientist claim-contradicted"]);
    expect(editor.shown.get(uri)![0]!.message).toContain("test_loss on sine is 0.382");
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: range(3, 42, 47),
      context: { diagnostics: [...editor.shown.get(uri)!] },
    });
    expect(actions).toMatchObject([{ title: "Write 0.382", edit: { changes: { [uri]: [{ newText: "0.382" }] } } }]);
    expect(editor.counted).toEqual([`${uri}: 1 of 2`]);
    await writeFile(join(folder, "run_0/final_info.json"), results(0.4121));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    await expectShown(uri, []);
    expect(editor.counted).toEqual([`${uri}: 1 of 2`, `${uri}: 2 of 2`]);
  });
});

describe("after a compilation", () => {
  test("what LaTeX said is shown, once, and goes when its line is corrected or the next compilation is clean", async () => {
    const uri = address("latex/paper.tex");
    await editor.open(uri, whole("one \\foo two\n\\ref{nope}\nthree"));
    const said = [
      compileProblem("latex/paper.tex", 3, "LaTeX knows no command \\foo.", "undefined-command"),
      compileProblem("latex/paper.tex", 4, "Nothing is labelled “nope”.", "undefined-reference"),
      compileProblem("latex/paper.tex", 5, "Missing $ inserted."),
    ];
    await editor.connection.sendNotification("aiScientist/compiled", { uri, problems: said });
    const own = "4:6-10 AI Scientist undefined-reference";
    await expectShown(uri, ["3:1-13 LaTeX undefined-command", own, "5:1-6 LaTeX latex-error"]);
    await editor.replace(uri, range(3, 1, 1), "inserted\n");
    await expectShown(uri, [
      "4:1-13 LaTeX undefined-command",
      "5:6-10 AI Scientist undefined-reference",
      "6:1-6 LaTeX latex-error",
    ]);
    await editor.replace(uri, range(4, 5, 9), "bar");
    expect(
      await editor.shows(uri, ["5:6-10 AI Scientist undefined-reference", "6:1-6 LaTeX latex-error"]),
    ).toHaveLength(2);
    await editor.connection.sendNotification("aiScientist/compiled", { uri, problems: [] });
    await expectShown(uri, ["5:6-10 AI Scientist undefined-reference"]);
  });

  test("what LaTeX found nowhere and the paper has, as it stands, is no problem any more", async () => {
    const uri = address("latex/paper.tex");
    await editor.open(uri, whole("See \\ref{later}.\n\\section{Late}\nText."));
    const problems = [compileProblem("latex/paper.tex", 3, "Nothing is labelled “later”.", "undefined-reference")];
    await expectShown(uri, ["3:10-15 AI Scientist undefined-reference"]);
    await editor.connection.sendNotification("aiScientist/compiled", { uri, problems });
    await editor.replace(uri, range(4, 16, 16), "\\label{later}");
    await expectShown(uri, []);
  });

  test("problems of files that are not open are shown where they are, and stay when a file is closed", async () => {
    await mkdir(join(folder, "latex/parts"), { recursive: true });
    await writeFile(join(folder, "latex/parts/a.tex"), "x\n  y \n");
    const uri = address("latex/paper.tex");
    const problems = [compileProblem("latex/parts/a.tex", 2, "Bad."), compileProblem("latex/paper.tex", 1, "Worse.")];
    await editor.open(uri, "one");
    await editor.connection.sendNotification("aiScientist/compiled", { uri, problems });
    await expectShown(address("latex/parts/a.tex"), ["2:3-4 LaTeX latex-error"]);
    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    await expectShown(uri, ["1:1-4 LaTeX latex-error"]);
  });

  test("nonsense from the other end is ignored", async () => {
    const uri = address("paper.tex");
    for (const params of [undefined, {}, { uri, problems: [{ line: "x" }] }, { uri: 3, problems: [] }])
      await editor.connection.sendNotification("aiScientist/compiled", params);
    await editor.open(uri, whole("\\ref{x}"));
    await expectShown(uri, ["3:6-7 AI Scientist undefined-reference"]);
  });
});

test("what is said of a paper goes with the last of its files that is open", async () => {
  const [root, part] = [address("paper.tex"), address("part.tex")];
  const close = (uri: string) =>
    editor.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  await writeFile(join(folder, "paper.tex"), whole("\\input{part}\\ref{x}"));
  await writeFile(join(folder, "part.tex"), "\\ref{y}");
  await editor.open(part, "\\ref{y}");
  await expectShown(root, ["3:18-19 AI Scientist undefined-reference"]);
  await editor.open(root, whole("\\input{part}\\ref{x}"));
  await expectShown(root, ["3:18-19 AI Scientist undefined-reference"]);
  await editor.replace(root, range(3, 18, 19), "xx");
  await expectShown(root, ["3:18-20 AI Scientist undefined-reference"]);
  await close(root);
  await editor.replace(part, range(1, 6, 7), "yy");
  await expectShown(part, ["1:6-8 AI Scientist undefined-reference"]);
  await close(part);
  await expectShown(part, []);
  await expectShown(root, []);
});

test("the outline holds the sections, each inside its own", async () => {
  const uri = address("paper.tex");
  await editor.open(uri, whole("\\section{One}\n\\subsection{Part}\n\\subsubsection{Bit}\n\\section{Two}"));
  const symbols = (await editor.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })) as {
    name: string;
    children: unknown[];
  }[];
  expect(symbols).toMatchObject([
    { name: "One", range: { start: { line: 2 } }, children: [{ name: "Part", children: [{ name: "Bit" }] }] },
    { name: "Two", children: [] },
  ]);
});

test("no text ends the server", async () => {
  const uri = address("paper.tex");
  await editor.open(uri, whole("x"));
  for (const text of [
    "{".repeat(50_000),
    "$\\begin{",
    "\\verb|",
    "\0\ud800",
    "%",
    whole("\\iffalse"),
    "@a{".repeat(999),
  ])
    await editor.replace(uri, range(1, 1, 1, 99_999), text);
  await editor.replace(uri, range(1, 1, 1, 99_999), whole("\\ref{x}"));
  await expectShown(uri, ["3:6-7 AI Scientist undefined-reference"]);
  expect(editor.process.exitCode).toBeNull();
});
