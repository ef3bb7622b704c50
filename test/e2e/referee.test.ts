import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BRIEFLY, clickOn, fold, repeat, unfold } from "./gestures";
import { command, LONG_PATIENCE, webview } from "./host/host.mjs";
import { journal, makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const headless = join(__dirname, "../../dist/headless.js");
const filler = "Every sentence of this paragraph is here to be read, and to fill the page with words. ";
const PAPER = `\\documentclass{article}
\\title{Wider Layers for Small Networks}\\author{Nobody}
\\begin{document}
\\maketitle
\\begin{abstract}
We ask whether wider layers help small networks on two data sets, and find a small gain on one of them.
\\end{abstract}
\\section{Introduction}
${filler.repeat(6)}
\\section{Method}
The width of each hidden layer is doubled; nothing else is changed.
\\section{Experimental Setup}
Every number is the mean of three seeds, and no setting was tuned on either side.
${filler.repeat(8)}
\\newpage
\\section{Results}
The error falls from 0.52 to 0.48 on the sine data and stays at 0.61 on the steps.
${filler.repeat(4)}
\\section{Conclusion}
Wider layers help where the target is smooth.
\\end{document}
`;

describe("a PDF and a source in a folder that is no project", () => {
  let folder: string;
  let workbench: Workbench;
  let window: Window;
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");
  const remarks = () => panel().getByRole("complementary", { name: "Remarks" }).getByRole("listitem");

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "papers-"));
    writeFileSync(join(folder, "draft.tex"), PAPER);
    execFileSync("pdflatex", ["-interaction=nonstopmode", "-jobname=submission", "draft.tex"], { cwd: folder });
    workbench = await startWorkbench({ settings: { "aiScientist.model.name": "rehearsal" } });
    window = await workbench.open(folder);
  });
  afterAll(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  });
  scenario("referee-outside", () => window);

  test("the PDF is reviewed: what the referees say stands beside its pages and in the Paper view", async () => {
    await review("submission.pdf");
    await window.row(/^submission\.pdf, .* of 10/).waitFor({ timeout: LONG_PATIENCE });
    await remarks().first().waitFor();
    await window.row(/^Reject, not calibrated/).waitFor();
    await window.shot("referee-pdf");
  });

  test("a click on a weakness leads to the page with its words", async () => {
    const row = window.row(/tuned on either side/);
    const chosen = panel().locator(".notes li[data-chosen]", { hasText: "tuned on either side" });
    await repeat(() => row.click(BRIEFLY), chosen);
    await expect.poll(() => panel().locator(".page .mark").count()).toBeGreaterThan(0);
    await window.shot("referee-pdf-weakness");
  });

  test("a source is reviewed, and a click on a weakness leads to its line with what is said there", async () => {
    await review("draft.tex");
    await window.row(/^draft\.tex, .* of 10/).waitFor({ timeout: LONG_PATIENCE });
    const row = window.row(/tuned on either side.*, line \d+$/);
    const said = window.page.locator(".review-widget", { hasText: "tuned on either side" });
    await repeat(() => row.click(BRIEFLY), said);
    await window.page.locator('.monaco-editor[data-uri$="draft.tex"] .view-lines').first().waitFor();
    await window.shot("referee-source-weakness");
  });

  test("both are there when the window is loaded again", async () => {
    await window.page.reload();
    await window.row(/^draft\.tex, .* of 10/).waitFor({ timeout: LONG_PATIENCE });
    await unfold(window.row(/^draft\.tex, .* of 10/), false);
    await window.row(/^submission\.pdf, .* of 10/).waitFor();
    await window.shot("referee-reloaded");
  });

  /** By its name in the list of papers, whatever is open. */
  async function review(name: string): Promise<void> {
    await command(window.page, "View: Close All Editors");
    await command(window.page, "AI Scientist: Review Paper…");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).click();
  }
});

