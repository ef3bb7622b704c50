import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeLock } from "../../src/adapters/process-lock";
import { BRIEFLY, goToLine, openByName, repeat, whenRemembered } from "./gestures";
import { command, webview } from "./host/host.mjs";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const filler = "Every sentence of this paragraph is here to be read, and to fill the page with words. ";
const main = (title: string) => `\\documentclass{article}
\\usepackage{hyperref}
\\title{${title}}
\\author{Nobody}
\\begin{document}
\\maketitle
\\section{Introduction}
${filler.repeat(12)}
The bandwidth matters more than anything else, see Section~\\ref{results}.

${`${filler.repeat(12)}\n\n`.repeat(2)}
\\input{parts/results}
\\end{document}
`;
const results = `\\newpage
\\section{Results}\\label{results}
${`${filler.repeat(10)}\n\n`.repeat(2)}
The smallest error is that of the xylophone kernel.

${`${filler.repeat(10)}\n\n`.repeat(4)}
`;

/** A paper of nobody's project, in a folder with spaces and letters beyond ASCII; each test goes on where the one before stopped. */
describe("the panel of a paper", () => {
  let folder: string;
  let workbench: Workbench;
  let window: Window;
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");
  const pageShown = () => panel().getByRole("textbox", { name: "Page number" }).inputValue();
  const source = () => join(folder, "my paper/main.tex");
  const pdf = () => join(folder, "my paper/.typeset/main.pdf");
  const drawn = () => panel().locator(".sheets:not([data-drawing]) .page canvas").first().waitFor();
  const status = () => window.page.locator(".statusbar").innerText();
  /** How many compilations were begun. */
  let builds: () => number;

  beforeAll(async () => {
    const around = mkdtempSync(join(tmpdir(), "papers-"));
    const counted = countBuilds(around);
    builds = counted.builds;
    folder = join(around, "Überblick 论文");
    mkdirSync(join(folder, "my paper/parts"), { recursive: true });
    writeFileSync(source(), main("On Bandwidths"));
    writeFileSync(join(folder, "my paper/parts/results.tex"), results);
    const settings = { "aiScientist.paper.compileOnSave": true };
    workbench = await startWorkbench({ settings, env: counted.environment });
    window = await workbench.open(folder);
  });
  afterAll(async () => {
    await workbench?.close();
    if (folder) rmSync(join(folder, ".."), { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  });

  scenario("paper", () => window);

  test("one command compiles what is open, and the panel beside it shows every page", async () => {
    await openByName(window.page, "main.tex");
    await repeat(
      () => command(window.page, "AI Scientist: Compile Paper"),
      async () => existsSync(pdf()),
    );
    await repeat(() => command(window.page, "AI Scientist: Open PDF"), panel().locator(".bar"));
    await drawn();
    await panel().getByText("of 4", { exact: true }).waitFor();
    await expect.poll(() => darkPixels(panel())).toBeGreaterThan(1000);
    await window.shot("paper");
  });

  test("search finds, counts and goes on", async () => {
    const search = panel().getByRole("searchbox", { name: "Find in the paper" });
    await repeat(() => panel().getByRole("button", { name: "Find", exact: true }).click(BRIEFLY), search);
    await search.fill("xylophone");
    await panel().getByText("1 of 1", { exact: true }).waitFor();
    await panel().locator(".highlight.selected", { hasText: "xylophone" }).waitFor();
    await expect.poll(pageShown).toBe("3");
    await window.shot("paper-found");
  });

  test("in a narrow panel the whole of the search is in sight", async () => {
    await window.page.setViewportSize({ width: 900, height: 700 });
    const search = panel().getByRole("searchbox", { name: "Find in the paper" });
    const left = () => search.evaluate((input) => input.getBoundingClientRect().left);
    await expect.poll(() => search.evaluate(() => innerWidth)).toBeLessThan(320);
    await expect.poll(left).toBeGreaterThanOrEqual(0);
    await window.shot("paper-narrow");
    await window.page.setViewportSize({ width: 1400, height: 900 });
    await expect.poll(() => search.evaluate(() => innerWidth)).toBeGreaterThan(400);
  });

  test("a double click in the PDF goes to the word in the source, in its own file", async () => {
    const line = results.split("\n").findIndex((text) => text.includes("xylophone")) + 1;
    const column = results.split("\n")[line - 1]!.indexOf("xylophone") + 1;
    await repeat(
      () => panel().locator(".highlight.selected", { hasText: "xylophone" }).dblclick(BRIEFLY),
      async () => (await status()).includes(`Ln ${line}, Col ${column}`),
    );
    await window.page.locator('.monaco-editor[data-uri$="results.tex"]').waitFor();
  });

  test("the cursor's line is marked in the PDF", async () => {
    await repeat(() => command(window.page, "AI Scientist: Show in PDF"), panel().locator(".flash"));
    const [mark, word] = [panel().locator(".flash").first(), panel().locator(".highlight", { hasText: "xylophone" })];
    const [marked, found] = [(await mark.boundingBox())!, (await word.boundingBox())!];
    expect(found.y + found.height / 2).toBeGreaterThan(marked.y);
    expect(found.y + found.height / 2).toBeLessThan(marked.y + marked.height);
    await window.shot("paper-marked");
  });

  test("what is edited makes the PDF out of date; a new one is shown at the same page", async () => {
    await openByName(window.page, "main.tex");
    await window.page.keyboard.press("Control+Home");
    await window.page.keyboard.press("End");
    await window.page.keyboard.type(" % edited");
    await panel().getByText("Out of date: the source has changed since").waitFor();
    const before = statSync(pdf()).mtimeMs;
    await showsNewPdf(() => panel().getByRole("button", { name: "Compile", exact: true }).click());
    expect(statSync(pdf()).mtimeMs).toBeGreaterThan(before);
    await expect.poll(pageShown).toBe("3");
    expect(readFileSync(source(), "utf8")).toContain("% edited");
    expect(await panel().locator(".sheets").count()).toBe(1);
  });

  test("each save of something new is compiled once, an idle one and what LaTeX writes never, the command always", async () => {
    const before = builds();
    await showsNewPdf(() => saveEdited("once"));
    expect(builds()).toBe(before + 1);
    const saved = statSync(source()).mtimeMs;
    await repeat(
      () => window.page.keyboard.press("Control+S"),
      async () => statSync(source()).mtimeMs > saved,
    );
    await showsNewPdf(() => saveEdited("twice"));
    expect(builds()).toBe(before + 2);
    await showsNewPdf(() => command(window.page, "AI Scientist: Compile Paper"));
    expect(builds()).toBe(before + 3);
  });

  test("while another program compiles the same paper that is said, and the wait can be called off", async () => {
    const before = builds();
    const letGo = await takeLock(join(folder, "my paper/.typeset/main.lock"));
    const told = panel().locator(".notice", { hasText: "Waiting for another window that compiles this paper" });
    await command(window.page, "AI Scientist: Compile Paper");
    await told.waitFor();
    await window.page.locator(".notification-list-item", { hasText: "Waiting for another window" }).waitFor();
    await window.shot("paper-waiting");
    await told.getByRole("button", { name: "Stop" }).click();
    await told.waitFor({ state: "hidden" });
    expect(builds()).toBe(before);
    await command(window.page, "AI Scientist: Compile Paper");
    await told.waitFor();
    await showsNewPdf(letGo);
    expect(builds()).toBe(before + 1);
  });

  async function saveEdited(text: string): Promise<void> {
    await window.page.locator('.monaco-editor[data-uri$="main.tex"] .view-lines').click();
    await goToLine(window.page, 1);
    await window.page.keyboard.press("End");
    await window.page.keyboard.type(` ${text}`);
    await repeat(
      () => window.page.keyboard.press("Control+S"),
      async () => readFileSync(source(), "utf8").includes(text),
    );
  }

  /** Until the panel shows another PDF than before, which it does when a compilation is over. */
  async function showsNewPdf(act: () => Promise<void>): Promise<void> {
    await panel()
      .locator(".sheets")
      .evaluate((element) => element.setAttribute("data-old", ""));
    await act();
    await panel().locator(".sheets:not([data-old]):not([data-drawing])").waitFor();
    await panel().locator(".notice").waitFor({ state: "hidden" });
  }

  test("after a reload the panel is there again, at its page", async () => {
    await whenRemembered(window.page, "my paper/.typeset/main.pdf");
    await window.page.reload();
    await drawn();
    await expect.poll(pageShown).toBe("3");
    await window.shot("paper-reloaded");
  });
});

/** A latexmk before the real one that notes each beginning: the PDF's own time changes many times while it is written. */
function countBuilds(home: string): { readonly environment: Record<string, string>; readonly builds: () => number } {
  const bin = join(home, "bin");
  const notes = join(home, "builds.txt");
  const real = execFileSync("which", ["latexmk"], { encoding: "utf8" }).trim();
  const script = `#!/bin/sh
case "$*" in *--version*) ;; *) echo begun >> '${notes}';; esac
exec '${real}' "$@"
`;
  mkdirSync(bin);
  writeFileSync(join(bin, "latexmk"), script, { mode: 0o755 });
  writeFileSync(notes, "");
  const PATH = `${bin}:${process.env.PATH}`;
  // VS Code asks the login shell for its environment, which puts a PATH of its own together.
  for (const file of [".bash_profile", ".profile", ".bashrc"])
    writeFileSync(join(home, file), `export PATH='${PATH}'\n`);
  const builds = () => readFileSync(notes, "utf8").split("begun").length - 1;
  return { environment: { HOME: home, PATH }, builds };
}

/** Pixels of the first page that are neither paper nor transparent: a page that was drawn has some. */
function darkPixels(panel: ReturnType<typeof webview>): Promise<number> {
  return panel
    .locator(".page canvas")
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let index = 0; index < data.length; index += 4) if (data[index]! < 100 && data[index + 3]! > 200) count++;
      return count;
    });
}
