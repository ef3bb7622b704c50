import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type CompletionList,
  CompletionRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentSymbolRequest,
  type FoldingRange,
  FoldingRangeRequest,
  type Hover,
  HoverRequest,
  type InlayHint,
  InlayHintRequest,
  type Location,
  type MarkupContent,
  type Position,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { bundleServer, Editor } from "./client";

let server: ReturnType<typeof bundleServer>;
let editor: Editor;
let folder: string;

const SEEDS = [0.0121, 0.0124, 0.0126];
const baseline = {
  sine: { means: { test_mse_mean: 0.01236667 }, final_info_dict: { test_mse: SEEDS } },
  "stéps 日本": { means: { test_mse_mean: 0.0381 } },
};
const halved = {
  sine: { means: { test_mse_mean: 0.0095941234 } },
  "stéps 日本": { means: { test_mse_mean: 0.0362 } },
};
const FILES: Record<string, string> = {
  "run_0/final_info.json": JSON.stringify(baseline, null, 1),
  "run_0/env.json": JSON.stringify({ host: "gpu_box*", gpus: ["RTX 4090"], commit: "0123456789abcdef" }),
  "run_1/final_info.json": JSON.stringify(halved, null, 1),
  "notes.txt": "## Run 1: Half [bandwidth]\nHalved.\n",
  "experiment.py": 'import json\n\nresults = {\n\t"test_mse": float(error),\n}\n',
  "plot.py": 'for name in ["sine"]:\n    plt.savefig(f"{name}_error.png")\n',
  "sine_error.png": "picture",
  "latex/refs.bib":
    "@article{first2024, title={The {\\'E}nergy of \\emph{Noise}}, author={A. One and B. Two}, year=2024,\n abstract={What it says.}, journal={TMLR}}\n",
  "latex/parts/results.tex": [
    "\\section{Results}\\label{sec:results}",
    "\tLé\t日本: on sine, the baseline has a test MSE of 0.0124 \\citep[see][]{first2024}, half bandwidth one of 0.0096.",
    "\\begin{figure}\\includegraphics{sine_error}\\caption{Error, \\emph{by} run.}\\label{fig:error}\\end{figure}",
  ].join("\r\n"),
};
const ROOT =
  "\\documentclass{article}\n\\graphicspath{{../}}\n\\begin{document}\nAs \\cref{fig:error,sec:results} show \\cite{first2024}.\n\\input{parts/results}\n\\bibliography{refs}\n\\end{document}\n";

