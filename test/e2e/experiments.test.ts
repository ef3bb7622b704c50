import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, chooseFrom, pickFile, whenRemembered } from "./gestures";
import { command, webview } from "./host/host.mjs";
import { type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { slug, studyWithRuns } from "./study-with-runs";
import { panelInEveryTheme } from "./themes";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const settings = { "aiScientist.model.name": "rehearsal" };

/** The Experiments panel on an idea with eight runs, each test going on where the one before stopped. */
describe("the Experiments panel", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");
  const names = () => panel().locator("tbody th .name").allInnerTexts();

  beforeAll(async () => {
    project = studyWithRuns();
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
    await window.row("Next: Resume").waitFor();
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("experiments", () => window);

  test("opens in the editor area with every run, its numbers beside the baseline's", async () => {
    await command(window.page, "AI Scientist: Open Experiments");
    await expect.poll(names).toHaveLength(8);
    expect((await names())[0]).toBe("Baseline");
    await window.shot("experiments");
  });

  test("is sorted by a click or by keys, and filtered by words", async () => {
    const head = panel().getByRole("columnheader", { name: "test_mse sine" });
    await head.getByRole("button").click();
    await expect.poll(async () => (await names())[0]).toBe("Quarter bandwidth");
    await head.getByRole("button").press("Enter");
    await expect.poll(async () => (await names())[0]).toBe("Double bandwidth");
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    // What has no number comes last either way.
    expect((await names()).slice(-2).sort()).toEqual(["More points", "No ridge"]);
    await panel().getByRole("searchbox").fill("bandwidth half");
    await expect.poll(names).toEqual(["Half bandwidth"]);
    await panel().getByRole("searchbox").fill("");
    await expect.poll(names).toHaveLength(8);
  });

  test("arrows go from row to row, Space chooses, Enter opens what can be done, and that is done", async () => {
    await panel().getByRole("searchbox").press("ArrowDown");
    const current = () => panel().locator("tr:focus .name").innerText();
    await expect.poll(current).toBe("Double bandwidth");
    await window.page.keyboard.press("ArrowDown");
    await expect.poll(current).toBe("Baseline");
    await window.page.keyboard.press("ArrowDown");
    await expect.poll(current).toBe("Weaker ridge");
    await window.page.keyboard.press("Home");
    await expect.poll(current).toBe("Double bandwidth");
    await window.page.keyboard.press("Space");
    await panel().locator(".legend li", { hasText: "Double bandwidth" }).waitFor();
    await window.page.keyboard.press("Enter");
    await panel().getByRole("menuitem", { name: "Open Log" }).waitFor();
    await window.shot("experiments-actions");
    await panel().getByRole("menuitem", { name: "Open Log" }).press("Enter");
    await window.page.locator(".view-line", { hasText: "sine: test mse" }).waitFor();
    await command(window.page, "AI Scientist: Open Experiments");
    await expect.poll(async () => (await names())[0]).toBe("Double bandwidth");
  });

  test("shows curves, parameters and figures", async () => {
    await panel().locator(".legend li", { hasText: "Double bandwidth" }).waitFor();
    expect(await panel().locator(".chart").first().getAttribute("aria-label")).toMatch(
      /^val_loss on sine, curves: \d\./,
    );
    await window.shot("experiments-curves");
    await panel().getByRole("tab", { name: "Parameters" }).click();
    const drawing = panel().getByRole("img", { name: /bandwidth from 0.075 to 0.6; ridge from 0.0001 to 0.001/ });
    await drawing.waitFor();
    await window.shot("experiments-parameters");
    await panel().getByRole("tab", { name: "Figures" }).click();
    await panel().getByRole("button", { name: "error by run" }).waitFor();
    await window.shot("experiments-figures");
  });

  test("two runs are compared metric by metric with the code that differs, which VS Code's own diff shows as well", async () => {
    await panel().getByRole("tab", { name: "Compare" }).click();
    await panel().locator(".compare select").last().selectOption({ label: "Quarter bandwidth" });
    await panel().locator(".compare select").first().selectOption({ label: "Half bandwidth" });
    await panel().locator(".line-added", { hasText: "bandwidth = 0.075" }).waitFor();
    await panel().locator(".line-removed", { hasText: "bandwidth = 0.15" }).waitFor();
    const first = panel().locator(".result tbody tr").first();
    expect(await first.innerText()).toMatch(/test_mse\s+sine\s+0\.00959\s*± 0\.00049/);
    await window.shot("experiments-compare");
    await panel().getByRole("button", { name: "Open Diff in Editor" }).click();
    await window.page.locator(".monaco-diff-editor .view-line", { hasText: "0.075" }).first().waitFor();
    await command(window.page, "AI Scientist: Open Experiments");
    await panel().locator(".result tbody tr").first().waitFor();
  });

  test("the table is saved where the researcher says, as it is shown", async () => {
    const target = join(project.folder, "runs.tex");
    const item = panel().getByRole("menuitem", { name: "Save Table as LaTeX…" });
    await chooseFrom(panel().getByRole("button", { name: "Export" }), item);
    await pickFile(window.page, target);
    await expect.poll(() => existsSync(target) && readFileSync(target, "utf8")).toBeTruthy();
    const text = readFileSync(target, "utf8");
    expect(text).toContain("\\toprule\nRun & test\\_mse (sine) $\\downarrow$ &");
    expect(text.split("\n")[4]).toMatch(/^Double bandwidth & \$0\.0\d+ \\pm 0\.\d+\$ &/);
    expect(text).toContain("More points: The guard");
  });

  test("a reload brings the panel back with what was chosen in it", async () => {
    await whenRemembered(window.page, `"pair":["${slug}/1","${slug}/2"]`);
    await window.page.reload();
    // VS Code may bring back the tab that was closed a moment before, and in front.
    await window.page.getByRole("tab", { name: /^Experiments/ }).click();
    await expect.poll(async () => (await names())[0]).toBe("Double bandwidth");
    await panel().locator(".compare .diff").waitFor();
    await window.shot("experiments-restored");
  });

  test("a run that is marked invalid leaves the evidence with its reason, and comes back", async () => {
    const row = panel().locator('tr[data-key$="/3"]');
    const act = (action: string) => {
      const actions = row.getByRole("button", { name: "Actions for Double bandwidth" });
      return chooseFrom(actions, panel().getByRole("menuitem", { name: action }));
    };
    await act("Mark Invalid…");
    await answer(window.page, "Mark “Double bandwidth” invalid", "The test points were seen.");
    await row.getByText("The test points were seen.").waitFor();
    await expect.poll(() => row.getAttribute("class")).toContain("invalid");
    await window.shot("experiments-marked");
    await act("Count Again");
    await row.locator(".state.measured").waitFor();
  });

  test("is in the colours of each theme", async () => {
    await panel().getByRole("tab", { name: "Curves" }).click();
    await panelInEveryTheme(window, workbench, panel(), "experiments");
  });

  test("an idea that is begun is what the panel is about, and says how its first run comes", async () => {
    await command(window.page, "AI Scientist: Start Idea");
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await panel().getByText("No runs yet: the first row comes when the baseline is launched.").waitFor();
    await window.shot("experiments-empty");
  });
});