describe("a finished idea whose paper is improved", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  let slug: string;
  const next = (verb: string) => window.row(new RegExp(`^Next: ${verb}`));

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const env = {
      ...process.env,
      AI_SCIENTIST_PYTHON: python,
      AI_SCIENTIST_PAPER_IMPROVEMENT_ROUNDS: "0",
      AI_SCIENTIST_PAPER_REVIEWERS: "2",
    };
    const words = ["run", project.folder, "--model", "rehearsal", "--accept", "auto", "--scale", "smoke"];
    execFileSync(process.execPath, [headless, ...words], { env, stdio: "ignore" });
    slug = "ridge-sensitivity";
    const byItself = ["code", "plots", "launch"].map((kind) => [`aiScientist.review.${kind}`, "auto"]);
    const settings = {
      "aiScientist.model.name": "rehearsal",
      "aiScientist.experiments.scale": "smoke",
      ...Object.fromEntries(byItself),
    };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });
  scenario("referee-improve", () => window);

  test("its review has the decision, the points with their lines, and where the referees disagree", async () => {
    for (const view of ["Ideas", "Review", "Runs"]) await fold(window.page, view);
    await unfold(window.row(/^Review, .* of 10/));
    await window.row(/^Weaknesses/).waitFor();
    await window.row(/, line \d+$/).waitFor();
    await window.shot("referee-review");
  });

  test("a weakness leads to its line in the source", async () => {
    const row = window.row(/tuned on either side.*, line \d+$/);
    const said = window.page.locator(".review-widget", { hasText: "tuned on either side" });
    await repeat(() => clickOn(row, "Go to Line"), said);
    await window.shot("referee-line");
  });

  test("points are chosen: a run is planned and made, and the changes of the text wait as hunks", async () => {
    await command(window.page, "AI Scientist: Improve Paper…");
    const picker = window.page.locator(".quick-input-widget", { hasText: "points shall be answered" });
    await picker.locator(".monaco-list-row", { hasText: "Weakness 1" }).first().waitFor();
    await window.shot("referee-points");
    await repeat(
      () => picker.locator(".quick-input-box input").press("Enter", BRIEFLY),
      async () => !(await picker.isVisible()),
    );
    await fold(window.page, "Paper");
    await fold(window.page, "Ideas", false);
    await next("Review \\d+ Hunks?").waitFor({ timeout: LONG_PATIENCE });
    await fold(window.page, "Runs", false);
    const made = () => journal(project.ideaFolder(slug)).filter(({ type }) => type === "run-recorded");
    const plan = journal(project.ideaFolder(slug)).find(
      ({ type, step }) => type === "step-finished" && step === "improvement 1: plan, as it is followed",
    ) as { result: { runs: { name: string }[] } };
    const [run] = plan.result.runs;
    expect(made().some((event) => (event as { run: { name: string } }).run.name === run!.name)).toBe(true);
    await window.row(new RegExp(`^${run!.name}, `)).waitFor();
    await window.shot("referee-hunks");
  });

  test("accepted, the paper is reviewed a second time, and both reviews stand side by side", async () => {
    const again = () => journal(project.ideaFolder(slug)).some(({ step }) => step === "review 2: meta-review");
    await acceptUntil(again);
    await next("Open PDF").waitFor({ timeout: LONG_PATIENCE });
    await fold(window.page, "Ideas");
    await fold(window.page, "Review");
    await fold(window.page, "Runs");
    await fold(window.page, "Paper", false);
    const second = window.row(/^Review 2, .* of 10/);
    const preview = webview(window.page, "vscode.markdown-language-features");
    await repeat(() => clickOn(second, "Compare Reviews"), preview.getByText("side by side"));
    await window.shot("referee-side-by-side");
  });

  /** Whatever waits is accepted, until it is so. */
  async function acceptUntil(over: () => boolean): Promise<void> {
    const rest = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Accept the rest and approve" });
    await expect
      .poll(
        async () => {
          if (over()) return true;
          if (await rest.isVisible()) await rest.click(BRIEFLY).catch(() => undefined);
          else if (await next("(Review \\d+ Hunk|Approve)").isVisible())
            await command(window.page, "AI Scientist: Approve Change").catch(() => undefined);
          return over();
        },
        { interval: 1_000, timeout: LONG_PATIENCE },
      )
      .toBe(true);
  }
});