beforeAll(() => {
  server = bundleServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pâper (1) & co-"));
  for (const [path, text] of Object.entries({ ...FILES, "latex/paper.tex": ROOT })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  editor = new Editor(server.path);
  await editor.start();
  await editor.open(address("latex/paper.tex"), ROOT);
  await editor.open(address("latex/parts/results.tex"), FILES["latex/parts/results.tex"]!);
});
afterEach(async () => {
  await editor.stop();
  await rm(folder, { recursive: true, force: true });
});

const address = (path: string) => pathToFileURL(join(folder, path)).href;

/** In the middle of the first place where a file has the text. */
async function placeOf(path: string, text: string): Promise<{ textDocument: { uri: string }; position: Position }> {
  const lines = (await readFile(join(folder, path), "utf8")).split(/\r\n|\n/);
  const line = lines.findIndex((one) => one.includes(text));
  const character = lines[line]!.indexOf(text) + Math.floor(text.length / 2);
  return { textDocument: { uri: address(path) }, position: { line, character } };
}

async function hover(path: string, text: string): Promise<string | undefined> {
  const found: Hover | null = await editor.connection.sendRequest(HoverRequest.type, await placeOf(path, text));
  return (found?.contents as MarkupContent | undefined)?.value;
}

/** `file:line text` of places, by what stands there. */
async function told(locations: readonly Location[] | null): Promise<string[]> {
  return Promise.all(
    (locations ?? []).map(async ({ uri, range: { start, end } }) => {
      const path = fileURLToPath(uri);
      const line = (await readFile(path, "utf8")).split(/\r\n|\n/)[start.line] ?? "";
      return `${path.slice(folder.length + 1)}:${start.line + 1} ${line.slice(start.character, end.character)}`;
    }),
  );
}

async function definition(path: string, text: string): Promise<string[]> {
  return told((await editor.connection.sendRequest(DefinitionRequest.type, await placeOf(path, text))) as Location[]);
}

async function references(path: string, text: string): Promise<string[]> {
  const context = { includeDeclaration: true };
  return told(await editor.connection.sendRequest(ReferencesRequest.type, { ...(await placeOf(path, text)), context }));
}

describe("hover", () => {
  test("a number says what was measured, by which run, how surely, where and when", async () => {
    const text = await hover("latex/parts/results.tex", "0.0124");
    expect(text!.split("\n\n")).toEqual([
      "**$(pass) Supported** · `test_mse` on sine",
      "Baseline **0.01236667** · 95 % 0.01174 … 0.01299 over 3 seeds",
      expect.stringMatching(
        /^\$\(git-commit\) `01234567` {2}\u00a0\$\(server\) gpu\\_box\\\*, RTX 4090 {2}\u00a0\[run\\_0\/final\\_info.json\]\(file:.*%281%29.*#L4\)$/,
      ),
    ]);
    expect(await hover("latex/parts/results.tex", "0.0096")).toContain("Half \\[bandwidth\\] **0.0095941234**");
  });

  test("a citation shows the work", async () => {
    expect(await hover("latex/paper.tex", "first2024")).toBe(
      "**The Énergy of Noise**\n\nA. One and B. Two · TMLR · 2024\n\nWhat it says.",
    );
  });

  test("a picture is shown, and who saves it", async () => {
    const text = await hover("latex/parts/results.tex", "sine_error");
    expect(text).toMatch(/^\[sine\\_error\.png\].* saved by \[plot.py, line 2\]\(file:.*plot\.py#L2\)\n\n!\[/);
    expect(text).toMatch(/\n\n!\[sine\\_error\.png\]\(file:.*sine_error\.png\|width=360\)$/);
  });

  test("a reference shows what it points to", async () => {
    expect(await hover("latex/paper.tex", "fig:error")).toMatch(/^\*\*Figure\*\* · Error, by run\.\n\n\[sine.*\n\n!\[/);
    expect(await hover("latex/paper.tex", "sec:results")).toBe("**Section** · Results");
  });

  test("other words say nothing", async () => {
    expect(await hover("latex/paper.tex", "show")).toBeUndefined();
  });
});

describe("definitions and references", () => {
  test("a number comes from its key in the results and from the line that named it", async () => {
    expect(await definition("latex/parts/results.tex", "0.0096")).toEqual([
      "run_1/final_info.json:4 0.0095941234",
      'experiment.py:4 "test_mse": float(error),',
    ]);
  });

  test("a setting leads to the line of code that has it", async () => {
    await writeFile(join(folder, "experiment.py"), "steps = 3\nlearning_rate = 0.003\n");
    const text = `${FILES["latex/parts/results.tex"]}\r\nWe train with a learning rate of 0.003.`;
    await writeFile(join(folder, "latex/parts/results.tex"), text);
    const end = { line: 2, character: 200 };
    await editor.replace(
      address("latex/parts/results.tex"),
      { start: end, end },
      "\r\nWe train with a learning rate of 0.003.",
    );
    expect(await definition("latex/parts/results.tex", "0.003")).toEqual(["experiment.py:2 learning_rate = 0.003"]);
  });

  test("citations, references and pictures lead to what they name", async () => {
    expect(await definition("latex/paper.tex", "first2024")).toEqual(["latex/refs.bib:1 first2024"]);
    expect(await definition("latex/paper.tex", "fig:error")).toEqual(["latex/parts/results.tex:3 fig:error"]);
    expect(await definition("latex/parts/results.tex", "sine_error")).toEqual(["sine_error.png:1 ", "plot.py:2 "]);
  });

  test("from an entry of the bibliography all its citations are found", async () => {
    await editor.open(address("latex/refs.bib"), FILES["latex/refs.bib"]!);
    expect(await references("latex/refs.bib", "first2024")).toEqual([
      "latex/refs.bib:1 first2024",
      "latex/paper.tex:4 first2024",
      "latex/parts/results.tex:2 first2024",
    ]);
  });
});

describe("completion", () => {
  /** Types a text at the end of the root's body and asks there: `label → what is written`. */
  async function completed(typed: string): Promise<string[]> {
    const uri = address("latex/paper.tex");
    const line = ROOT.split("\n").indexOf("\\bibliography{refs}");
    const start = { line, character: 0 };
    await editor.replace(uri, { start, end: start }, `${typed}\n`);
    const position = { line: line + typed.split("\n").length - 1, character: typed.split("\n").at(-1)!.length };
    const list = (await editor.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    })) as CompletionList;
    return list.items.map(
      ({ label, labelDetails, textEdit }) => `${label} (${labelDetails?.description ?? ""}) → ${textEdit?.newText}`,
    );
  }

  test("keys with their titles, labels with what they stand for, pictures", async () => {
    expect(await completed("日本 \\citep[p.~2]{fir")).toEqual(["first2024 (The Énergy of Noise, 2024) → first2024"]);
    expect(await completed("\\ref{")).toEqual([
      "sec:results (Results) → sec:results",
      "fig:error (Error, by run.) → fig:error",
    ]);
    expect(await completed("\\includegraphics{")).toContain("sine_error.png () → sine_error.png");
  });

  test("numbers by their first digits, the run of the sentence first, rounded to what the seeds tell", async () => {
    expect((await completed("On sine, the baseline has a test MSE of 0.012"))[0]).toBe(
      "0.0124 (test_mse (sine), Baseline) → 0.0124",
    );
    expect((await completed("On sine, the baseline has a test MSE of ")).slice(0, 2)).toEqual([
      "0.0124 (test_mse (sine), Baseline) → 0.0124",
      "0.0124 ± 0.0006 (test_mse (sine), Baseline) → $0.0124 \\pm 0.0006$",
    ]);
    expect((await completed("a test MSE of half"))[0]).toBe("0.009594 (test_mse (sine), Half [bandwidth]) → 0.009594");
  });
});

describe("rename", () => {
  test("a label is renamed in every file", async () => {
    const place = await placeOf("latex/paper.tex", "fig:error");
    expect(await editor.connection.sendRequest(PrepareRenameRequest.type, place)).toMatchObject({
      placeholder: "fig:error",
    });
    const edit = (await editor.connection.sendRequest(RenameRequest.type, { ...place, newName: "fig:fehler" }))!;
    expect(editedFiles(edit)).toEqual({ "latex/parts/results.tex": 1, "latex/paper.tex": 1 });
  });

  test("a key is renamed in the bibliography too", async () => {
    const place = await placeOf("latex/parts/results.tex", "first2024");
    const edit = (await editor.connection.sendRequest(RenameRequest.type, { ...place, newName: "one2024" }))!;
    expect(editedFiles(edit)).toEqual({ "latex/refs.bib": 1, "latex/paper.tex": 1, "latex/parts/results.tex": 1 });
  });

  test("what TeX could not read, and what is taken, is refused with the reason", async () => {
    const place = await placeOf("latex/paper.tex", "fig:error");
    const rename = (newName: string) => editor.connection.sendRequest(RenameRequest.type, { ...place, newName });
    await expect(rename("a b")).rejects.toThrow(/cannot be a name/);
    await expect(rename("sec:results")).rejects.toThrow("“sec:results” is taken already.");
  });

  function editedFiles({ changes = {} }: WorkspaceEdit): Record<string, number> {
    const counts = Object.entries(changes).map(([uri, edits]) => [
      fileURLToPath(uri).slice(folder.length + 1),
      edits.length,
    ]);
    return Object.fromEntries(counts);
  }
});

test("folding: sections, environments, comments and entries of several lines", async () => {
  const uri = address("latex/folded.tex");
  await editor.open(
    uri,
    "\\section{A}\r\ntext\r\n\\begin{figure}\r\nx\r\n\\end{figure}\r\n% one\r\n  % two\r\n\r\n\\section{B}\r\n",
  );
  const ranges = (await editor.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } }))!;
  expect(ranges.map(({ startLine, endLine, kind = "" }: FoldingRange) => `${startLine}-${endLine} ${kind}`)).toEqual([
    "0-6 ",
    "2-3 ",
    "5-6 comment",
  ]);
});

test("the outline holds the figures of a section, and the works of a bibliography", async () => {
  const symbols = (uri: string) => editor.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  expect(await symbols(address("latex/parts/results.tex"))).toMatchObject([
    { name: "Results", children: [{ name: "Figure: Error, by run.", detail: "fig:error" }] },
  ]);
  await editor.open(address("latex/refs.bib"), FILES["latex/refs.bib"]!);
  expect(await symbols(address("latex/refs.bib"))).toMatchObject([
    { name: "first2024", detail: "The Énergy of Noise" },
  ]);
});

test("numbers that agree carry a mark where that is chosen", async () => {
  const uri = address("latex/parts/results.tex");
  const asked = {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } },
  };
  const marks = async () =>
    ((await editor.connection.sendRequest(InlayHintRequest.type, asked)) as InlayHint[]).map(
      ({ position, label }) => `${position.line}:${position.character} ${label}`,
    );
  expect(await marks()).toEqual([]);
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { aiScientist: { paper: { markCheckedNumbers: true } } },
  });
  const line = FILES["latex/parts/results.tex"]!.split("\r\n")[1]!;
  expect(await marks()).toEqual([`1:${line.indexOf("0.0124") + 6} ✓`, `1:${line.indexOf("0.0096") + 6} ✓`]);
});

