import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  DefinitionRequest,
  type Hover,
  HoverRequest,
  type Location,
  type MarkupContent,
  type Position,
  ReferencesRequest,
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
  editor.stop();
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
    expect(text).toMatch(/^!\[sine\\_error\.png\]\(file:.*sine_error\.png\|width=360\)\n\n\[sine\\_error\.png\]/);
    expect(text).toMatch(/saved by \[plot.py, line 2\]\(file:.*plot\.py#L2\)$/);
  });

  test("a reference shows what it points to", async () => {
    expect(await hover("latex/paper.tex", "fig:error")).toMatch(/^\*\*Figure\*\* · Error, by run\.\n\n!\[/);
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
