import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "./host/host.mjs";
import { journal, makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const root = join(__dirname, "../..");
const slug = "local-bandwidth";
const name = "vscode:bench/careful/careful-1";

/** From a model that another extension gives to VS Code to a change of its making that the researcher accepted. */
describe("a model of VS Code's own", () => {
  let folder: string;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "own-models-"));
    const extension = buildExtension(join(folder, "extension"));
    project = makeProject("test/fixtures/templates/plain_numpy");
    const env = {
      AI_SCIENTIST_PYTHON: python,
      OWN_MODELS_LOG: join(folder, "asked.jsonl"),
      OWN_MODELS_GONE: join(folder, "gone"),
    };
    workbench = await startWorkbench({ extensions: [root, extension], settings: SETTINGS, env });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  scenario("vscode-model", () => window);

  test("is found, tried and chosen", async () => {
    await window.row("Next: Choose Model").click();
    await pick("Models of VS Code").click();
    await pick("Careful").waitFor();
    await window.shot("vscode-models");
    await pick("Careful").click();
    await window.page.locator(".notification-list-item", { hasText: "Careful is ready." }).waitFor();
    await window.shot("vscode-model-tried");
    await window.row("Next: Start Idea").waitFor();
    const settings = () => JSON.parse(readFileSync(join(workbench.server.user, "User/settings.json"), "utf8"));
    await expect.poll(() => settings()["aiScientist.model.name"]).toBe(name);
  });

  test("proposes a change, which is reviewed hunk by hunk and committed with the model's name", async () => {
    await window.row("Next: Start Idea").click();
    await pick("One Bandwidth").click();
    await window.page.getByText("Its price is not known, so the cap cannot count what it costs.").first().waitFor();
    await window.shot("vscode-model-cap");
    await window.page.locator(".quick-input-widget .quick-input-box input").press("Enter");
    await window.row("Next: Launch Run").click();
    await window.row(/^Next: Review \d+ Hunks?$/).waitFor();
    await window.shot("vscode-model-review");
    await command(window.page, "AI Scientist: Accept All Hunks");
    await window.row("Next: Approve").click();
    await expect.poll(() => project.git(project.worktree(slug), "log", "--format=%B")).toContain(name);
  });

  test("is asked in the two roles that it has, without temperature, and its usage is estimated", () => {
    const asked = readFileSync(join(folder, "asked.jsonl"), "utf8").trimEnd().split("\n");
    const questions = asked.map((line) => JSON.parse(line)).slice(1);
    expect(questions[0].conversation[0].role).toBe("user");
    expect(questions[0].conversation[0].text).toContain("You are the scientist of a small machine-learning project");
    expect(questions.map(({ options }) => options.modelOptions)).toEqual(questions.map(() => ({})));
    const calls = journal(project.ideaFolder(slug)).filter(({ type }) => type === "model-called");
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls)
      expect(call).toMatchObject({ model: name, dollars: 0, outcome: "answered", usage: { source: "estimated" } });
  });

  test("that vanished is missed before anything is begun, with what to do", async () => {
    await window.page.close();
    writeFileSync(join(folder, "gone"), "");
    window = await workbench.open(project.folder);
    await command(window.page, "AI Scientist: Check Setup");
    await window.row("Missing: VS Code has no model “bench/careful/careful-1” now.").waitFor();
    await window.shot("vscode-model-gone");
  });

  function pick(text: string) {
    return window.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }
});

const SETTINGS = { "aiScientist.experiments.maxRuns": 1 };

/** The extension in `test/fixtures/own-models`, bundled. */
function buildExtension(outdir: string): string {
  const source = join(root, "test/fixtures/own-models");
  const entryPoints = [join(source, "main.ts")];
  buildSync({ entryPoints, outdir, bundle: true, platform: "node", format: "cjs", external: ["vscode"] });
  cpSync(join(source, "package.json"), join(outdir, "package.json"));
  return outdir;
}
