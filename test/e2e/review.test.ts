import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test, vi } from "vitest";
import type { FaultServer } from "../fakes/fault-server";
import { command } from "./host/host.mjs";
import { type ProjectFolder, python } from "./project";
import { makeStudyOfTwoFiles, startModel } from "./study-of-two-files";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";

/** One proposal of six hunks in two files, decided in every way there is, each test going on where the one before stopped. */
describe("a change under review, in VS Code", () => {
  let model: FaultServer;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const git = (...args: string[]) => project.git(project.worktree(slug), ...args);
  const file = (path: string) => join(project.worktree(slug), path);
  const next = (verb: string) => window.row(new RegExp(`^Next: ${verb}$`));
  const undecided = (title: string) => window.row(new RegExp(`^Undecided: ${title}`));
  const accepted = (title: string) => window.row(new RegExp(`^Accepted: ${title}`));

  beforeAll(async () => {
    model = await startModel();
    project = makeStudyOfTwoFiles();
    const settings = {
      "aiScientist.model.name": "openai:scripted",
      "aiScientist.model.baseUrl": model.url,
      "aiScientist.review.launch": "auto",
      "aiScientist.experiments.maxRuns": 1,
    };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python, OPENAI_API_KEY: "sk-test" } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    await model?.[Symbol.asyncDispose]();
  });

  let broken = false;
  beforeEach((context) => {
    if (broken) context.skip("the scenario stopped before");
    onTestFailed(async () => {
      broken = true;
      await window?.shot("review-stopped-here");
      console.log(git("diff", "--cached", "-U0"), git("status", "--short"));
    });
  });

  test("the proposal arrives as hunks with their titles, by file", async () => {
    await next("Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await next("Review 6 Hunks").waitFor({ timeout: 90_000 });
    await window.page.locator(".monaco-diff-editor").waitFor();
    await window.shot("review-six-hunks");
  });

  /** Every way stages the same hunk of a file that holds four, so that each must end in the same index. */
  const ways: Record<string, () => Promise<void>> = {
    "Git's own Stage Block in a diff": async () => {
      await undecided("Narrower kernel").click();
      await window.page
        .locator(".monaco-diff-editor .gutterItem .action-label[aria-label='Stage Block']")
        .first()
        .click();
    },
    "a box of the tree": () => undecided("Narrower kernel").locator(".custom-view-tree-node-item-checkbox").click(),
    "the button of a row": async () => {
      await undecided("Narrower kernel").hover();
      await undecided("Narrower kernel").locator(".action-label[aria-label^='Accept Hunk']").click();
    },
    "the key, on a selected row": async () => {
      await undecided("Narrower kernel").click();
      await window.page.keyboard.press("Control+Alt+Enter");
    },
    "the small print above it": async () => {
      await openPlain("experiment.py");
      const print = window.page.locator(".codelens-decoration", { hasText: "Why: Narrower kernel" });
      await print.waitFor();
      await window.shot("review-code-lenses");
      await print.getByText("Accept").click();
    },
    "the key, with the cursor in it": async () => {
      await goTo("experiment.py", 15);
      await window.page.keyboard.press("Control+Alt+Enter");
    },
    "git's peek": async () => {
      await goTo("experiment.py", 14);
      await window.page.keyboard.press("Alt+F3");
      const peek = window.page.locator(".peekview-widget .action-label[aria-label^='Accept Hunk']");
      await peek.waitFor();
      await window.shot("review-peek");
      await peek.click();
      await window.page.keyboard.press("Escape");
    },
    "a terminal": async () => {
      const patch = project.git(project.worktree(slug), "diff", "-U0", "--", "experiment.py").split(/(?=^@@)/m);
      writeFileSync(join(project.folder, "one.patch"), patch.slice(0, 2).join(""));
      git("apply", "--cached", "--unidiff-zero", join(project.folder, "one.patch"));
    },
  };

  test.each(Object.keys(ways))("%s accepts a hunk, and the index is the same", async (way) => {
    const before = git("show", "HEAD:experiment.py");
    await ways[way]!();
    await accepted("Narrower kernel").waitFor();
    await next("Review 5 Hunks").waitFor();
    expect(git("show", ":experiment.py")).toBe(before.replace("bandwidth = 0.3", "bandwidth = 0.2"));
    git("reset", "-q");
    await undecided("Narrower kernel").waitFor();
  });

  async function openPlain(path: string): Promise<void> {
    const { page } = window;
    await command(page, "File: Open File...");
    const input = page.locator(".quick-input-widget .quick-input-box input").first();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: /^\.\.$/ }).waitFor();
    await input.fill(file(path));
    await vi.waitFor(async () => {
      await input.press("Enter", { timeout: 500 });
      await input.waitFor({ state: "hidden", timeout: 1000 });
    });
    await page.locator(`.editor-instance > .monaco-editor[data-uri$="${path}"]`).first().waitFor();
  }

  async function goTo(path: string, line: number): Promise<void> {
    await openPlain(path);
    await command(window.page, "Go to Line/Column...");
    await window.page.keyboard.type(String(line));
    await window.page.keyboard.press("Enter");
  }
});
