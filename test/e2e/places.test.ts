import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from "vitest";
import { whenRemembered } from "./gestures";
import { command, LONG_PATIENCE } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { expectCommands, startWorkbench, type Window, type Workbench } from "./workbench";

const root = join(__dirname, "../..");
const settings = { "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" };

describe("what a window shows before there is an idea", () => {
  let workbench: Workbench;
  let folder: string;
  let project: ProjectFolder;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
    project = makeProject("test/fixtures/templates/plain_numpy");
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  test("without a folder: a new project, or the sample", async () => {
    const window = await workbench.open();
    expect(await buttons(window)).toEqual(["Open Sample"]);
    expect(await otherViews(window)).toBe(0);
    await window.shot("place-no-folder");
    await window.page.close();
  });

  test("a folder without an experiment: the same, and what a project is made of", async () => {
    mkdirSync(join(folder, "notes"));
    const window = await workbench.open(folder);
    await window.page.getByText("No folder of this window holds an experiment yet").waitFor();
    expect(await buttons(window)).toEqual(["New Project…"]);
    expect(await otherViews(window)).toBe(0);
    await window.shot("place-no-project");
    await window.page.close();
  });

  test("a folder on no disk: why nothing can be done with it", async () => {
    let window!: Window;
    onTestFailed(() => window.shot("place-virtual-stopped"));
    const file = join(folder, "virtual.code-workspace");
    writeFileSync(file, JSON.stringify({ folders: [{ uri: "memfs:/study", name: "study" }] }));
    window = await workbench.open(file);
    const told = window.page.getByText("files that are on no disk");
    await whenCounted(window, told);
    expect(await buttons(window)).toEqual(["Open Folder…"]);
    expect(await otherViews(window)).toBe(0);
    await window.shot("place-virtual");
    await window.page.close();
  });

  test("an experiment in no repository: one click makes it, one commits, and its idea is there", async () => {
    const study = join(folder, "study");
    cpSync(join(root, "test/fixtures/templates/plain_numpy"), study, { recursive: true });
    const window = await workbench.open(study);
    await window.page.getByText("not a repository of its own yet").waitFor();
    expect(await buttons(window)).toEqual(["Initialize Repository"]);
    await window.shot("place-no-repository");
    await window.page.getByRole("button", { name: "Initialize Repository" }).click();
    await window.page.getByText("this repository has none yet").waitFor();
    expect(await buttons(window)).toEqual(["Commit Everything…"]);
    await window.shot("place-no-commit");
    await window.page.getByRole("button", { name: "Commit Everything…" }).click();
    await window.page.getByText(/Commit all \d+ files of this project\?/).waitFor();
    await window.shot("commit-everything");
    await window.page.getByRole("button", { name: "Commit Everything", exact: true }).click();
    await window.row("Next: Start Idea").waitFor();
    expect(project.git(study, "log", "--format=%s").trim()).toBe("Begin");
    expect(project.git(study, "status", "--porcelain").trim()).toBe("");
    await window.page.close();
  });

  test("a project that cannot be opened says why, leads there, and opens by itself when it is mended", async () => {
    const study = join(folder, "study");
    const right = readFileSync(join(study, "prompt.json"), "utf8");
    writeFileSync(join(study, "prompt.json"), '{"system": "x"}');
    const window = await workbench.open(study);
    await window.page.getByText("prompt.json is not as it must be: task_description is missing.").waitFor();
    await window.shot("place-broken");
    await window.row(/Next: Open prompt\.json$/).click();
    await window.page.locator('.monaco-editor[data-uri$="prompt.json"]').waitFor();
    writeFileSync(join(study, "prompt.json"), right);
    await window.row("Next: Start Idea").waitFor();
    await window.page.close();
  });

  test("several projects: one is shown and named, another is chosen, and the choice is remembered", async () => {
    const other = join(folder, "more/other");
    cpSync(join(folder, "study"), other, { recursive: true });
    mkdirSync(join(folder, "more/.vscode"));
    writeFileSync(join(folder, "more/.vscode/settings.json"), '{"aiScientist.model.name": ""}');
    const file = join(folder, "two.code-workspace");
    writeFileSync(file, JSON.stringify({ folders: [{ path: "study" }, { path: "more" }] }));
    let window = await workbench.open(file);
    onTestFailed(() => window.shot("place-several-stopped"));
    await whenCounted(window, window.row("Next: Start Idea"));
    await expect.poll(() => description(window)).toBe("study");
    await command(window.page, "AI Scientist: Choose Project…");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "other" }).waitFor();
    await window.shot("choose-project");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "other" }).click();
    await expect.poll(() => description(window)).toBe("other");
    await window.row("Next: Choose Model").waitFor(); // This folder's own settings hold for it.
    await whenRemembered(window.page, `"project":"${other}"`);
    await window.page.close();
    window = await workbench.open(file);
    await whenCounted(window, window.row("Next: Choose Model"));
    await expect.poll(() => description(window)).toBe("other");
    await window.shot("place-several");
    await window.page.close();
  });

  test("a project: its idea, the one next action everywhere, and every command in the palette", async () => {
    const window = await workbench.open(project.folder);
    await window.row("Next: Start Idea").waitFor();
    await window.titleButton("Ideas", "Start Idea");
    await expect.poll(() => window.status.innerText()).toContain("Start Idea");
    await window.shot("place-project");
    const there = ["New Project…", "Check Setup", "Set API Key…", "Start Idea", "Generate Ideas…", "Show Log"];
    await expectCommands(window, there, ["Approve Change"]);
    await window.page.close();
  });
});

