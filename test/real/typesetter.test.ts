import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTypesetter } from "../../src/adapters/typesetter/latex-typesetter";
import { describeProblem } from "../../src/research/problem";
import { bundleServer, Editor, range } from "../language-server/client";

const FIXTURES = join(__dirname, "../fixtures/latex");
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const signal = new AbortController().signal;
const made: string[] = [];
let directory: string;

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), "typeset-")), "wörk tree & co");
  made.push(dirname(directory));
  await mkdir(join(directory, "latex"), { recursive: true });
});
afterAll(async () => {
  for (const one of made) await rm(one, { recursive: true, force: true, maxRetries: 10 });
});

const put = (path: string, content: string | Buffer) => writeFile(join(directory, path), content);
const paper = (body: string, head = "") =>
  `${head}\\documentclass{article}\n\\usepackage{graphicx}\n\\begin{document}\n${body}\n\\end{document}\n`;
const told = (problems: readonly Parameters<typeof describeProblem>[0][]) => problems.map(describeProblem);

describe.each(["latexmk", "pdflatex"] as const)("with %s", (tool) => {
  test("a right paper becomes a PDF, in a folder with spaces, umlauts and an ampersand", async () => {
    await cp(join(FIXTURES, "right-paper.tex"), join(directory, "latex/my pâper.tex"));
    await put("samples.png", PIXEL);
    await put("curves.png", PIXEL);
    const typesetter = openTypesetter({ directory, tool });
    const { pdf, pages, problems } = await typesetter.compile("latex/my pâper.tex", signal);
    expect(told(problems.filter(({ severity }) => severity !== "info"))).toEqual([]);
    expect(pdf).toBe(".typeset/latex/my pâper.pdf");
    expect(pages).toBe(4);
    expect((await readFile(join(directory, pdf!))).subarray(0, 5).toString()).toBe("%PDF-");
    await expect(stat(join(directory, "latex/references.bib"))).rejects.toThrow();
    expect(await readFile(join(directory, ".typeset/.gitignore"), "utf8")).toBe("*\n");
  });

  test("errors come with file, line and column, and no PDF pretends that all is well", async () => {
    await mkdir(join(directory, "latex/parts"));
    await put("latex/parts/a.tex", "é Fine \\nosuch here.\n");
    await put(
      "latex/paper.tex",
      paper(
        "\\input{parts/a}\nA \\ref{gone}.\n\n\\includegraphics{none}\n\n\\begin{itemize}\n\\item x\n\\end{enumerate}",
      ),
    );
    const { pdf, problems } = await openTypesetter({ directory, tool }).compile("latex/paper.tex", signal);
    expect(pdf).toBeUndefined();
    const places = problems.map(
      ({ file, line, column, endColumn, rule }) => `${file}:${line}:${column}-${endColumn} ${rule}`,
    );
    expect(places).toContain("latex/parts/a.tex:1:8-15 undefined-command");
    expect(places).toContain("latex/paper.tex:5:8-12 undefined-reference");
    expect(places).toContain("latex/paper.tex:7:18-22 missing-figure");
    expect(told(problems)).toContainEqual(
      expect.stringContaining("\\begin{itemize} on input line 9 ended by \\end{enumerate}"),
    );
  });

  test("a duplicate entry and an unknown key are told where they stand, and the PDF is there", async () => {
    const bib =
      "\\begin{filecontents}{references.bib}\n@misc{a, title={A}, author={A}}\n@misc{a, title={B}, author={B}}\n\\end{filecontents}\n";
    await put(
      "latex/paper.tex",
      paper("\\cite{a}, \\cite{b}.\n\\bibliographystyle{plain}\n\\bibliography{references}", bib),
    );
    const { pdf, problems } = await openTypesetter({ directory, tool }).compile("latex/paper.tex", signal);
    expect(pdf).toBeDefined();
    expect(told(problems)).toContain(
      "latex/paper.tex:3: error: The bibliography has an entry of this key already. (BibTeX: duplicate-bib-key)",
    );
    expect(told(problems)).toContain(
      "latex/paper.tex:8: error: The bibliography has no entry “b”. (LaTeX: undefined-citation)",
    );
  });

  test("a title that pdfLaTeX cannot print is told at its entry, and no entry is said to be missing", async () => {
    await put("latex/refs.bib", "@misc{one, title={Plain}}\n@misc{two, title={∇ 学习}, author={李, 明}}\n");
    const body = "\\cite{one}, \\cite{two}\n\\bibliographystyle{plain}\\bibliography{refs}";
    await put("latex/paper.tex", paper(body));
    const { problems } = await openTypesetter({ directory, tool }).compile("latex/paper.tex", signal);
    const errors = problems.filter(({ severity }) => severity === "error");
    expect(errors.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      "latex/refs.bib:2 unprintable-character",
    ]);
    expect([...errors[0]!.message.matchAll(/[∇学习李明]/gu)].map(String).toSorted()).toEqual(
      expect.arrayContaining([..."∇学习李明"].toSorted()),
    );
  });

  test("references that changed are seen, although LaTeX would keep the old file", async () => {
    const carrying = (key: string) =>
      paper(
        `\\cite{${key}}\n\\bibliographystyle{plain}\n\\bibliography{references}`,
        `\\begin{filecontents}{references.bib}\n@misc{${key}, title={T}, author={A}}\n\\end{filecontents}\n`,
      );
    await put(
      "latex/references.bib",
      "%% LaTeX2e file `references.bib'\n%% generated by the `filecontents' environment\n%% from source `x'.\n%%\n@misc{ancient, title={T}}\n",
    );
    const typesetter = openTypesetter({ directory, tool });
    // Of other lengths: within one second latexmk takes a file of the same size for the same.
    for (const key of ["old", "newer"]) {
      await put("latex/paper.tex", carrying(key));
      const { pdf, problems } = await typesetter.compile("latex/paper.tex", signal);
      expect(told(problems)).toEqual([]);
      expect(pdf).toBeDefined();
    }
  });

  test("TeX that never ends is stopped, with everything it started, and the next run is not hurt", async () => {
    const name = `endless-${tool}-${process.pid}.tex`;
    await put(name, paper("\\def\\x{\\x}\\x"));
    const started = performance.now();
    const { pdf, problems } = await openTypesetter({ directory, tool, timeLimitSeconds: 3 }).compile(name, signal);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(pdf).toBeUndefined();
    const message = "error: LaTeX did not end within 3 s and was stopped. (LaTeX: time-limit)";
    expect(told(problems)).toContain(`${name}:1: ${message}`);
    expect(
      (await execa("ps", ["-eo", "stat,args"])).stdout
        .split("\n")
        .filter((line) => line.includes(name) && !line.startsWith("Z")),
    ).toEqual([]);
    await put(name, paper("Fine."));
    expect((await openTypesetter({ directory, tool }).compile(name, signal)).pages).toBe(1);
  });

  test("style and references beside the paper are found, under a hidden folder too", async () => {
    directory = join(dirname(directory), ".ai-scientist/worktrees/idea");
    await mkdir(join(directory, "latex/parts"), { recursive: true });
    await put("latex/own.sty", "\\ProvidesPackage{own}\\newcommand{\\own}{Own}\n");
    await put("latex/refs.bib", "@misc{a, title={T}, author={A}}\n");
    await put("latex/parts/one.tex", "One \\own{} \\cite{a}.\n");
    await put("pixel.png", PIXEL);
    const body =
      "\\include{parts/one}\\graphicspath{{../}}\\includegraphics{pixel}\\bibliographystyle{plain}\\bibliography{refs}";
    await put(
      "latex/paper.tex",
      `\\documentclass{article}\\usepackage{own,graphicx}\\begin{document}${body}\\end{document}`,
    );
    const { pdf, problems } = await openTypesetter({ directory, tool }).compile("latex/paper.tex", signal);
    expect(told(problems)).toEqual([]);
    expect(pdf).toBe(".typeset/latex/paper.pdf");
  });
});