describe("without a project", () => {
  beforeEach(async () => {
    await editor.stop();
    editor = new Editor(server.path);
    await editor.start({ chktex: false, projects: [], memory: join(folder, "storage/seen.json") });
  });

  test("a paper without results is left to other extensions", async () => {
    await rm(join(folder, "run_0"), { recursive: true });
    await rm(join(folder, "run_1"), { recursive: true });
    const uri = address("latex/paper.tex");
    await editor.open(uri, ROOT.replace("first2024", "nobody"));
    expect(await hover("latex/paper.tex", "fig:error")).toBeUndefined();
    expect(await editor.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })).toEqual([]);
    expect(editor.shown.get(uri)).toBeUndefined();
  });

  test("one with results is checked, and a number is stale once its run is made again, in the next session too", async () => {
    const uri = address("latex/parts/results.tex");
    await editor.open(uri, FILES["latex/parts/results.tex"]!);
    expect(await hover("latex/parts/results.tex", "0.0096")).toContain("Supported");
    await writeFile(join(folder, "run_1/final_info.json"), JSON.stringify({ sine: { means: { test_mse: 0.0101 } } }));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    const stale = ["2:104-110 AI Scientist claim-stale"];
    expect(await editor.shows(uri, stale)).toEqual(stale);
    expect(editor.shown.get(uri)![0]!.message).toContain("right until the run was made again. It is 0.0101 now.");
    await editor.stop();
    editor = new Editor(server.path);
    await editor.start({ chktex: false, projects: [], memory: join(folder, "storage/seen.json") });
    await editor.open(uri, FILES["latex/parts/results.tex"]!);
    expect(await editor.shows(uri, stale)).toEqual(stale);
  });
});

