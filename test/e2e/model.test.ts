import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultServer, startFaultServer } from "../fakes/fault-server";
import { faults } from "../fakes/faults";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const key = `sk-${randomUUID()}`;
const listed = {
  "small-model": { context_length: 131_072, pricing: { prompt: "0.00000025", completion: "0.000002" } },
  "costly-model": { context_length: 1_048_576, pricing: { prompt: "0.000003", completion: "0.000015" } },
};

describe("a model behind a key", () => {
  let endpoint: FaultServer;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  beforeAll(async () => {
    const script = {
      "small-model": faults["knows no temperature"]!,
      "costly-model": faults["has no credit"]!,
      "text-embedding-3": faults.answers!,
      "strange-model": faults.answers!,
    };
    endpoint = await startFaultServer(script, { key, listed });
    project = makeProject("test/fixtures/templates/plain_numpy");
    workbench = await startWorkbench({ env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    await endpoint?.[Symbol.asyncDispose]();
  });
  scenario("model", () => window);

  test("every place that a model can come from is offered", async () => {
    await window.row("Next: Choose Model").click();
    await row("Another Endpoint").waitFor();
    await window.shot("choose-model");
    for (const name of [
      "Rehearsal",
      "OpenAI",
      "Anthropic",
      "DeepSeek",
      "Google Gemini",
      "OpenRouter",
      "Ollama",
      "vLLM",
    ])
      await row(name).first().waitFor();
  });

  test("a wrong key is found at once, and asked for again", async () => {
    await row("Another Endpoint").click();
    await answer("The endpoint's address", endpoint.url);
    expect(await asked("API key for").getAttribute("type")).toBe("password");
    await answer("API key for", "sk-wrong-0123456789");
    await window.page.getByText("refused the key. Was all of it copied?").waitFor();
    await window.shot("bad-key");
    await answer("API key for", key);
    await row("small-model").waitFor();
    await window.shot("model-list");
    expect(await row("text-embedding-3").count()).toBe(0);
  });

  test("no credit and an unknown name are told, and another model can be chosen", async () => {
    await row("costly-model").click();
    await notification("no credit left").waitFor();
    await window.shot("no-credit");
    await notification("no credit left").getByRole("button", { name: "Choose Another" }).click();
    await asked("Which model shall think?").fill("smal-model");
    await window.shot("typed-name");
    await row("small-model").waitFor();
    await row("a name that is not in the list").click();
    await notification("It has no model “smal-model”").waitFor();
    expect(await notification("It has no model").innerText()).toContain("The closest are: small-model");
    await window.shot("unknown-model");
    await notification("It has no model").getByRole("button", { name: "Choose Another" }).click();
  });

  test("one tiny question finds out what the model can do, and says what it cost", async () => {
    await row("small-model").click();
    const told = notification("small-model at 127.0.0.1");
    await told.waitFor();
    await window.shot("model-tried");
    expect(await told.innerText()).toMatch(/It is asked for JSON in words, reports its usage, sees no pictures\./);
    expect(await told.innerText()).toMatch(/It reads 131,072 tokens at once\. The trial cost \$0\.000\d\./);
    expect(endpoint.ledger.filter(({ model, charge }) => model === "small-model" && charge)).toHaveLength(1);
    await window.row("Next: Start Idea").waitFor();
  });

  test("the key stands in no file, and is still there when the window is opened again", async () => {
    await expect.poll(() => settingsOf(workbench)["aiScientist.model.name"]).toBe("openai:small-model");
    await expect.poll(() => settingsOf(workbench)["aiScientist.model.baseUrl"]).toBe(endpoint.url);
    await window.page.close();
    window = await workbench.open(project.folder);
    await command(window.page, "AI Scientist: Check Setup");
    await window.row(/^Everything is ready|^An idea can begin/).waitFor();
    await window.shot("check-setup-model");
    const everywhere = [join(workbench.server.user, ".."), project.folder];
    expect(filesWith(endpoint.url, ...everywhere)).not.toEqual([]);
    expect(filesWith(key, ...everywhere)).toEqual([]);
  });

  test("a key that is refused later is found when an idea is started, before anything runs", async () => {
    await command(window.page, "AI Scientist: Set API Key…");
    await answer("API key for", "sk-wrong-0123456789");
    await window.page.getByText("refused the key. Was all of it copied?").waitFor();
    await window.page.keyboard.press("Escape");
    await window.row("Next: Start Idea").click();
    await row("One Bandwidth").click();
    await window.row("Missing: The API key was refused. Fix: Set API Key…").waitFor();
    await window.shot("refused-at-start");
    expect(existsSync(join(project.folder, ".ai-scientist/ideas"))).toBe(false);
    await window.row("Missing: The API key was refused.").click();
    await answer("API key for", key);
    await notification("took the key").waitFor();
  });

  test("the referees may have another model, and have the scientist's until then", async () => {
    await command(window.page, "AI Scientist: Choose Review Model…");
    await row("The Same as the Scientist").waitFor();
    expect(await row("The Same as the Scientist").innerText()).toContain("chosen");
    await window.shot("choose-review-model");
    await row("Rehearsal").click();
    await expect.poll(() => settingsOf(workbench)["aiScientist.model.reviewer"]).toBe("rehearsal");
    expect(settingsOf(workbench)["aiScientist.model.name"]).toBe("openai:small-model");
  });

  /** A row of the quick pick. */
  function row(text: string): Locator {
    return window.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }

  /** The input box whose title begins like this. */
  function asked(title: string): Locator {
    return window.page.locator(".quick-input-widget", { hasText: title }).locator(".quick-input-box input");
  }

  async function answer(title: string, text: string): Promise<void> {
    await asked(title).fill(text);
    await asked(title).press("Enter");
  }

  function notification(text: string): Locator {
    return window.page.locator(".notification-list-item", { hasText: text });
  }
});

function settingsOf({ server }: Workbench): Record<string, unknown> {
  return JSON.parse(readFileSync(join(server.user, "User/settings.json"), "utf8"));
}

/** Every file under these folders that holds the text. */
function filesWith(text: string, ...folders: string[]): string[] {
  const { stdout } = spawnSync("grep", ["-rlaF", text, ...folders], { encoding: "utf8" });
  return stdout.split("\n").filter(Boolean);
}
