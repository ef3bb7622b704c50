import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BRIEFLY, repeat } from "./gestures";
import { command, LONG_PATIENCE, webview } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const HOUR = 3_600_000;
const NAME = "local_bandwidth";
const settings = { "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" };

/** A campaign on a machine that lost its power two hours ago, on a folder that this machine shares with it. */
describe("what a machine held that is gone, in VS Code", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const campaigns = (...path: string[]) => join(project.folder, ".ai-scientist/campaigns", ...path);
  const idea = () => project.ideaFolder("local-bandwidth");
  const locks = () => [
    campaigns("spring/journal.lock"),
    campaigns(".claims/local-bandwidth.lock"),
    join(idea(), "journal.lock"),
  ];
  const held = () => locks().filter((file) => existsSync(file) && readFileSync(file, "utf8").includes("gpu-box"));
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const title = "Local Bandwidths";
    const slots = [{ name: "local 1", place: "local" }];
    journal(campaigns("spring"), [
      { type: "opened", format: 1, subject: "spring", rehearsal: true },
      { type: "campaign-set", campaign: { name: "spring", count: 1, slots, model: "rehearsal" } },
      { type: "campaign-idea", idea: NAME, title },
    ]);
    journal(idea(), [
      { type: "opened", format: 1, subject: NAME, rehearsal: true },
      {
        type: "step-finished",
        step: "idea",
        result: {
          ...{ Name: NAME, Title: title, Experiment: "Make the bandwidth depend on the density." },
          ...{ Interestingness: 5, Feasibility: 9, Novelty: 4 },
        },
      },
      { type: "stage-entered", stage: "experiments" },
    ]);
    for (const file of locks()) {
      const holder = { pid: 4711, host: "gpu-box", ...(file.includes(".claims") ? { campaign: "spring" } : {}) };
      old(write(file, JSON.stringify(holder)), 5 * HOUR);
    }
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
    await window.row(/Local Bandwidths/).waitFor();
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  scenario("take-over", () => window);

  test("it is said that another machine works on the campaign, and which one", async () => {
    await command(window.page, "AI Scientist: Open Campaign");
    await panel().locator(".badge", { hasText: "under way on gpu-box" }).waitFor();
    await panel().locator(".summary", { hasText: "whether it runs there still cannot be seen from here" }).waitFor();
    await window.row("running on gpu-box").waitFor();
    await window.shot("take-over-held");
  });

  test("the machine is chosen by its name, with what it holds and when it was heard of last", async () => {
    const machine = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "gpu-box" });
    await repeat(() => panel().getByRole("button", { name: "Take Over…" }).click(BRIEFLY), machine);
    await machine.getByText("Campaigns: spring").waitFor();
    await window.shot("take-over-machines");
    const dialog = window.page.locator(".monaco-dialog-box", { hasText: "gpu-box" });
    await repeat(() => window.page.keyboard.press("Enter"), dialog);
    await dialog.getByText("pay for them twice").waitFor();
    await window.shot("take-over-sure");
    expect(held()).toEqual(locks());
    await repeat(
      () => dialog.getByRole("button", { name: "Take Over" }).click(BRIEFLY),
      async () => !(await dialog.isVisible()),
    );
    await expect.poll(held).toEqual([]);
  });

  test("the window goes on with the campaign, up to what only a person decides", async () => {
    await panel().locator(".matrix .state", { hasText: "waits for you" }).waitFor({ timeout: LONG_PATIENCE });
    await expect.poll(() => panel().locator(".badge").innerText()).toBe("under way");
    await window.row("waits for your launch").waitFor();
    await window.shot("take-over-done");
    await repeat(
      () => panel().getByRole("button", { name: "Pause All" }).click(BRIEFLY),
      panel().locator(".badge", { hasText: /^paused$/ }),
    );
  });
});

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function journal(folder: string, events: readonly object[]): void {
  const at = new Date(Date.now() - 3 * HOUR).toISOString();
  const lines = events.map((event) => `${JSON.stringify({ ...event, at })}\n`);
  old(write(join(folder, "journal.jsonl"), lines.join("")), 2 * HOUR);
}

function old(file: string, age: number): void {
  const then = (Date.now() - age) / 1000;
  utimesSync(file, then, then);
}
