import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "./host/host.mjs";
import { speakIn } from "./language-pack";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { expectCommands, startWorkbench, type Window, type Workbench } from "./workbench";

const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.review.launch": "auto",
};

/** Simplified Chinese, from the first welcome to the review of a change; a language falls back by itself to English. */
describe("where VS Code is Chinese", () => {
  let profile: string;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), "in-chinese-"));
    speakIn("zh-cn", profile);
    project = makeProject("test/fixtures/templates/plain_numpy");
    workbench = await startWorkbench({ profile, settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open();
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  scenario("chinese", () => window);

  test("the first welcome and the five steps are", async () => {
    const welcome = window.page.locator(".sidebar .welcome-view-content");
    await welcome.getByText("把想法变成实验、图、论文和评审。").waitFor();
    await welcome.locator("a.monaco-button", { hasText: "打开示例" }).waitFor();
    expect(await cutOff(welcome.locator("a.monaco-button, p"))).toEqual([]);
    await command(window.page, "AI Scientist: 入门");
    const steps = window.page.locator(".gettingStartedContainer .getting-started-step");
    await steps.first().waitFor();
    const titles = ["打开项目", "选择模型", "检查环境", "启动基线", "批准更改"];
    await expect.poll(() => steps.locator("h3").allInnerTexts()).toEqual(titles);
    await window.shot("chinese-walkthrough");
  });

  test("the views, the rows and the status item are", async () => {
    await window.page.close();
    window = await workbench.open(project.folder);
    await window.row("下一步：启动想法").waitFor();
    const titles = window.page.locator(".sidebar .pane-header h3.title");
    await expect.poll(() => titles.allInnerTexts()).toEqual(["想法", "审阅", "运行", "论文"]);
    await expect.poll(() => window.status.innerText()).toContain("启动想法");
    await window.shot("chinese-project");
  });

  test("a question and the review of what was proposed are, with their numbers in place", async () => {
    await window.row("下一步：启动想法").click();
    await window.page.locator(".quick-input-widget", { hasText: "尝试哪个想法？" }).waitFor();
    await window.shot("chinese-question");
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row(/^下一步：审阅 \d 个改动块$/).waitFor();
    await window.row(/^待定：.*，新增 \d+ 行，删除 \d+ 行。勾选以接受。$/).waitFor();
    await window.row(/^基线, /).waitFor();
    await window.shot("chinese-review");
    const rows = window.page.locator(".sidebar .monaco-list-row");
    expect((await rows.allInnerTexts()).filter((text) => /\{\d\}|undefined/.test(text))).toEqual([]);
  });

  test("the commands and the settings are", async () => {
    await expectCommands(window, ["生成想法…", "检查环境", "选择模型…"]);
    await command(window.page, "AI Scientist: 检查环境");
    await window.row(/^已就位：/).waitFor();
    await window.shot("chinese-setup");
    await command(window.page, "AI Scientist: 打开设置");
    const entries = window.page.locator(".settings-editor .settings-tree-container .monaco-list-row");
    await entries.getByText("负责思考的模型：").waitFor();
    await window.shot("chinese-settings");
  });

  /** What is wider than its place, so that its end is not seen. */
  function cutOff(texts: Locator): Promise<string[]> {
    return texts.evaluateAll((elements) =>
      elements.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent ?? ""),
    );
  }
});
