import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pdf } from "../fakes/pdf";
import { answer, BRIEFLY, clickOn, fold, repeat, unfold } from "./gestures";
import { command, webview } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";
const next = "half-bandwidth-then-ridge";
const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.experiments.maxRuns": 2,
  "aiScientist.review.code": "auto",
};

/** The list of ideas, then one idea's timeline and what can be made of it, each test going on where the one before stopped. */
describe("ideas, in VS Code", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const ideas = () => JSON.parse(readFileSync(join(project.folder, "ideas.json"), "utf8")) as Record<string, unknown>[];
  const code = (of: string) => readFileSync(join(project.worktree(of), "experiment.py"), "utf8");
  const git = (of: string, ...args: string[]) => project.git(project.worktree(of), ...args).trim();
  const wait = (verb: string) => window.row(new RegExp(`^Next: ${verb}`)).waitFor();

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("ideas", () => window);

  test("an idea of one's own is asked for in three lines, and its entry opens with help for every field", async () => {
    await window.row(/^Next: Start Idea/).waitFor();
    await command(window.page, "AI Scientist: Add Own Idea…");
    const title = window.page.locator(".quick-input-widget .quick-input-box input").first();
    await title.fill("Local Bandwidths for Kernel Ridge Regression");
    await window.page.getByText("There is a similar idea: “One Bandwidth Does Not Fit All").waitFor();
    await window.shot("ideas-add-own");
    await title.press("Enter");
    await answer(
      window.page,
      "(2 of 3)",
      "Fit one bandwidth a function and compare the test error with the shared one.",
    );
    await answer(window.page, "(3 of 3)", "7 9 4");
    const entry = window.page.locator('.monaco-editor[data-uri$="ideas.json"]');
    await entry.getByText('"Experiment"').waitFor();
    expect(ideas()).toEqual([
      expect.objectContaining({ Name: "local_bandwidths_kernel_ridge", Interestingness: 7, own: true }),
    ]);
    const point = async () => {
      await window.page.mouse.move(1000, 897);
      await entry.getByText('"Feasibility"').hover(BRIEFLY);
    };
    await repeat(point, window.page.getByText("The chance that it can be done in this code"));
    await window.page.screenshot({ path: "test-results/e2e/ideas-schema-help.png" });
    await unfold(window.row(/^Local Bandwidths for Kernel Ridge Regression, yours/));
    await window.row(/^Similar to “local bandwidth”, not begun/).waitFor();
    await window.shot("ideas-own");
  });

  test("a mistake in ideas.json is said on its line, there and in the list, and the other ideas stay", async () => {
    const right = readFileSync(join(project.folder, "ideas.json"), "utf8");
    writeFileSync(join(project.folder, "ideas.json"), right.replace("local_bandwidths_kernel_ridge", "One Bandwidth"));
    const problem = window.row(/^ideas\.json, line 3: .*Name “One Bandwidth” must be lowercase/);
    await problem.waitFor();
    await window.row(/^One Bandwidth Does Not Fit All/).waitFor();
    await repeat(() => problem.click(BRIEFLY), window.page.locator(".statusbar-item", { hasText: "Ln 3," }));
    await command(window.page, "Problems: Focus on Problems View");
    await window.page
      .locator(".markers-panel .monaco-list-row", { hasText: "The name must be lowercase letters" })
      .waitFor();
    await window.shot("ideas-mistake");
    await command(window.page, "View: Toggle Panel Visibility");
    writeFileSync(join(project.folder, "ideas.json"), right);
    await problem.waitFor({ state: "detached" });
  });

  test("an idea is rejected with a reason, and taken back; another is approved", async () => {
    const own = window.row(/^Local Bandwidths for Kernel Ridge Regression/);
    await clickOn(own, "Reject Idea");
    await answer(window.page, "Reject “", "Cross-validation does that already.");
    await unfold(window.row(/^Rejected, 1$/));
    const rejected = window.row(/^Rejected: Local Bandwidths.*Cross-validation does that already/);
    await rejected.waitFor();
    expect(ideas()[0]).toMatchObject({ rejected: { reason: "Cross-validation does that already." } });
    await window.shot("ideas-rejected");
    await clickOn(rejected, "Take Back");
    await window.row(/^Local Bandwidths for Kernel Ridge Regression, yours/).waitFor();
    expect(ideas()[0]).not.toHaveProperty("rejected");
    await command(window.page, "AI Scientist: Approve Idea");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "One Bandwidth Does" }).click();
    await window.row(/^One Bandwidth Does Not Fit All.*, approved/).waitFor();
    await command(window.page, "View: Close All Editors");
  });

  test("the timeline tells what happened, by whom, and each row leads to what it is about", async () => {
    await window.row(/^Next: Start Idea/).click();
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "One Bandwidth Does" }).click();
    await wait("Launch Run");
    await window.row(/^Next: Launch Run/).click();
    await window.row(/^Launch “Half bandwidth”/).waitFor();
    await window.row(/^Next: Launch Run/).click();
    await window.row(/^Launch “Double bandwidth”/).waitFor();
    await command(window.page, "AI Scientist: Pause Idea");
    await wait("Resume");
    for (const view of ["Review", "Runs", "Paper"]) await fold(window.page, view);
    await unfold(window.row(/^Timeline/));
    await unfold(window.row(/^Half bandwidth, \d/));
    const change = window.row(/^Half bandwidth, 1 accepted.*by your settings/);
    await change.waitFor();
    await window.shot("ideas-timeline");
    await repeat(
      () => change.click(BRIEFLY),
      window.page.locator(".monaco-diff-editor", { hasText: "bandwidth = 0.15" }),
    );
    await window.shot("ideas-commit");
    await command(window.page, "AI Scientist: Open Timeline");
    const text = webview(window.page, "vscode.markdown-language-features").locator("body");
    await text.getByText("Plan of the runs").waitFor();
    expect(await text.innerText()).toMatch(/your settings\s+changes decided: 2/);
    await window.shot("ideas-timeline-text");
    await command(window.page, "View: Close All Editors");
  });

  test("a new idea branches from a run: its baseline is that code, measured anew", async () => {
    const commit = git(
      slug,
      "log",
      "--format=%H",
      "--grep=AI-Scientist-Step: run 1, attempt 1",
      "--grep=AI-Scientist-Kind: change",
      "--all-match",
    );
    const change = window.row(/^Half bandwidth, 1 accepted/);
    await clickOn(change, "Branch a New Idea");
    await answer(window.page, "(1 of 3)", "Half Bandwidth, Then Ridge");
    await answer(window.page, "(2 of 3)", "With half the bandwidth, vary the ridge.");
    await answer(window.page, "(3 of 3)", "");
    await window.page.locator('.monaco-editor[data-uri$="ideas.json"]').getByText('"continues"').waitFor();
    await window.page.locator(".statusbar-item", { hasText: "Ln 20," }).waitFor();
    await window.shot("ideas-branched");
    expect(ideas()[2]).toMatchObject({ continues: { idea: "local_bandwidth", commit } });
    const row = window.row(/^Half Bandwidth, Then Ridge, yours/);
    await clickOn(row, "Start Idea");
    await wait("Launch Run");
    await window.row(/^Next: Launch Run/).click();
    await expect.poll(() => existsSync(join(project.worktree(next), "run_0/final_info.json"))).toBe(true);
    expect(code(next)).toContain("bandwidth = 0.15");
    expect(existsSync(join(project.worktree(next), "run_1"))).toBe(false);
    await wait("Launch Run");
    await command(window.page, "AI Scientist: Pause Idea");
    await wait("Resume");
    await window.shot("ideas-continued");
  });

  test("files are restored to a commit as a commit of one's own, after a question", async () => {
    const head = git(slug, "rev-parse", "HEAD");
    expect(code(slug)).not.toContain("bandwidth = 0.15");
    await command(window.page, "View: Close All Editors");
    const dialog = window.page.locator(".monaco-dialog-box");
    await chooseOn(window.row(/^Half bandwidth, 1 accepted/), "Restore Files to This…", dialog);
    await dialog.getByText("as a new commit of yours").waitFor();
    await window.shot("ideas-restore");
    await dialog.getByRole("button", { name: "Restore" }).click();
    await expect.poll(() => git(slug, "rev-parse", "HEAD^")).toBe(head);
    await expect.poll(() => code(slug)).toContain("bandwidth = 0.15");
    expect(git(slug, "log", "-1", "--format=%B")).toMatch(/^Restore “Half bandwidth”[\s\S]*AI-Scientist-Kind: hand/);
    await unfold(window.row(/^Double bandwidth, 1 question/));
    await window.row(/^Restore “Half bandwidth”.*by you/).waitFor();
    await window.shot("ideas-restored");
  });

  test("an idea that is deleted is gone with its branch, and its entry stays", async () => {
    const dialog = window.page.locator(".monaco-dialog-box");
    await chooseOn(window.row(/^Half Bandwidth, Then Ridge, paused/), "Delete Idea…", dialog);
    await dialog.getByText("Its entry in ideas.json stays").waitFor();
    await window.shot("ideas-delete");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("button", { name: "Delete for Good" }).click();
    await window.row(/^Half Bandwidth, Then Ridge, yours/).waitFor();
    expect(existsSync(project.worktree(next))).toBe(false);
    // Its folders go first, and with them what the list shows; the branch goes last.
    await expect.poll(() => project.git(project.folder, "branch", "--list", "ai-scientist/*")).not.toContain(next);
  });

  test("ideas are distilled from a PDF and keep its words; the verdict on novelty is overruled with a reason", async () => {
    const open = "It remains unclear whether other bandwidths would serve as well.";
    const paper = join(project.folder, "papers/small-samples.pdf");
    mkdirSync(join(project.folder, "papers"), { recursive: true });
    writeFileSync(paper, pdf(["Bandwidths in Small Samples", open]));
    await unfold(window.row(/^One Bandwidth Does Not Fit All/), false);
    const input = window.page.locator(".quick-input-widget .quick-input-box input").first();
    const pdfs = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "PDF files…" });
    await command(window.page, "AI Scientist: Distil Ideas from Papers…");
    await window.shot("ideas-distil-what");
    await repeat(
      () => pdfs.click(BRIEFLY),
      async () => (await input.inputValue()).includes("/"),
    );
    const distilled = () =>
      existsSync(join(project.folder, "ideas.json")) ? ideas().find(({ sources }) => sources !== undefined) : undefined;
    const choose = async () => {
      await input.fill(paper, BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    await repeat(choose, async () => distilled() !== undefined);
    expect(distilled()!.sources).toContainEqual(
      expect.objectContaining({ title: "Bandwidths in Small Samples", file: "papers/small-samples.pdf", quote: open }),
    );
    await unfold(window.row(new RegExp(`^${distilled()!.Title}`.replace(/[?()]/g, "\\$&"))));
    await unfold(window.row(/^Distilled from, Bandwidths in Small Samples/));
    await window.row(/^Open question.*It remains unclear|^Limitation.*It remains unclear/).waitFor();
    await window.shot("ideas-distilled");
    await clickOn(window.row(/^Novelty: not checked/).last(), "Overrule Novelty Verdict");
    const novel = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "It is novel" });
    const why = window.page.locator(".quick-input-widget", { hasText: "Why? The model reads it" });
    await repeat(() => novel.click(BRIEFLY), why);
    await answer(window.page, "Novelty of “", "Nobody in my field has tried it.");
    await window.row(/^Novelty, as you say: novel.*Nobody in my field has tried it/).waitFor();
    await window.shot("ideas-overruled");
    expect(distilled()).toMatchObject({
      novel: true,
      novelty: { overruled: { verdict: "novel", reason: "Nobody in my field has tried it." } },
    });
  });

  /** Picks an entry of a row's menu. A click that comes with the menu is not heard. */
  async function chooseOn(row: Locator, entry: string, shows: Locator): Promise<void> {
    const item = window.page.locator(".monaco-menu .action-menu-item", { hasText: entry });
    const choose = async () => {
      if (!(await item.isVisible())) await row.click({ button: "right", ...BRIEFLY });
      await item.waitFor(BRIEFLY);
      await window.page.waitForTimeout(500);
      await item.hover(BRIEFLY);
      await item.click(BRIEFLY);
    };
    await repeat(choose, shows);
  }
});