test("a reference list written by hand beside the paper is not deleted, but said", async () => {
  const carried = "\\begin{filecontents}{references.bib}\n@misc{a, title={T}, author={A}}\n\\end{filecontents}\n";
  await put("latex/references.bib", "@misc{b, title={Mine}}\n");
  await put("latex/paper.tex", paper("\\cite{a}\\bibliographystyle{plain}\\bibliography{references}", carried));
  const { problems } = await openTypesetter({ directory }).compile("latex/paper.tex", signal);
  expect(problems[0]).toMatchObject({ rule: "stale-file", line: 1, column: 22, endColumn: 36, severity: "warning" });
  expect(await readFile(join(directory, "latex/references.bib"), "utf8")).toBe("@misc{b, title={Mine}}\n");
});

test("a missing package is named with what to install", async () => {
  await put(
    "paper.tex",
    "\\documentclass{article}\n\\usepackage{nosuchpackage}\n\\begin{document}\nx\n\\end{document}\n",
  );
  const { pdf, problems } = await openTypesetter({ directory }).compile("paper.tex", signal);
  expect(pdf).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ line: 2, column: 13, endColumn: 26, rule: "missing-package" });
  expect(problems[0]!.message).toContain("tlmgr install nosuchpackage");
});

test("the paper cannot run programs, write outside its folder, or read hidden files", async () => {
  await put(".secret", "TOPSECRET");
  const body = "\\immediate\\write18{touch pwned}\\newwrite\\w\\immediate\\openout\\w=../pwned.txt\\input{../.secret}x";
  await put("latex/paper.tex", paper(body));
  await openTypesetter({ directory }).compile("latex/paper.tex", signal);
  for (const path of ["latex/pwned", ".typeset/latex/pwned", "pwned.txt", ".typeset/pwned.txt"])
    await expect(stat(join(directory, path))).rejects.toThrow();
  expect(await readFile(join(directory, ".typeset/latex/paper.log"), "utf8")).not.toContain("TOPSECRET");
});

