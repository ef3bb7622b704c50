import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Review, remarksOn } from "../../src/research/review";
import { BRIEFLY, repeat, unfold } from "./gestures";
import { command, LONG_PATIENCE, webview } from "./host/host.mjs";
import { journal, makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { inEveryTheme } from "./themes";
import { changeSettings, startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "noise-level-allocation";
const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.experiments.maxRuns": 1,
};
const byItself = Object.fromEntries(
  ["code", "plots", "prose", "launch"].map((kind) => [`aiScientist.review.${kind}`, "auto"]),
);

/** One idea on 2d_diffusion, from the click on Start to the review, each test going on where the one before stopped. */
describe("one idea with review on, in VS Code", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const code = () => readFileSync(join(project.worktree(slug), "experiment.py"), "utf8");
  const git = (...args: string[]) => project.git(project.worktree(slug), ...args);
  const next = (verb: string) => window.row(new RegExp(`^Next: ${verb}$`));

  beforeAll(async () => {
    project = makeProject("templates/2d_diffusion");
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("spine", () => window);

  test("an idea is started, and nothing runs before it is launched", async () => {
    await next("Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Spend Its Training" }).click();
    await next("Launch Run").waitFor();
    await window.row(/^On, this machine/).waitFor();
    await window.shot("launch-baseline");
    await next("Launch Run").click();
    await window.row(/^(Running: )?Baseline, /).waitFor();
    await window.shot("running-baseline");
    await window.row(/^Baseline, /).waitFor();
  });

  test("the proposed change is shown as hunks, and its diff opens by itself", async () => {
    await next("Review 4 Hunks").waitFor();
    await window.page.locator(".monaco-diff-editor").waitFor();
    await window.row(/^Undecided: .*Check to accept\.$/).waitFor();
    await expect.poll(() => undecided().count()).toBe(4);
    await window.shot("review");
  });

  test("Git's own Stage Block accepts a hunk, and its Revert Block rejects one", async () => {
    await undecided().first().click();
    await blockButton("Stage Block").click();
    await next("Review 3 Hunks").waitFor();
    expect(git("diff", "--cached", "-U0")).toContain("+NOISE_BINS = 10");
    expect(git("diff", "-U0")).not.toContain("+NOISE_BINS = 10");
    await window.shot("review-staged");
    await undecided().last().click();
    await blockButton("Revert Block").last().click();
    await window.shot("review-reverting");
    // VS Code reverts in the editor; what is not saved is not decided.
    await repeat(() => window.page.keyboard.press("Control+S"), next("Review 2 Hunks"));
    expect(code()).not.toContain("torch.bincount");
    await window.shot("review-reverted");
  });

  test("a window that is closed in the middle of a review shows the same when it is opened again", async () => {
    await window.page.close();
    window = await workbench.open(project.folder);
    await next("Review 2 Hunks").waitFor();
    await window.row(/^Accepted: /).waitFor();
    await expect.poll(() => undecided().count()).toBe(2);
    await window.shot("reopened");
  });

  test("a box accepts a hunk, approving commits what was accepted, and nothing else", async () => {
    await undecided()
      .first()
      .locator(".monaco-custom-toggle, .custom-view-tree-node-item-checkbox input")
      .first()
      .click();
    await next("Review 1 Hunk").waitFor();
    await window.clickTitle("Review", "Approve Change");
    const rest = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Accept the rest and approve" });
    await rest.waitFor();
    await window.shot("approve-with-one-undecided");
    await rest.click();
    await next("Launch Run").waitFor();
    expect(git("status", "--porcelain", "--untracked-files=no")).toBe("");
    const committed = git("show", "HEAD:experiment.py");
    expect(committed).toContain("NOISE_BINS = 10");
    expect(committed).toContain("loss = F.mse_loss(predicted, noise)");
    expect(git("log", "-1", "--format=%B")).toMatch(/^AI-Scientist-/m);
    await window.shot("launch-run");
  });

  test("the launched run is measured, and with autonomy the idea walks on to its reviewed paper", async () => {
    await changeSettings(window, workbench.server, byItself);
    await next("Launch Run").click();
    await window.row(/^Progress sampling, /).waitFor();
    await next("Open PDF").waitFor({ timeout: LONG_PATIENCE });
    const decisions = journal(project.ideaFolder(slug)).filter(
      ({ step, type }) => type === "step-finished" && /decision$/.test(String(step)),
    );
    expect(decisions[0]).toMatchObject({ result: { approved: true, by: "researcher" } });
    await window.shot("done");
  });

  test("one click compiles the paper, and a LaTeX error stands in Problems on its own line", async () => {
    const source = join(project.worktree(slug), "latex/template.tex");
    const lines = readFileSync(source, "utf8").split("\n");
    const at = lines.findIndex((line) => line.startsWith("\\section{Method"));
    writeFileSync(source, lines.toSpliced(at + 1, 0, "\\plantedmistake").join("\n"));
    await window.clickTitle("Paper", "Compile Paper");
    await window.page
      .getByText(/could not be compiled|compiled with errors/)
      .first()
      .waitFor();
    const problem = window.page.locator(".markers-panel .monaco-list-row", { hasText: "plantedmistake" });
    await repeat(() => window.row(/^Problems, 1 error,/).click(BRIEFLY), problem);
    expect(await problem.innerText()).toContain(`Ln ${at + 2},`);
    await repeat(() => problem.dblclick(BRIEFLY), window.page.locator(".statusbar-item", { hasText: `Ln ${at + 2},` }));
    await window.shot("problem");
    writeFileSync(source, lines.join("\n"));
    await window.clickTitle("Paper", "Compile Paper");
    await problem.waitFor({ state: "detached" });
  });

  test("the review is read in the tree and as a text", async () => {
    const review = Review.parse(JSON.parse(readFileSync(join(project.ideaFolder(slug), "review.json"), "utf8")));
    const row = window.row(/^Review, [\d.]+ of 10/);
    await scrollDown(window.row(/^Problems/));
    // A view that is drawn anew loses its hover: then the pointer comes again.
    await expect.poll(() => openReview(row), { interval: 500 }).toBe(true);
    const text = webview(window.page, "vscode.markdown-language-features").locator("body");
    await text.getByText("Weaknesses").waitFor();
    expect(await text.innerText()).toContain(remarksOn(review, "weaknesses")[0]?.text);
    await unfold(row);
    const { keyboard } = window.page;
    const scores = window.row(/^Scores/);
    await command(window.page, "AI Scientist: Focus on Paper View");
    await repeat(() => keyboard.press("End"), scores);
    await repeat(
      () => keyboard.press("ArrowRight"),
      async () => (await scores.getAttribute("aria-expanded")) === "true",
    );
    await repeat(() => keyboard.press("End"), window.row(/^Confidence, [\d.]+ of 5/));
    await command(window.page, "View: Toggle Panel Visibility");
    await command(window.page, "Notifications: Clear All Notifications");
    await window.shot("review-of-paper");
  });

  test("the finished idea can be read in light and high-contrast themes", async () => {
    await command(window.page, "AI Scientist: Focus on Runs View");
    await inEveryTheme(window, "finished");
  });

  /** The last rows of a low view are cut off by its edge, or not drawn at all. */
  const scrollDown = async (within: Locator) => {
    await within.hover();
    await window.page.mouse.wheel(0, 150);
  };
  const openReview = async (row: Locator) => {
    await window.page.mouse.move(1000, 450);
    await row.hover();
    const button = row.locator('.action-label[aria-label^="Open Review"]');
    return button.click({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  };
  const undecided = () => window.page.getByRole("treeitem", { name: /^Undecided: / });
  const blockButton = (name: string) =>
    window.page.locator(`.monaco-diff-editor .gutterItem .action-label[aria-label="${name}"]`);
});
