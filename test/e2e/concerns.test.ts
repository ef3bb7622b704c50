import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clickOn } from "./gestures";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";
const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.review.launch": "auto",
};

/** What somebody slips into the proposal while it waits: a program that is started, and a name that there is not. */
const PLANTED = `import subprocess
subprocess.run(["hostname"])
print(missing_name, n_repeats)`;

describe("what is looked for in a proposal before anything runs", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const file = () => join(project.worktree(slug), "experiment.py");
  const code = () => readFileSync(file(), "utf8");
  const problems = () => window.page.locator(".markers-panel .monaco-list-row");
  const undecided = () => window.page.getByRole("treeitem", { name: /^Undecided: / });

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const checker = join(__dirname, "../fixtures/extensions/name-checker");
    const extensions = [join(__dirname, "../.."), checker];
    workbench = await startWorkbench({ extensions, settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("concerns", () => window);

  test("a harmless proposal has nothing to be looked at, for what another extension says of its line it said before", async () => {
    await window.row(/^Next: Start Idea/).click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row(/^Next: Review \d Hunks?/).waitFor();
    await window.page.locator(".monaco-diff-editor").waitFor();
    await window.page.locator(".monaco-diff-editor .squiggly-warning").first().waitFor();
    await window.page.waitForTimeout(1500); // what is said is compared a moment later
    expect(await window.page.getByRole("treeitem", { name: /^(Warning|Error): / }).allInnerTexts()).toEqual([]);
    await window.shot("no-concern");
  });

  test("a program that is started is told on the hunk, on the diff and in Problems, and so is what another extension says", async () => {
    writeFileSync(file(), code().replace("import numpy as np\n", `import numpy as np\n${PLANTED}\n`));
    await window.row(/^Warning: Starts another program with subprocess\.run/).waitFor();
    await window.row(/^Warning: Imports subprocess/).waitFor();
    await window.row(/^Error: Name Checker: “missing_name” is not defined/).waitFor();
    expect(await window.row(/Name Checker: “n_repeats”/).count()).toBe(0);
    await window.page.locator(".monaco-diff-editor .squiggly-warning").first().waitFor();
    await command(window.page, "Problems: Focus on Problems View");
    const row = problems().filter({ hasText: "Starts another program" });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/AI Scientist\s+process/);
    expect(await row.innerText()).toContain("Ln 9,");
    await window.shot("concern");
    await window.row(/^Warning: Starts another program/).click();
    await window.page.locator(".statusbar-item", { hasText: "Ln 9," }).waitFor();
  });

  test("a hunk that is rejected takes its problems with it", async () => {
    const hunk = window.page.getByRole("treeitem", { name: /^Undecided: .*problems 3/ });
    await clickOn(hunk, "Reject");
    await window.row(/^Warning: Starts another program/).waitFor({ state: "detached" });
    await problems().filter({ hasText: "another program" }).waitFor({ state: "detached" });
    await expect.poll(code).not.toContain("subprocess");
  });

  test("an edit by hand that is no Python is an error, and approving it asks first", async () => {
    writeFileSync(file(), code().replace("import numpy as np\n", "import numpy as np\nx = f(a b)\n"));
    await window.row(/^Error: This does not parse: x = f\(a b\)/).waitFor();
    await command(window.page, "AI Scientist: Accept All Hunks");
    await expect.poll(() => undecided().count()).toBe(0);
    await window.clickTitle("Review", "Approve Change");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Approve anyway" }).waitFor();
    await window.shot("approve-no-python");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Correct it" }).click();
    await window.page.locator(".statusbar-item", { hasText: "Ln 8," }).waitFor();
  });
});