describe("numbers as macros", () => {
  const asMacros = () =>
    editor.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { aiScientist: { paper: { numbersAsMacros: true } } },
    });
  const written = () => readFile(join(folder, "latex/results.tex"), "utf8").catch(() => "");

  test("completion writes the macro and takes its file in; the file is there at once and follows the results", async () => {
    await asMacros();
    const uri = address("latex/paper.tex");
    const line = ROOT.split("\n").indexOf("\\bibliography{refs}");
    const start = { line, character: 0 };
    const typed = "On sine, half bandwidth has a test MSE of 0.00";
    await editor.replace(uri, { start, end: start }, `${typed}\n`);
    const { items } = (await editor.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position: { line, character: typed.length },
    })) as CompletionList;
    expect(items[0]).toMatchObject({
      textEdit: { newText: "\\resTestMseSineHalfBandwidth{}" },
      additionalTextEdits: [{ newText: "\\input{results}\n", range: { start: { line: 2, character: 0 } } }],
    });
    await editor.replace(
      uri,
      { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
      "\\input{results}\n",
    );
    await expect.poll(written).toContain("\\newcommand{\\resTestMseSineHalfBandwidth}{0.009594}");
    await writeFile(join(folder, "run_1/final_info.json"), JSON.stringify({ sine: { means: { test_mse: 0.0101 } } }));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    await expect.poll(written).toContain("\\newcommand{\\resTestMseSineHalfBandwidth}{0.0101}");
  });

  test("a macro is checked like the number it prints, and knows where it comes from", async () => {
    const uri = address("latex/macros.tex");
    const text =
      "\\documentclass{article}\\newcommand{\\resGood}{0.0096}\\newcommand{\\resBad}{0.0086}\\begin{document}\nOn sine, half bandwidth has a test MSE of \\resGood{}.\nOn sine, half bandwidth has a test MSE of \\resBad{}.\n\\end{document}";
    await writeFile(join(folder, "latex/macros.tex"), text);
    await editor.open(uri, text);
    const wrong = ["3:43-50 AI Scientist claim-contradicted"];
    expect((await editor.shows(uri, wrong)).filter((mark) => mark.includes("claim"))).toEqual(wrong);
    expect(await hover("latex/macros.tex", "\\resGood{}")).toContain("Supported");
  });

  test("a file of that name that is somebody's own is left alone, and that is said", async () => {
    await writeFile(join(folder, "latex/results.tex"), "mine");
    const uri = address("latex/paper.tex");
    await expect(editor.connection.sendRequest("aiScientist/writeResults", { uri })).rejects.toThrow(/own: rename it/);
    await rm(join(folder, "latex/results.tex"));
    expect(await editor.connection.sendRequest("aiScientist/writeResults", { uri })).toMatchObject({
      isTakenIn: false,
    });
    expect(await written()).toContain("\\newcommand");
  });
});
