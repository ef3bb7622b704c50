import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const key = `sk-${randomUUID()}`;

describe("a model behind a key", () => {
  let endpoint: Server;
  let address: string;
  let project: ProjectFolder;
  let workbench: Workbench;
  beforeAll(async () => {
    endpoint = createServer(({ headers }, response) => {
      const known = headers.authorization === `Bearer ${key}`;
      response.writeHead(known ? 200 : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(known ? { data: [{ id: "small-model" }] } : { error: { message: "Wrong key." } }));
    });
    await new Promise<void>((listening) => endpoint.listen(0, "127.0.0.1", listening));
    address = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;
    project = makeProject("test/fixtures/templates/plain_numpy");
    workbench = await startWorkbench({ env: { AI_SCIENTIST_PYTHON: python } });
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    endpoint?.close();
  });

  test("is chosen step by step; the key is asked for, works, and stands in no file", async () => {
    const window = await workbench.open(project.folder);
    await window.row("Next: Choose Model").click();
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Another endpoint" }).waitFor();
    await window.shot("choose-model");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Another endpoint" }).click();
    await answer(window, "The endpoint's address", address);
    await answer(window, "The model's name", "small-model");
    expect(await asked(window, "API key for").getAttribute("type")).toBe("password");
    await asked(window, "API key for").fill(key);
    await window.shot("api-key");
    await window.page.keyboard.press("Enter");
    await window.row("Next: Start Idea").waitFor();
    await command(window.page, "AI Scientist: Check Setup");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: `openai:small-model` }).waitFor();
    const rows = await window.page.locator(".quick-input-list .monaco-list-row").allInnerTexts();
    expect(rows.filter((row) => /small-model/.test(row) && /key/i.test(row))).toEqual([]);
    await window.shot("check-setup-model");
    expect(filesWith(key, join(workbench.server.user, ".."), project.folder)).toEqual([]);
  });
});

/** The input box whose title begins like this. */
function asked({ page }: Window, title: string) {
  return page.locator(".quick-input-widget", { hasText: title }).locator(".quick-input-box input");
}

async function answer(window: Window, title: string, text: string): Promise<void> {
  await asked(window, title).fill(text);
  await window.page.keyboard.press("Enter");
}

/** Every file under these folders that holds the text, as bytes. */
function filesWith(text: string, ...folders: string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return files.filter((file) => readFileSync(file).includes(text));
}
