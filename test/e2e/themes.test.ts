import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { inEveryTheme } from "./themes";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";
const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.experiments.maxRuns": 1,
};
/** The main states in other themes than the usual one: what we colour can be read, and pictures are kept for looking at. */
describe("light and high-contrast themes", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const next = (verb: string) => window.row(new RegExp(`^Next: ${verb}`));

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("themes", () => window);

  test("the five steps, the ideas and the setup", async () => {
    await next("Start Idea").waitFor();
    await command(window.page, "AI Scientist: Get Started");
    await window.page.locator(".gettingStartedContainer .getting-started-step").first().waitFor();
    await command(window.page, "AI Scientist: Check Setup");
    await window.row(/^There: /).waitFor();
    await inEveryTheme(window, "setup");
    await command(window.page, "View: Close All Editors");
  });

  test("a proposal with something to be looked at", async () => {
    await next("Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await next("Launch Run").click();
    await next("Review").waitFor();
    const file = join(project.worktree(slug), "experiment.py");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("import numpy as np\n", "import numpy as np\nimport subprocess\nx = f(a b)\n"));
    const planted = window.row(/^Undecided: import subprocess, .*problems 2/);
    await planted.waitFor();
    await inEveryTheme(window, "review");
    writeFileSync(file, text);
    await planted.waitFor({ state: "detached" });
  });
});
