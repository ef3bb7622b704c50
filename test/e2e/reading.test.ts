import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BRIEFLY, repeat, unfold } from "./gestures";
import { webview } from "./host/host.mjs";
import { PaperInEditor } from "./paper-in-editor";
import { type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { slug, studyWithRuns, typesetOnItsWay } from "./study-with-runs";
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
  let paper: PaperInEditor;

  beforeAll(async () => {
    project = studyWithRuns();
    for (const [run, perSeed] of Object.entries(SEEDS)) {
      writeFileSync(inWorktree(`run_${run}/final_info.json`), finalInfo(perSeed));
      writeFileSync(inWorktree(`run_${run}/env.json`), JSON.stringify({ host: "gpu-box", gpus: ["RTX 4090"] }));
    }
    writeFileSync(inWorktree("notes.txt"), "## Run 1: Half bandwidth\n");
    writeFileSync(inWorktree("latex/template.tex"), PAPER);
    typesetOnItsWay(project);
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
    await window.row("Next: Resume").waitFor();
    paper = new PaperInEditor(window, inWorktree("latex/template.tex"));
    await paper.open();
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("reading", () => window);

  test("a wrong number is underlined, says what the data are, and is corrected by a quick fix", async () => {
    await paper.squiggle("error").first().waitFor();
    const said = await paper.hoverAt("0.0086", "RTX 4090");
    expect(await said.innerText()).toContain("0.0096");
    await window.shot("reading-wrong-number");
    await paper.closeHover();
    await paper.goTo("0.0086");
    const fix = window.page.locator(".action-widget .monaco-list-row", { hasText: "Write 0.0096" });
    await repeat(() => window.page.keyboard.press("Control+."), fix);
    await fix.click();
    await paper.squiggle("error").first().waitFor({ state: "detached" });
    await paper.saveUntil((text) => text.includes("one of 0.0096."));
  });

  test("hovers show a work and a picture", async () => {
    await paper.hoverAt("wahba1990spline}", "Spline Models");
    await window.shot("reading-citation");
    await paper.closeHover();
    await paper.hoverAt("error_by_run");
    await paper.hover.locator("img").first().waitFor();
    await window.shot("reading-figure");
    await paper.closeHover();
  });

  test("a number leads to its run in Experiments, and to its place in the results", async () => {
    const said = await paper.hoverAt("0.0123", "Supported");
    await window.shot("reading-number");
    await said.getByText("Show in Experiments").click();
    const current = webview(window.page, "ai-scientist.ai-scientist").locator("tr:focus .name");
    await expect.poll(() => current.innerText().catch(() => "")).toBe("Baseline");
    await window.shot("reading-in-experiments");
    await paper.open();
    const peek = window.page.locator(".reference-zone-widget");
    const lookUp = async () => {
      await paper.goTo("0.0096");
      await window.page.keyboard.press("F12");
      await peek.waitFor(BRIEFLY);
    };
    await repeat(lookUp, peek.filter({ hasText: "final_info.json" }));
    await window.shot("reading-definition");
    await repeat(
      () => window.page.keyboard.press("Escape"),
      async () => !(await peek.isVisible()),
    );
  });

  test("a number that is written is offered from the runs", async () => {
    await paper.goTo("0.0096", ".");
    await window.page.keyboard.press("End");
    await window.page.keyboard.type(" On sine, half bandwidth reaches ");
    const offers = window.page.locator(".suggest-widget.visible .monaco-list-row");
    const offer = offers.filter({ hasText: "Half bandwidth" });
    await repeat(() => window.page.keyboard.press("Control+Space"), offer);
    await window.shot("reading-completion");
    const take = async () => {
      await window.page.keyboard.press("Control+Space");
      await offer.first().waitFor(BRIEFLY);
      await window.page.keyboard.press("Enter");
    };
    await repeat(take, paper.lines.filter({ hasText: "reaches 0.0096" }));
    await paper.saveUntil((text) => text.includes("half bandwidth reaches 0.0096"));
  });

  test("the section that was edited since it was typeset is known as that", async () => {
    await unfold(window.row(/^Sections/));
    await window.row(/^Results.*edited since/).waitFor();
    await window.shot("reading-sections");
  });

  test("a run that is made again makes its numbers stale: underlined, with what they are now, until they are mended", async () => {
    await paper.hoverAt("0.0096", "Supported");
    await paper.closeHover();
    writeFileSync(inWorktree("run_1/final_info.json"), finalInfo([0.0101, 0.0104, 0.0107]));
    const said = await paper.hoverAt("0.0096", "Stale");
    expect(await said.innerText()).toContain("0.0104");
    await window.shot("reading-stale");
    await paper.closeHover();
    await paper.squiggle("warning").first().waitFor();
    await paper.goTo("0.0096");
    const fix = window.page.locator(".action-widget .monaco-list-row", { hasText: "Write 0.0104" });
    await repeat(() => window.page.keyboard.press("Control+."), fix);
    await fix.click();
    await paper.saveUntil((text) => text.includes("one of 0.0104."));
    await paper.hoverAt("0.0104", "Supported");
  });
});
