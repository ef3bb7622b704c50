import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "./host/host.mjs";
import { python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

/** From an empty window to the first approved change, as somebody does it who installed the extension a minute ago. */
describe("the first minutes", () => {
  let workbench: Workbench;
  let window: Window;
  let clicks = 0;
  const began = Date.now();
  const next = (verb: string | RegExp) => window.row(typeof verb === "string" ? `Next: ${verb}` : verb);

  beforeAll(async () => {
    workbench = await startWorkbench({ env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open();
  });
  afterAll(async () => {
    await workbench?.close();
  });

  scenario("first-minutes", () => window);

  test("five steps are a click away, none is ticked, and nothing opened by itself", async () => {
    expect(await window.page.locator(".gettingStartedContainer").count()).toBe(0);
    await window.page.locator(".welcome-view-content a", { hasText: "five steps" }).click();
    await steps().first().waitFor();
    await expect.poll(() => steps().count()).toBe(5);
    expect(await ticks()).toBe(0);
    await window.page.locator(".getting-started-media svg, .getting-started-media iframe").first().waitFor();
    await window.shot("walkthrough");
  });

  test("one click opens the sample, in the sidebar, ready to start", async () => {
    await click(window.page.locator(".sidebar .welcome-view-content a.monaco-button", { hasText: "Open Sample" }));
    await next("Start Idea").waitFor();
    await window.shot("sample");
  });

  test("an idea is started: everything is looked at first, and its baseline waits to be launched", async () => {
    await click(next("Start Idea"));
    await click(window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Leave-One-Out" }));
    await next("Launch Run").waitFor();
    await window.shot("sample-launch");
  });

  test("the baseline runs in seconds, and the first change is proposed", async () => {
    await click(next("Launch Run"));
    await window.row(/^Baseline, /).waitFor();
    await next(/^Next: Review \d Hunks/).waitFor();
    await window.page.locator(".monaco-diff-editor").waitFor();
    await window.shot("sample-review");
  });

  test("the change is read, accepted and approved", async () => {
    await click({ click: () => window.clickTitle("Review", "Approve Change") });
    await click(window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Accept the rest and approve" }));
    await next("Launch Run").waitFor();
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`from an empty window to the first approved change: ${clicks} clicks, ${seconds} s`);
    expect(clicks).toBeLessThanOrEqual(6);
    expect(seconds).toBeLessThan(300);
    await window.shot("sample-approved");
  });

  test("every step of the walkthrough is ticked, by what was done", async () => {
    await command(window.page, "AI Scientist: Get Started");
    await steps().first().waitFor();
    await expect.poll(ticks).toBe(5);
    await window.shot("walkthrough-done");
  });

  const steps = () => window.page.locator(".gettingStartedContainer .getting-started-step");
  const ticks = () => window.page.locator(".gettingStartedContainer .getting-started-step .codicon.complete").count();

  async function click(target: { click(): Promise<void> }): Promise<void> {
    clicks += 1;
    await target.click();
  }
});
