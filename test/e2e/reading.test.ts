import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from "vitest";
import { BRIEFLY, repeat } from "./gestures";
import { command, webview } from "./host/host.mjs";
import { type ProjectFolder, python } from "./project";
import { slug, studyWithRuns } from "./study-with-runs";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const settings = { "aiScientist.model.name": "rehearsal", "editor.wordWrap": "on" };

const SEEDS = { 0: [0.0119, 0.0124, 0.0127], 1: [0.0093, 0.0097, 0.0098] };
const finalInfo = (perSeed: readonly number[]) => {
  const mean = perSeed.reduce((sum, value) => sum + value, 0) / perSeed.length;
  return JSON.stringify({ sine: { means: { test_mse: mean }, final_info_dict: { test_mse: perSeed } } }, null, 2);
};

const PAPER = String.raw`\documentclass{article}
\usepackage{graphicx}
\graphicspath{{../}}
\begin{filecontents}{references.bib}
@book{wahba1990spline,
  title={Spline Models for Observational Data}, author={Wahba, Grace}, publisher={SIAM}, year={1990},
  abstract={A monograph on smoothing by splines, the choice of how much to smooth, and what Bayes has to do with it.}
}
\end{filecontents}
\begin{document}
\section{Results}\label{sec:results}
We follow \cite{wahba1990spline}; Figure~\ref{fig:error} shows the errors.
On sine, the baseline has a test MSE of 0.0123, half bandwidth one of 0.0086.

\begin{figure}
\includegraphics{error_by_run}
\caption{Test error of every run, lower is better.}\label{fig:error}
\end{figure}

\bibliographystyle{plain}
\bibliography{references}
\end{document}
`;

/** A paper beside its results: what the editor knows of it, each test going on where the one before stopped. */
describe("reading a paper in VS Code", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const inWorktree = (path: string) => join(project.worktree(slug), path);
  const saved = () => readFileSync(inWorktree("latex/template.tex"), "utf8");
  const hover = () => window.page.locator(".monaco-hover:visible").filter({ hasText: /\S/ });
  const squiggle = (kind: string) => window.page.locator(`.cdr.squiggly-${kind}`);

  beforeAll(async () => {
    project = studyWithRuns();
    for (const [run, perSeed] of Object.entries(SEEDS)) {
      writeFileSync(inWorktree(`run_${run}/final_info.json`), finalInfo(perSeed));
      writeFileSync(inWorktree(`run_${run}/env.json`), JSON.stringify({ host: "gpu-box", gpus: ["RTX 4090"] }));
    }
    writeFileSync(inWorktree("notes.txt"), "## Run 1: Half bandwidth\n");
    writeFileSync(inWorktree("latex/template.tex"), PAPER);
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
    await window.row("Next: Resume").waitFor();
    await openPaper();
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  let broken = false;
  beforeEach((context) => {
    if (broken) context.skip("the scenario stopped before");
    onTestFailed(async () => {
      broken = true;
      await window?.shot("reading-stopped-here");
    });
  });

  test("a wrong number is underlined, says what the data are, and is corrected by a quick fix", async () => {
    await squiggle("error").first().waitFor();
    await hoverAt("0.0086");
    await expect.poll(() => hover().allInnerTexts().then(String)).toContain("RTX 4090");
    await window.shot("reading-wrong-number");
    await closeHover();
    await goTo("0.0086");
    const fix = window.page.locator(".action-widget .monaco-list-row", { hasText: "Write 0.0096" });
    await repeat(() => window.page.keyboard.press("Control+."), fix);
    await fix.click();
    await squiggle("error").first().waitFor({ state: "detached" });
    await saveUntil((text) => text.includes("one of 0.0096."));
  });

  test("hovers show a work and a picture", async () => {
    await hoverAt("wahba1990spline}");
    await hover().filter({ hasText: "Spline Models" }).waitFor();
    await window.shot("reading-citation");
    await closeHover();
    await hoverAt("error_by_run");
    await hover().locator("img").first().waitFor();
    await window.shot("reading-figure");
    await closeHover();
  });

  test("a number leads to its run in Experiments, and to its place in the results", async () => {
    await hoverAt("0.0123");
    await hover().filter({ hasText: "Supported" }).waitFor();
    await window.shot("reading-number");
    await hover().getByText("Show in Experiments").click();
    const current = webview(window.page, "ai-scientist.ai-scientist").locator("tr:focus .name");
    await expect.poll(() => current.innerText().catch(() => "")).toBe("Baseline");
    await window.shot("reading-in-experiments");
    await openPaper();
    await goTo("0.0096");
    const peek = window.page.locator(".reference-zone-widget");
    await repeat(() => window.page.keyboard.press("F12"), peek.filter({ hasText: "final_info.json" }));
    await window.shot("reading-definition");
    await repeat(
      () => window.page.keyboard.press("Escape"),
      async () => !(await peek.isVisible()),
    );
  });

  test("a number that is written is offered from the runs", async () => {
    await goTo("0.0096", ".");
    await window.page.keyboard.press("End");
    await window.page.keyboard.type(" On sine, half bandwidth reaches ");
    const offers = window.page.locator(".suggest-widget.visible .monaco-list-row");
    await repeat(() => window.page.keyboard.press("Control+Space"), offers.filter({ hasText: "Half bandwidth" }));
    await window.shot("reading-completion");
    await window.page.keyboard.press("Enter");
    await saveUntil((text) => text.includes("half bandwidth reaches 0.0096"));
  });

  test("a run that is made again makes its number stale", async () => {
    writeFileSync(inWorktree("run_1/final_info.json"), finalInfo([0.0101, 0.0104, 0.0107]));
    await squiggle("warning").first().waitFor();
    await window.shot("reading-stale");
  });

  async function openPaper(): Promise<void> {
    const { page } = window;
    const input = page.locator(".quick-input-widget .quick-input-box input").first();
    const path = inWorktree("latex/template.tex");
    const open = async () => {
      await page.keyboard.press("Control+P");
      await input.fill(path, BRIEFLY);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "template.tex" }).first().waitFor(BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    await repeat(open, editor().locator(".view-line", { hasText: "documentclass" }));
  }

  function editor(): Locator {
    return window.page.locator('.editor-instance .monaco-editor[data-uri$="template.tex"]').first();
  }

  /** The cursor into the first place of a text, or right behind what follows it. */
  async function goTo(text: string, behind = ""): Promise<void> {
    const { page } = window;
    const before = (await paperNow()).split(`${text}${behind}`)[0]!.split("\n");
    const column = before.at(-1)!.length + (behind === "" ? 2 : text.length + behind.length + 1);
    const input = page.locator(".quick-input-widget .quick-input-box input").first();
    const go = async () => {
      await page.keyboard.press("Control+G");
      await input.fill(`:${before.length}:${column}`, BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    await repeat(go, page.locator(".statusbar-item", { hasText: `Ln ${before.length}, Col ${column}` }));
  }

  /** What was typed is saved, so the file has what the editor shows. */
  async function paperNow(): Promise<string> {
    return saved();
  }

  async function hoverAt(text: string): Promise<void> {
    await goTo(text);
    await repeat(() => command(window.page, "Show or Focus Hover"), hover());
  }

  async function closeHover(): Promise<void> {
    await repeat(
      () => window.page.keyboard.press("Escape"),
      async () => (await hover().count()) === 0,
    );
  }

  async function saveUntil(holds: (text: string) => boolean): Promise<void> {
    await repeat(
      () => window.page.keyboard.press("Control+S"),
      async () => holds(saved()),
    );
    expect(holds(saved())).toBe(true);
  }
});
