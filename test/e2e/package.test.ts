import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { startWorkbench, type Workbench } from "./workbench";

const root = join(__dirname, "../..");
const manifest = ["package.json", "package.nls.json", "package.nls.zh-cn.json"];
const kept = [
  "src",
  "templates",
  "media",
  "docs",
  ...manifest,
  "esbuild.mjs",
  "esbuild-packages.mjs",
  "esbuild-parsers.mjs",
  "esbuild-pdfjs.mjs",
  "tsconfig.json",
];
const papers = ["README.md", "CHANGELOG.md", "LICENSE", ".vscodeignore"];

/** `npm run package` in a copy of the checkout, so that its own dist/ stays as it is. */
describe("the package", () => {
  let copy: string;
  let vsix: string;
  let project: ProjectFolder;
  let workbench: Workbench;
  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), "packaging-"));
    for (const name of [...kept, ...papers]) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    execFileSync("npm", ["run", "package"], { cwd: copy, stdio: "pipe" });
    vsix = join(copy, "dist/ai-scientist.vsix");
    project = makeProject("test/fixtures/templates/plain_numpy");
    const settings = { "aiScientist.model.name": "rehearsal" };
    workbench = await startWorkbench({
      extensions: [],
      packages: [vsix],
      settings,
      env: { AI_SCIENTIST_PYTHON: python },
    });
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    rmSync(copy, { recursive: true, force: true });
  });

  test("has at most 2 MB, and the file that every window loads at most 150 kB", () => {
    const sizes = { vsix: statSync(vsix).size, extension: statSync(join(copy, "dist/extension.js")).size };
    console.log(`package ${(sizes.vsix / 1e6).toFixed(2)} MB, extension.js ${(sizes.extension / 1e3).toFixed(0)} kB`);
    expect(sizes.vsix).toBeLessThanOrEqual(2_000_000);
    expect(sizes.extension).toBeLessThanOrEqual(150_000);
    expect(statSync(join(root, "dist/extension.js")).size).toBeLessThanOrEqual(150_000);
  });

  test("holds what runs and what a reader needs, and nothing else", () => {
    const installed = join(workbench.server.user, "../extensions");
    const folder = readdirSync(installed).find((name) => name.startsWith("ai-scientist.ai-scientist"))!;
    const files = readdirSync(join(installed, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(installed, folder).length + 1));
    const outside = files.filter((file) => !/^(templates|media|docs)\//.test(file)).sort();
    expect(outside).toEqual([
      ".vsixmanifest",
      "LICENSE.txt",
      "changelog.md",
      "dist/campaign.js",
      ...["commands", "experiments", "extension", "language-client", "language-server", "models", "paper"].map(
        (name) => `dist/${name}.js`,
      ),
      "dist/pdfjs/pdf.mjs",
      "dist/pdfjs/pdf.worker.mjs",
      "dist/project.js",
      "dist/protocol.js",
      "dist/python-parser.js",
      "dist/rules.js",
      "dist/supervise.js",
      "dist/webview/campaign.js",
      "dist/webview/experiments.css",
      "dist/webview/experiments.js",
      "dist/webview/paper.js",
      "dist/writing.js",
      "dist/zod.js",
      "package.json",
      "package.nls.json",
      "package.nls.zh-cn.json",
      "readme.md",
    ]);
    expect(files.filter((file) => /\.(ts|pyc|map)$/.test(file))).toEqual([]);
    expect(readFileSync(join(installed, folder, "readme.md"), "utf8")).not.toMatch(/!\[/);
    const { main } = JSON.parse(readFileSync(join(installed, folder, "package.json"), "utf8")) as { main: string };
    expect(files).toContain(main.replace("./", ""));
  });

  test("is installed and activates, and how long that takes is told", async () => {
    const window = await workbench.open(project.folder);
    await window.row("Next: Start Idea").waitFor();
    await command(window.page, "Developer: Show Running Extensions");
    await window.shot("activation");
    const row = window.page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "AI Scientist" });
    const told = row.locator(".activation-time");
    await expect.poll(() => told.innerText()).toMatch(/\d\s*ms/);
    console.log(`activation in a real window: ${await told.innerText()}`);
    expect(Number(/(\d+)\s*ms/.exec(await told.innerText())?.[1])).toBeLessThanOrEqual(1000);
    await window.shot("activation");
  });
});
