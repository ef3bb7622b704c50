import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawFigure } from "../fakes/drawn-figure";
import { command } from "./host/host.mjs";
import { PaperInEditor } from "./paper-in-editor";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const finalInfo = (mean: number) => JSON.stringify({ sine: { means: { test_mse: mean } } });
const BIBLIOGRAPHY = `@book{wahba1990spline,
  title={Spline Models for Observational Data}, author={Wahba, Grace}, publisher={SIAM}, year={1990}
}
`;
const PAPER = String.raw`\documentclass{article}
\usepackage{graphicx}
\begin{document}
\section{Results}
We follow \cite{wahba1990spline}; Figure~\ref{fig:error} shows the errors.
On sine, the baseline has a test MSE of 0.0123, half bandwidth one of 0.0086.

\begin{figure}
\includegraphics{../error}
\caption{Test error of every run, lower is better.}\label{fig:error}
\end{figure}

\bibliographystyle{plain}
\bibliography{references}
\end{document}
`;

/** A paper beside results that somebody else's program left, in a folder that is no project; each test goes on where the one before stopped. */
describe("a paper without a project in VS Code", () => {
  let folder: string;
  let workbench: Workbench;
  let window: Window;
  let paper: PaperInEditor;
  const at = (path: string) => join(folder, path);
  const disk = (path: string) => readFileSync(at(path), "utf8");

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "others-"));
    for (const name of ["run_0", "run_1", "latex"]) mkdirSync(at(name));
    writeFileSync(at("run_0/final_info.json"), finalInfo(0.01231));
    writeFileSync(at("run_1/final_info.json"), finalInfo(0.00958));
    writeFileSync(at("notes.txt"), "## Run 1: Half bandwidth\n");
    drawFigure(folder, "error.png");
    writeFileSync(at("latex/references.bib"), BIBLIOGRAPHY);
    writeFileSync(at("latex/study.tex"), PAPER);
    const settings = { "editor.wordWrap": "on", "aiScientist.paper.markCheckedNumbers": true };
    workbench = await startWorkbench({ settings });
    window = await workbench.open(folder);
    paper = new PaperInEditor(window, at("latex/study.tex"));
    await paper.open();
  });
  afterAll(async () => {
    await workbench?.close();
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  });

  scenario("lone-paper", () => window);

  test("its numbers are held against the runs above it: right ones have a mark, wrong ones are underlined", async () => {
    await paper.squiggle("error").first().waitFor();
    await paper.lines.filter({ hasText: "0.0123✓" }).waitFor();
    expect(await paper.lines.filter({ hasText: "0.0086✓" }).count()).toBe(0);
    await window.shot("lone-paper-marks");
    await paper.hoverAt("0.0086", "0.00958");
    await paper.closeHover();
  });

  test("what is wrong with a figure stands on its line, beside the picture", async () => {
    const said = await paper.hoverAt("../error", /axis/);
    await said.locator("img").first().waitFor();
    await window.shot("lone-paper-figure");
    await paper.closeHover();
  });

  test("a label and a key get other names, in every file", async () => {
    await paper.rename("fig:error", "fig:errors");
    await paper.saveUntil((text) => text.includes("\\ref{fig:errors}") && text.includes("\\label{fig:errors}"));
    await paper.rename("wahba1990spline", "wahba");
    await paper.saveUntil((text) => text.includes("\\cite{wahba}"));
    await expect.poll(() => disk("latex/references.bib")).toContain("@book{wahba,");
  });

  test("while a run's name is being typed, its numbers are offered", async () => {
    await paper.goTo("one of 0.0086", ".");
    await window.page.keyboard.type(" It has a test MSE of ha", { delay: 60 });
    const offered = window.page.locator(".suggest-widget .monaco-list-row.focused", { hasText: "Half bandwidth" });
    await offered.waitFor();
    await window.shotAtOnce("lone-paper-numbers");
    await window.page.keyboard.press("Enter");
    await window.page.keyboard.type(".");
    await paper.saveUntil((text) => /It has a test MSE of 0\.0095\d*\./.test(text));
  });

  test("the runs' numbers are written as macros, which follow the runs once the paper takes them in", async () => {
    await command(window.page, "AI Scientist: Write results.tex");
    await expect.poll(() => disk("latex/results.tex")).toContain("0.00958");
    await window.page.locator(".notification-toast", { hasText: "\\input{results}" }).waitFor();
    await window.shot("lone-paper-macros");
    await paper.goTo("\\begin{document}");
    await window.page.keyboard.press("Home");
    await window.page.keyboard.type("\\input{results}\n");
    await paper.saveUntil((text) => text.includes("\\input{results}"));
    writeFileSync(at("run_1/final_info.json"), finalInfo(0.00871));
    await expect.poll(() => disk("latex/results.tex")).toContain("0.00871");
  });
});
