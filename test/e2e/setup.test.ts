import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clickOn, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  // So that what stands in a terminal is text of the page.
  "terminal.integrated.gpuAcceleration": "off",
};

describe("Check Setup", () => {
  let workbench: Workbench;
  let project: ProjectFolder;
  let window: Window;
  let tools: string;
  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    tools = mkdtempSync(join(tmpdir(), "tools-"));
    const { PATH = "" } = process.env;
    workbench = await startWorkbench({ settings, env: { PATH: `${tools}:${PATH}`, AI_SCIENTIST_PYTHON: bare() } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    rmSync(tools, { recursive: true, force: true, maxRetries: 10 });
  });

  scenario("setup", () => window);

  /** An interpreter that has no package until somebody runs the line that installs them. */
  function bare(): string {
    const answer = (version: string | null) =>
      JSON.stringify({
        executable: join(tools, "python"),
        python: "3.12.1",
        packages: { numpy: version, matplotlib: version },
      });
    const lines = [
      "#!/bin/sh",
      `if [ "$1" = -m ]; then echo "$@" > ${installed()}; exit; fi`,
      `if [ -f ${installed()} ]; then echo '${answer("1.0")}'; else echo '${answer(null)}'; fi`,
    ];
    writeFileSync(join(tools, "python"), `${lines.join("\n")}\n`, { mode: 0o755 });
    return join(tools, "python");
  }
  const installed = () => join(tools, "installed");

  test("an idea does not begin while packages are missing: they are shown with their fix, and nothing was written", async () => {
    await window.row("Next: Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row(/^Missing: The Python package numpy is missing\./).waitFor();
    await window.row("Next: Finish Setup").waitFor();
    expect(project.git(project.folder, "branch", "--list").trim()).toBe("* main");
    await window.shot("setup-missing");
  });

  test("a click types the line that installs them; once the researcher ran it, the setup looks again by itself", async () => {
    await window.row(/^Missing: The Python package numpy/).click();
    await window.page
      .locator(".terminal-tabs-entry, .single-terminal-tab", { hasText: "AI Scientist: Setup" })
      .waitFor();
    await window.page.locator(".xterm-rows", { hasText: "pip install" }).waitFor();
    await window.shot("setup-typed");
    expect(existsSync(installed())).toBe(false);
    await repeat(
      () => window.page.keyboard.press("Enter"),
      async () => existsSync(installed()),
    );
    await window.row(/^Everything is ready|^An idea can begin/).waitFor();
    expect(readFileSync(installed(), "utf8").trim()).toBe("-m pip install numpy matplotlib");
    await command(window.page, "Terminal: Kill All Terminals");
    rmSync(installed());
  });

  test("another interpreter is chosen from those that are there, and the setup looks again by itself", async () => {
    await command(window.page, "AI Scientist: Check Setup");
    const row = window.row(/^Missing: The Python package numpy/);
    await clickOn(row, "Choose Interpreter");
    const list = window.page.locator(".quick-input-list .monaco-list-row");
    await list.filter({ hasText: "Lacks numpy, matplotlib" }).waitFor();
    await list.filter({ hasText: "Browse…" }).waitFor();
    await window.shot("choose-interpreter");
    await window.page.keyboard.press("Escape");
    // What a dialog of files would give: the interpreter that was installed for the tests.
    await repeat(() => setInterpreter(python), window.row(/^Everything is ready|^An idea can begin/));
    await expect.poll(() => window.status.innerText()).toContain("Start Idea");
    await window.shot("setup-ready");
  });

  test("with all there the idea begins, and the view makes room", async () => {
    await window.row("Next: Start Idea").first().click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row("Next: Launch Run").waitFor();
    expect(await window.page.locator(".sidebar .pane-header", { hasText: "Setup" }).count()).toBe(0);
    await window.shot("setup-passed");
  });

  async function setInterpreter(path: string): Promise<void> {
    const file = join(workbench.server.user, "Machine/settings.json");
    const known = (() => {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as object;
      } catch {
        return {};
      }
    })();
    mkdirSync(join(workbench.server.user, "Machine"), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...known, "aiScientist.compute.python": path }));
  }
});
