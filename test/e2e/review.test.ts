import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultServer } from "../fakes/fault-server";
import { BRIEFLY, clickOn, goToLine, pickFile, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
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

  scenario("review", () => window);

  test("a proposal arrives, and neither the keyboard nor the cursor of an open file moves", async () => {
    await openPlain(join(project.folder, "experiment.py"));
    await goToLine(window.page, 10);
    await next("Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await focusEditor();
    await next("Review 6 Hunks").waitFor();
    await window.page.waitForTimeout(1000);
    expect(await whereTheKeyboardIs()).toEqual([join(project.folder, "experiment.py"), "Ln 10, Col 1"]);
    expect(await window.page.locator(".monaco-diff-editor").count()).toBe(0);
    await window.shot("review-six-hunks");
  });

  /** Every way stages the same hunk of a file that holds four, so that each must end in the same index. */
  const ways: Record<string, () => Promise<void>> = {
    "Git's own Stage Block in a diff": async () => {
      await undecided("Narrower kernel").click();
      const stage = window.page.locator(".monaco-diff-editor .gutterItem .action-label[aria-label='Stage Block']");
      await repeat(() => stage.first().click(BRIEFLY), accepted("Narrower kernel"));
    },
    "a box of the tree": () => box(undecided("Narrower kernel")).click(),
    "the button of a row": async () => {
      await clickOn(undecided("Narrower kernel"), "Accept Hunk");
    },
    "the key, on a selected row": async () => {
      await undecided("Narrower kernel").click();
      await repeat(() => window.page.keyboard.press("Control+Alt+Enter"), accepted("Narrower kernel"));
    },
    "the small print above it": async () => {
      await openPlain(file("experiment.py"));
      const print = window.page.locator(".codelens-decoration", { hasText: "Why: Narrower kernel" });
      await print.waitFor();
      await window.shot("review-code-lenses");
      await repeat(() => print.getByText("Accept").click(BRIEFLY), accepted("Narrower kernel"));
    },
    "the key, with the cursor in it": async () => {
      await openPlain(file("experiment.py"));
      await goToLine(window.page, 15);
      await repeat(() => window.page.keyboard.press("Control+Alt+Enter"), accepted("Narrower kernel"));
    },
    "git's peek": async () => {
      await openPlain(file("experiment.py"));
      await goToLine(window.page, 14);
      const peek = window.page.locator(".peekview-widget .action-label[aria-label^='Accept Hunk']");
      await repeat(() => window.page.keyboard.press("Alt+F3"), peek);
      await window.shot("review-peek");
      await repeat(() => peek.click(BRIEFLY), accepted("Narrower kernel"));
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

  test("an accepted hunk is undecided again when its box is unchecked", async () => {
    await box(undecided("Fewer repeats")).click();
    await accepted("Fewer repeats").waitFor();
    await window.shot("review-one-accepted");
    await box(accepted("Fewer repeats")).click();
    await undecided("Fewer repeats").waitFor();
    expect(git("diff", "--cached", "--name-only")).toBe("");
  });

  test("Accept File in the title of its diff accepts all hunks of a file", async () => {
    await undecided("A fourth function").click();
    await window.page.locator(".editor-actions .action-label[aria-label^='Accept File']").click();
    await next("Review 4 Hunks").waitFor();
    expect(git("show", ":functions.py")).toBe(readFileSync(file("functions.py"), "utf8"));
    git("reset", "-q");
    await next("Review 6 Hunks").waitFor();
  });

  test("the multi-file diff has Git's Stage Block too", async () => {
    await window.clickTitle("Review", "Review Changes");
    const editor = window.page.locator(".multiDiffEditor, .multi-diff-editor, .multidiff-editor").first();
    const stage = window.page.locator(".gutterItem .action-label[aria-label='Stage Block']");
    await stage.first().waitFor();
    await window.shot("review-all-files");
    await stage.first().click();
    await next("Review 5 Hunks").waitFor();
    git("reset", "-q");
    await next("Review 6 Hunks").waitFor();
    await command(window.page, "View: Close All Editors");
    expect(await editor.count()).toBe(0);
  });

  test("what the researcher writes into the proposal is what is accepted, saved or not", async () => {
    await undecided("Narrower kernel").click();
    await rightSide("experiment.py").getByText("bandwidth = 0.2").click();
    await window.page.keyboard.press("End");
    await window.page.keyboard.type("5");
    await window.page.keyboard.press("Control+S");
    await window.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
    await expect.poll(() => readFileSync(file("experiment.py"), "utf8")).toContain("\nbandwidth = 0.25\n");
    await window.page.waitForTimeout(500);
    await repeat(() => window.page.keyboard.press("Control+Alt+Enter"), next("Review 5 Hunks"));
    expect(git("show", ":experiment.py")).toContain("\nbandwidth = 0.25\n");
    await window.page.keyboard.press("End"); // The next hunk is where the cursor is now.
    await window.page.keyboard.type("0");
    const asked = window.page.getByText("has unsaved edits").first();
    await repeat(() => window.page.keyboard.press("Control+Alt+Enter"), asked);
    await window.shot("review-unsaved");
    await window.page.getByRole("button", { name: "Save", exact: true }).click();
    await next("Review 4 Hunks").waitFor();
    expect(git("show", ":experiment.py")).toContain("\nn_repeats = 100\n");
  });

  test("the model is asked for a change of one hunk, and its answer moves nothing", async () => {
    await command(window.page, "View: Close All Editors");
    await openPlain(file("functions.py"));
    await goToLine(window.page, 7);
    const input = window.page.locator(".quick-input-widget", { hasText: "Ask for a change" }).locator("input");
    const ask = async () => {
      await window.page.keyboard.press("Control+K");
      await window.page.keyboard.press("Control+Alt+C");
    };
    await repeat(ask, input);
    await input.fill("Use 12 instead of 15");
    await window.shot("review-ask");
    await input.press("Enter");
    await window.row(/^AI Scientist \(scripted\)/).waitFor();
    const [keyboard, cursor] = await whereTheKeyboardIs();
    expect(keyboard).toBe(file("functions.py"));
    // The cursor's own line is the one that was replaced: VS Code leaves it before or behind the new one.
    expect(cursor).toMatch(/^Ln [78], Col 1$/);
    expect(readFileSync(file("functions.py"), "utf8")).toContain("np.sin(12 * x**2)");
    await window.page.locator('.comment-range-glyph[class*="comment-thread"]').first().waitFor();
    await window.shot("review-answered");
    expect(await window.page.locator(".part.panel:visible").count()).toBe(0);
    await repeat(
      () => window.page.locator('.comment-range-glyph[class*="comment-thread"]').first().click(BRIEFLY),
      window.page.locator(".review-widget", { hasText: "Use 12 instead of 15" }),
    );
    await window.shot("review-thread");
  });

  test("a window that is opened again has the thread where it was", async () => {
    await window.page.close();
    window = await workbench.open(project.folder);
    await next("Review 4 Hunks").waitFor();
    await window.row(/^AI Scientist \(scripted\)/).waitFor();
    await openPlain(file("functions.py"));
    await window.page.locator('.comment-range-glyph[class*="comment-thread"]').first().waitFor();
    await window.shot("review-reopened");
  });

  test("an approved change takes its threads along", async () => {
    await window.clickTitle("Review", "Approve Change");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Accept the rest" }).click();
    await window.row(/^Half bandwidth, /).waitFor();
    await window.page.locator('.comment-range-glyph[class*="comment-thread"]').waitFor({ state: "detached" });
    expect(git("show", "HEAD:functions.py")).toContain("np.sin(12 * x**2)");
    expect(git("show", "HEAD:experiment.py")).toContain("\nbandwidth = 0.25\n");
  });

  function box(row: Locator): Locator {
    return row.locator(".custom-view-tree-node-item-checkbox");
  }

  function rightSide(path: string): Locator {
    return window.page.locator(`.monaco-diff-editor .editor.modified .monaco-editor[data-uri$="${path}"]`);
  }

  /** The file and the line of the editor that has the keyboard. */
  async function whereTheKeyboardIs(): Promise<(string | undefined)[]> {
    const uri = await window.page.evaluate(() =>
      document.activeElement?.closest(".monaco-editor")?.getAttribute("data-uri"),
    );
    const line = await window.page.locator(".statusbar-item", { hasText: /^Ln \d+, Col/ }).innerText();
    return [uri ? new URL(uri).pathname : undefined, line.trim()];
  }

  async function focusEditor(): Promise<void> {
    await command(window.page, "View: Focus Active Editor Group");
  }

  async function openPlain(path: string): Promise<void> {
    const { page } = window;
    await command(page, "File: Open File...");
    await pickFile(page, path);
    await page.locator(`.editor-instance > .monaco-editor[data-uri$="${path}"]`).first().waitFor();
  }
});