describe("a folder that is not trusted", () => {
  let workbench: Workbench;
  let project: ProjectFolder;
  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const quiet = { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" };
    workbench = await startWorkbench({ trust: true, settings: { ...settings, ...quiet } });
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  test("runs nothing, says so, and goes on as soon as it is trusted", async () => {
    const window = await workbench.open(project.folder);
    await window.page.getByText("not trusted, so nothing in it is run").waitFor();
    expect(await buttons(window)).toEqual(["Manage Trust"]);
    expect(await otherViews(window)).toBe(0);
    const hidden = ["Start Idea", "Generate Ideas…", "Compile Paper", "Check Setup"];
    await expectCommands(window, ["Get Started"], hidden);
    await window.shot("place-untrusted");
    await window.page.getByRole("button", { name: "Manage Trust" }).click();
    await window.page.getByRole("button", { name: "Trust", exact: true }).first().click();
    await window.page.getByText("trust has been granted to the workspace").first().waitFor();
    await window.page.keyboard.press("Escape");
    await window.row("Next: Start Idea").waitFor();
    await window.page.close();
  });
});

/** VS Code in the browser now and then counts no folder of a .code-workspace file when it opens a window, as if it were empty. */
async function whenCounted({ page }: Window, shows: Locator): Promise<void> {
  const empty = page.locator(".welcome-view-content a.monaco-button", { hasText: "Open Sample" });
  const isCounted = async () => {
    if (await shows.isVisible()) return true;
    if (!(await empty.isVisible())) return false;
    await page.waitForTimeout(5000);
    if (await empty.isVisible()) await page.reload();
    return false;
  };
  await expect.poll(isCounted, { timeout: LONG_PATIENCE, interval: 200 }).toBe(true);
}

/** The buttons of the welcome, once it is there. */
async function buttons({ page }: Window): Promise<string[]> {
  const found = page.locator(".sidebar .welcome-view-content a.monaco-button");
  await found.first().waitFor();
  return found.allInnerTexts();
}

/** What stands beside the title of Ideas. */
function description({ page }: Window): Promise<string> {
  return page.locator(".sidebar .pane-header", { hasText: "Ideas" }).locator(".description").innerText();
}

function otherViews({ page }: Window): Promise<number> {
  return page.locator(".sidebar .pane-header", { hasText: /Review|Runs|Paper/ }).count();
}
