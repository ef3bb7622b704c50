import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BRIEFLY, chooseFrom, repeat } from "./gestures";
import { command, LONG_PATIENCE, webview } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { panelInEveryTheme } from "./themes";
import { startWorkbench, type Window, type Workbench } from "./workbench";

/** As little as a paper can be made of: what is looked at is the campaign. */
const settings = {
  "aiScientist.model.name": "rehearsal",
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.experiments.maxRuns": 1,
  "aiScientist.paper.reviewers": 1,
  "aiScientist.paper.reviewReflections": 0,
  "aiScientist.paper.improvementRounds": 0,
  "aiScientist.paper.citationRounds": 0,
};

/** Three ideas on two slots, watched to their end, each test going on where the one before stopped. */
describe("a campaign in VS Code", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");
  const line = (title: string) => panel().locator(".matrix tbody tr", { hasText: title });
  const state = (title: string) => line(title).locator(".state > .words > span").first();
  const badge = () => panel().locator(".badge");

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    writeIdeas(project);
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
    await window.row("Next: Start Idea").waitFor();
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("campaign", () => window);

  const choose = (title: string, action: string) =>
    chooseFrom(line(title).locator(".more"), panel().getByRole("menuitem", { name: action, exact: true }));

  test("is begun with a short form: which ideas, how many slots, who accepts", async () => {
    await command(window.page, "AI Scientist: New Campaign…");
    const form = panel().locator("form");
    await form.locator('input[name="name"]').fill("spring");
    await expect.poll(() => form.locator('input[name="idea"]').count()).toBe(3);
    await form.locator('input[name="idea"][value="quarter_bandwidth"]').uncheck();
    await form.locator('select[name="accept"]').selectOption("auto");
    await window.shot("campaign-form");
    await form.getByRole("button", { name: "Start Campaign" }).click();
    await expect.poll(() => panel().locator(".matrix tbody tr").count()).toBe(2);
    await expect.poll(() => panel().locator(".slots li").count()).toBe(2);
    await expect.poll(() => badge().innerText()).toBe("under way");
  });

  test("is given one more idea while it runs", async () => {
    const input = window.page.locator(".quick-input-widget input").first();
    await repeat(() => panel().getByRole("button", { name: "Add Ideas…" }).click(BRIEFLY), input);
    await repeat(
      () => input.press("Enter", BRIEFLY),
      async () => input.isHidden(),
    );
    await expect.poll(() => line("Quarter").count()).toBe(1);
    await expect.poll(() => panel().locator(".matrix tbody tr").count()).toBe(3);
  });

  test("one idea is paused, and the others go on to their papers", async () => {
    await choose("Quarter", "Pause");
    await expect.poll(() => state("Quarter").innerText(), { timeout: LONG_PATIENCE }).toBe("paused");
    await window.shot("campaign-running");
    for (const title of ["Half", "Local Bandwidths"])
      await expect.poll(() => state(title).innerText(), { timeout: LONG_PATIENCE }).toBe("done");
    await expect.poll(() => badge().innerText(), { timeout: LONG_PATIENCE }).toBe("paused");
  });

  test("goes on with it, and at the end the paper's table stands there", async () => {
    await repeat(
      () => panel().getByRole("button", { name: "Run", exact: true }).click(BRIEFLY),
      async () => (await badge().innerText()) !== "paused",
    );
    await expect.poll(() => state("Quarter").innerText(), { timeout: LONG_PATIENCE }).toBe("done");
    await expect.poll(() => badge().innerText(), { timeout: LONG_PATIENCE }).toBe("done");
    const row = panel().locator(".plain tbody tr").first();
    const told = async () => {
      const [model, , ideas, , passed, papers] = await row.locator("th, td").allInnerTexts();
      return [model, ideas, passed, papers];
    };
    await expect.poll(told).toEqual(["rehearsal", "3", "3", "3"]);
    await window.shot("campaign-done");
  });

  test("is in the colours of each theme", () => panelInEveryTheme(window, workbench, panel(), "campaign"));

  test("one that cannot be read beside it is told with what to do, and hides nothing", async () => {
    const folder = join(project.folder, ".ai-scientist/campaigns/broken");
    mkdirSync(folder);
    writeFileSync(join(folder, "journal.jsonl"), '{"type":"from-another-version"}\n');
    await expect
      .poll(() => panel().locator(".problems p").allInnerTexts())
      .toEqual([
        expect.stringMatching(
          /^The campaign “broken” cannot be read\. .*journal\.jsonl, line 1 is no event we know\. Put a copy/,
        ),
      ]);
    expect(await state("Quarter").innerText()).toBe("done");
    await window.shot("campaign-unreadable");
    rmSync(folder, { recursive: true });
    await expect.poll(() => panel().locator(".problems p").count()).toBe(0);
  });

  test("its table is exported as the paper has it", async () => {
    const item = panel().getByRole("menuitem", { name: "Save Table as CSV…" });
    await chooseFrom(panel().getByRole("button", { name: "Export" }), item);
    const target = join(project.folder, "campaigns.csv");
    const input = window.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await repeat(
      () => input.press("Enter", BRIEFLY),
      async () => input.isHidden(),
    );
    await expect
      .poll(() => readFileSync(target, "utf8").split("\n")[1]?.split(",").slice(2, 6))
      .toEqual(["3", "2", "3", "3"]);
  });

  test("one of its ideas is reproduced: the plan is seen, launched, and every number stands beside the paper's", async () => {
    const rows = window.page.locator(".quick-input-list .monaco-list-row");
    await choose("Half", "Reproduce…");
    const runs = rows.filter({ hasText: "Baseline" });
    const packages = rows.filter({ hasText: "Those That Are Here" });
    await runs.waitFor();
    const goOn = async () => {
      if (await runs.isVisible()) await window.page.keyboard.press("Enter");
    };
    await repeat(goOn, packages);
    await taken(packages);
    const launch = rows.filter({ hasText: /Launch \d+ Runs/ });
    await launch.waitFor();
    const text = webview(window.page, "vscode.markdown-language-features").locator("body");
    await text.filter({ hasText: "Nothing has run yet" }).waitFor();
    await window.shot("reproduce-plan");
    await taken(launch);
    await text.filter({ hasText: "numbers reproduced within noise" }).waitFor({ timeout: LONG_PATIENCE });
    await text.filter({ hasText: "✓ reproduced" }).waitFor();
    await window.shot("reproduction");
  });
});

/** Chooses a row, by itself and once. */
function taken(row: Locator): Promise<void> {
  return repeat(
    () => row.click(BRIEFLY),
    async () => !(await row.isVisible()),
  );
}

/** Two ideas beside the template's own. */
function writeIdeas({ folder, git }: ProjectFolder): void {
  const idea = (Name: string, Title: string) => ({
    ...{ Name, Title, Experiment: "Change the bandwidth of the kernel and compare the test error." },
    ...{ Interestingness: 5, Feasibility: 9, Novelty: 4, novel: true },
  });
  const ideas = [idea("half_bandwidth", "Half the Bandwidth"), idea("quarter_bandwidth", "A Quarter of the Bandwidth")];
  writeFileSync(join(folder, "ideas.json"), JSON.stringify(ideas, null, 4));
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", "Ideas");
}