test("a latexmkrc beside the paper is Perl that does not run", async () => {
  await put("latexmkrc", "system('touch pwned');");
  await put("paper.tex", paper("x"));
  expect((await openTypesetter({ directory }).compile("paper.tex", signal)).pages).toBe(1);
  await expect(stat(join(directory, "pwned"))).rejects.toThrow();
});

test("no name that a paper gives is run by latexmk's shell: of a bibliography, of an index, of itself", async () => {
  const index = "\\newwrite\\w\\immediate\\openout\\w=a`>ran`.idx\\immediate\\write\\w{x}\\immediate\\closeout\\w";
  const claimed = "\\typeout{Writing index file a`>ran`.idx}";
  const head = "\\usepackage{makeidx}\\makeindex";
  const body = "\\cite{x}\\index{word}\\printindex\\bibliographystyle{plain}\\bibliography{a`>ran`,-b;>ran,right}";
  await put("right.bib", "@misc{x, title={T}, author={A B}, year={2000}}");
  for (const name of ["paper.tex", "`>ran`.tex"]) {
    await put(name, `\\documentclass{article}${head}\\begin{document}${index}${claimed}${body}\\end{document}`);
    await openTypesetter({ directory, tool: "latexmk" }).compile(name, signal);
  }
  const files = await readdir(directory, { recursive: true });
  expect(files).toContain(join(".typeset", "paper.ind"));
  expect(files.filter((file) => basename(file) === "ran")).toEqual([]);
});

test("an old PDF does not count as the new one", async () => {
  await put("paper.tex", paper("x"));
  const typesetter = openTypesetter({ directory });
  const { pdf } = await typesetter.compile("paper.tex", signal);
  await utimes(join(directory, pdf!), new Date(0), new Date(0));
  await put("paper.tex", "\\nonsense");
  expect((await typesetter.compile("paper.tex", signal)).pdf).toBeUndefined();
});

test("a run that is called off stops at once", async () => {
  await put("paper.tex", paper("\\def\\x{\\x}\\x"));
  const controller = new AbortController();
  let calledOff = 0;
  setTimeout(() => {
    calledOff = performance.now();
    controller.abort();
  }, 500);
  await expect(openTypesetter({ directory }).compile("paper.tex", controller.signal)).rejects.toThrow();
  expect(performance.now() - calledOff).toBeLessThan(5000);
});

test("without LaTeX the instruction says what to install, and compiling is an answer", async () => {
  const path = process.env.PATH;
  const empty = join(directory, "bin");
  await mkdir(empty);
  await put("paper.tex", paper("x"));
  process.env.PATH = empty;
  try {
    const typesetter = openTypesetter({ directory });
    expect(await typesetter.available()).toMatchObject({
      tool: undefined,
      checker: undefined,
      instruction: expect.stringContaining("There is no LaTeX here"),
    });
    expect((await typesetter.compile("paper.tex", signal)).problems).toMatchObject([{ rule: "no-latex" }]);
    expect(await typesetter.check("paper.tex", signal)).toEqual([]);
    await put("bin/tectonic", "#!/bin/sh\nexit 0\n");
    await chmod(join(empty, "tectonic"), 0o755);
    expect(await typesetter.available()).toMatchObject({ tool: "tectonic" });
  } finally {
    process.env.PATH = path;
  }
});

test("ChkTeX speaks of what is there, in columns that the editor understands", async () => {
  await put("paper.tex", paper("日本 é𝒳 word.. \\url{https://a.b/%7Bx} [0, 1)"));
  const typesetter = openTypesetter({ directory });
  expect(await typesetter.available()).toMatchObject({ tool: "latexmk", checker: "chktex", instruction: "" });
  const problems = await typesetter.check("paper.tex", signal);
  expect(problems.map(({ rule }) => rule)).not.toContain("chktex-9");
  expect(await openTypesetter({ directory, chktex: false }).check("paper.tex", signal)).toEqual([]);
});

test("the language server asks ChkTeX on opening and on saving, and shows what it says with the rest", async () => {
  const server = bundleServer();
  const editor = new Editor(server.path);
  try {
    await editor.start({ chktex: true });
    const uri = pathToFileURL(join(directory, "paper.tex")).href;
    await editor.open(uri, '\\begin{document}\nDas 日𝒳 "x\\end{document}\n');
    expect(await editor.shows(uri, ["2:9-10 ChkTeX chktex-18"])).toEqual(["2:9-10 ChkTeX chktex-18"]);
    await editor.replace(uri, range(2, 9, 10), "``");
    await editor.save(uri);
    expect(await editor.shows(uri, [])).toEqual([]);
  } finally {
    editor.stop();
    server.remove();
  }
});
