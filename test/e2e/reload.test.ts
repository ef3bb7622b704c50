import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from "vitest";
import { unfold } from "./gestures";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { showSidebar, startWorkbench, type Window, type Workbench } from "./workbench";

const rehearsal = { "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" };

/** A window that is reloaded as with Developer: Reload Window. */
async function reload({ page }: Window): Promise<void> {
  await page.reload();
  await showSidebar(page);
}

describe("ideas that came to a halt are the same after a reload, each with its reason and the one thing to do", () => {
  const HALTED = [
    ["paused", "paused", "Paused by the researcher.", "Resume"],
    ["stopped", "stopped", "Stopped by the researcher.", "Resume"],
    ["failed", "failed", "The baseline did not run: it crashed with exit code 1.", "Resume"],
    ["budget", "budget reached", "$10.00 of $10.00 are spent.", "Raise Cap"],
    ["done", "done", "7 pages, review 5.0 of 10", "Open PDF"],
  ] as const;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    for (const [how, , reason] of HALTED) craftIdea(project, how, reason);
    workbench = await startWorkbench({ settings: rehearsal, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
  });

  test.each(HALTED)("%s", async (how, words, reason, verb) => {
    onTestFailed(() => window.shot("reload-stopped-here"));
    for (const again of [false, true]) {
      if (again) await reload(window);
      const idea = await rowBelow(new RegExp(`^Idea that is ${how}, ${words}`));
      await idea.click();
      await unfold(idea); // The one that is shown anyway is open, and a click closes it.
      await (await rowBelow(`Next: ${verb}`)).waitFor();
      await (await rowBelow(reason)).waitFor();
      await expect.poll(() => window.status.innerText()).toContain(verb);
      // Looking at an idea that failed is no news.
      expect(await window.page.locator(".notifications-toasts .notification-toast").count()).toBe(0);
    }
    await window.shot(`reload-${how}`);
  });

  /** A row that those above it may have pushed out of sight. */
  async function rowBelow(name: RegExp | string) {
    const list = window.page.locator(".sidebar .pane", { hasText: "Ideas" }).locator(".monaco-list");
    const row = window.row(name);
    const seen = (timeout: number) =>
      row.waitFor({ timeout }).then(
        () => true,
        () => false,
      );
    const comes = async () => {
      await list.hover();
      for (let turns = 0; turns < 30; turns++) {
        await window.page.mouse.wheel(0, turns === 0 ? -4000 : 110);
        if (!(await seen(turns === 0 ? 3000 : 500))) continue;
        await window.page.waitForTimeout(500); // what was scrolled may be on its way still
        if (await row.isVisible()) return true;
      }
      return false;
    };
    await expect.poll(comes).toBe(true);
    return row;
  }
});

/** A begun idea as its journal tells it, up to its ending. */
function craftIdea({ ideaFolder }: ProjectFolder, how: string, reason: string): void {
  const at = "2026-01-02T03:04:05.000Z";
  const idea = {
    ...{ Name: `idea_${how}`, Title: `Idea that is ${how}`, Experiment: "Wait." },
    ...{ Interestingness: 5, Feasibility: 5, Novelty: 5 },
  };
  const events = [
    { type: "opened", format: 1, subject: idea.Name, rehearsal: true },
    { type: "step-finished", step: "idea", result: idea },
    { type: "stage-entered", stage: "experiments" },
    { type: "ended", how, reason },
  ];
  mkdirSync(ideaFolder(`idea-${how}`), { recursive: true });
  writeFileSync(join(ideaFolder(""), "../.gitignore"), "*\n");
  const lines = events.map((event) => `${JSON.stringify({ ...event, at })}\n`);
  writeFileSync(join(ideaFolder(`idea-${how}`), "journal.jsonl"), lines.join(""));
}

/** The baseline waits until a file tells it to go on: a window may take long to come back. */
const WAITING = `import os
import sys
import time

while "run_0" in " ".join(sys.argv) and not os.path.exists("go"):
    time.sleep(0.1)
`;

describe("an idea that is under way goes on after a reload where it was", () => {
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const jobs = () => {
    const folder = join(project.ideaFolder("local-bandwidth"), "jobs");
    return existsSync(folder) ? readdirSync(folder).map((job) => join(folder, job)) : [];
  };
  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const file = join(project.folder, "experiment.py");
    writeFileSync(file, `${WAITING}${readFileSync(file, "utf8")}`);
    project.git(project.folder, "commit", "-q", "-a", "-m", "Waits");
    workbench = await startWorkbench({ settings: rehearsal, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    for (const job of jobs()) letGo(job);
    await workbench?.close();
    project?.remove();
  });
  scenario("reload", () => window);

  test("while the setup is looked at: nothing is kept, and the first step is there again", async () => {
    await command(window.page, "AI Scientist: Check Setup");
    await reload(window);
    await window.row("Next: Start Idea").waitFor();
  });

  test("while a launch waits", async () => {
    await window.row("Next: Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row("Next: Launch Run").waitFor();
    await reload(window);
    await window.row("Next: Launch Run").waitFor();
    await window.row(/^On, this machine/).waitFor();
  });

  test("while a run is running: it is watched again, not started again", async () => {
    await window.row("Next: Launch Run").click();
    await window.row(/^Running: Baseline/).waitFor();
    await reload(window);
    await window.row(/^Running: Baseline/).waitFor();
    await window.shot("reload-running");
    for (const job of jobs()) letGo(job);
    await window.row(/^Baseline, /).waitFor();
    const told = readFileSync(join(project.ideaFolder("local-bandwidth"), "journal.jsonl"), "utf8");
    expect(told.match(/"step-finished","step":"baseline: job"/g)).toHaveLength(1);
  });

  test("while a change waits for its review", async () => {
    const review = window.row(/^Next: Review \d Hunks?/);
    await review.waitFor();
    const waiting = await review.innerText();
    await reload(window);
    await review.waitFor();
    expect(await review.innerText()).toBe(waiting);
    await window.shot("reload-review");
  });
});

function letGo(job: string): void {
  if (existsSync(join(job, "work"))) writeFileSync(join(job, "work/go"), "");
}

describe("ideas that are being thought up", () => {
  let endpoint: Server;
  let project: ProjectFolder;
  let workbench: Workbench;
  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    endpoint = createServer((request, response) => {
      if (request.url?.endsWith("/models")) response.end(JSON.stringify({ data: [{ id: "slow" }] }));
    });
    await new Promise<void>((listening) => endpoint.listen(0, "127.0.0.1", listening));
    const baseUrl = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;
    const settings = { "aiScientist.model.name": "openai:slow", "aiScientist.model.baseUrl": baseUrl };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    endpoint?.closeAllConnections();
    endpoint?.close();
  });

  test("are given up by a reload; what was finished stays, and the next step is there", async () => {
    const window = await workbench.open(project.folder);
    onTestFailed(() => window.shot("reload-stopped-here"));
    await window.row("Next: Start Idea").waitFor();
    await command(window.page, "AI Scientist: Generate Ideas…");
    const howMany = window.page.locator(".quick-input-widget", { hasText: "How many ideas?" });
    await howMany.locator(".quick-input-box input").press("Enter");
    await window.row(/^Thinking up ideas/).waitFor();
    await window.shot("reload-thinking");
    await reload(window);
    await window.row("Next: Start Idea").waitFor();
    expect(await window.row(/^Thinking up ideas/).count()).toBe(0);
    await window.row(/^One Bandwidth Does Not Fit All/).waitFor();
  });
});
