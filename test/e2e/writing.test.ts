import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { finished } from "../../src/adapters/language-model/rehearsal/blocks";
import type { FaultServer } from "../fakes/fault-server";
import { pdf } from "../fakes/pdf";
import { startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { answer, BRIEFLY, clickOn, goToLine, openByName, repeat } from "./gestures";
import { command, webview } from "./host/host.mjs";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const results = [
  "We we train a small network with $\\eta = 0.1$ on the sine data \\citep{kim2020}.",
  "The error falls to 0.52 after ten epochs, which is is shown in Figure~\\ref{fig:loss}.",
  "The baseline stays above it.",
];
const german = [
  "Wir trainieren ein kleines Netz mit $\\eta = 0.1$ auf den Sinusdaten \\citep{kim2020}.",
  "Der Fehler fällt nach zehn Epochen auf 0.52, wie Abbildung~\\ref{fig:loss} zeigt.",
  "Die Baseline bleibt darüber.",
];
const conclusion = "A rate of $\\eta = 0.1$ is enough for these data, and nothing else was tuned.";
const paper = (section: readonly string[]) => `\\documentclass{article}
\\begin{document}
\\title{Small Networks}
\\section{Results}
${section.join("\n")}

\\section{Conclusion}
${conclusion}
\\end{document}
`;
const FIRST_PAGE = "Smoothing has been studied for sixty years, mostly on data that nobody has to measure.";
const SECOND_PAGE = "Three kernels were compared on the chirp data, and the narrow one had the smallest error.";
const latexAnswer = (text: string, why: string) => finished(`\`\`\`latex\n${text}\n\`\`\`\nWhy: ${why}`);

/** A paper in a folder that is no project; each test goes on where the one before stopped. */
describe("writing with the scientist, in VS Code", () => {
  let folder: string;
  let model: FaultServer;
  let workbench: Workbench;
  let window: Window;
  const file = () => join(folder, "paper.tex");
  const undecided = (text: string) => window.row(new RegExp(`^Undecided: .*${text}`));
  const accepted = (text: string) => window.row(new RegExp(`^Accepted: .*${text}`));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "paper-"));
    writeFileSync(file(), paper(results));
    writeFileSync(join(folder, "whole.tex"), paper(["\\input{part}"]));
    writeFileSync(join(folder, "part.tex"), "A part has no life of its own.\n");
    writeFileSync(join(folder, "study.pdf"), pdf([FIRST_PAGE, SECOND_PAGE]));
    model = await startScriptedEndpoint([
      [
        /polish this passage/,
        ({ question }) =>
          question.includes("BEGIN DATA passage.tex\nA rate")
            ? latexAnswer(conclusion.replace("0.1", "0.2"), "A better rate.")
            : latexAnswer(
                [results[0]!.replace("We we", "We"), results[1]!.replace("is is", "is"), results[2]!].join("\n"),
                "Two doubled words are gone.",
              ),
      ],
      [/passage into German/, () => latexAnswer(german.join("\n"), "Into German, sentence for sentence.")],
      [/passage into English/, () => latexAnswer(results.join("\n"), "Back into English.")],
    ]);
    const settings = { "aiScientist.model.name": "openai:scripted", "aiScientist.model.baseUrl": model.url };
    workbench = await startWorkbench({ settings, env: { OPENAI_API_KEY: "sk-test" } });
    window = await workbench.open(folder);
  });
  afterAll(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
    await model?.[Symbol.asyncDispose]();
  });

  scenario("writing", () => window);

  test("a section is polished: a row for each sentence that changes, and the words marked in the text", async () => {
    await openByName(window.page, "paper.tex");
    await cursorAt(6);
    await command(window.page, "AI Scientist: Polish");
    await undecided("We train a small network").waitFor();
    await undecided("which is shown").waitFor();
    expect(await window.page.getByRole("treeitem", { name: /^Undecided: / }).count()).toBe(2);
    await window.page.reload(); // what was paid for is there again
    await undecided("We train a small network").waitFor();
    await openByName(window.page, "paper.tex"); // A window that goes soon may not have remembered it.
    await window.shot("writing-polish");
    expect(readFileSync(file(), "utf8")).toBe(paper(results));
  });

  test("one sentence is accepted and one rejected; the rest of the file stays, and undoing works", async () => {
    await cursorAt(5);
    const choice = window.page.locator(".monaco-hover:visible").getByText("Accept", { exact: true });
    const choose = async () => {
      await window.page.keyboard.press("Escape");
      await command(window.page, "Show or Focus Hover");
      await choice.click(BRIEFLY);
    };
    await repeat(choose, accepted("We train"));
    await window.shot("writing-one-accepted");
    await clickOn(undecided("which is shown"), "Reject Sentence");
    await expect.poll(() => window.page.getByRole("treeitem", { name: /to decide/ }).count()).toBe(0);
    await saved(paper([results[0]!.replace("We we", "We"), ...results.slice(1)]));
    await window.page.keyboard.press("Control+Z");
    await saved(paper(results));
  });

  test("a section is translated and back again, with its formulas, citations and numbers as they were", async () => {
    await translated("German");
    await saved(paper(german));
    await window.shot("writing-translated");
    await translated("English");
    await saved(paper(results));
  });

  test("an answer that changes a formula is refused with its reason", async () => {
    await cursorAt(10);
    await command(window.page, "AI Scientist: Polish");
    const reason = window.page.locator(".notification-list-item-message", { hasText: "became “$\\eta = 0.2$”" });
    await reason.waitFor();
    await window.shot("writing-refused");
    await saved(paper(results));
  });

  test("the paper is asked, and the answer leads to the line", async () => {
    await command(window.page, "AI Scientist: Ask the Paper…");
    const input = window.page.locator(".quick-input-widget", { hasText: "What do you want to know?" }).locator("input");
    await input.first().fill("After how many epochs does the error fall?");
    await input.first().press("Enter");
    const outer = window.page.frameLocator("iframe.webview.ready").last();
    const line = outer.frameLocator("#active-frame").getByRole("link", { name: "line 6" });
    await line.waitFor();
    await window.shot("writing-answer");
    await repeat(() => line.click(BRIEFLY), window.page.locator(".statusbar", { hasText: "Ln 6, Col 1" }));
  });

  test("a part that a paper takes in is asked about as that paper", async () => {
    await openByName(window.page, "part.tex");
    const box = window.page.locator(".quick-input-widget", { hasText: "Ask the Paper · whole.tex" });
    await repeat(() => command(window.page, "AI Scientist: Ask the Paper…"), box);
    await repeat(
      () => window.page.keyboard.press("Escape"),
      () => box.isHidden(),
    );
  });

  test("a PDF is asked, and its pages open beside the answer, with the words that it quotes", async () => {
    await repeat(
      () => command(window.page, "View: Close All Editors"),
      async () => (await window.page.locator(".tabs-container .tab").count()) === 0,
    );
    await command(window.page, "AI Scientist: Ask the Paper…");
    await repeat(
      () => window.page.locator(".quick-input-list .monaco-list-row", { hasText: "study.pdf" }).click(BRIEFLY),
      window.page.locator(".quick-input-widget", { hasText: "What do you want to know?" }),
    );
    await answer(window.page, "What do you want to know?", "Which kernels were compared on the chirp?");
    const panel = webview(window.page, "ai-scientist.ai-scientist");
    const quote = panel.getByRole("complementary", { name: "Quotes" }).getByRole("listitem").first();
    await quote.locator("canvas").waitFor();
    expect(await quote.innerText()).toContain("Page 2");
    await panel.locator('.page[data-page-number="2"] .mark.line').first().waitFor();
    await window.shot("writing-pdf-answer");
    const shown = panel.getByRole("textbox", { name: "Page number" });
    await shown.fill("1");
    await shown.press("Enter");
    await panel.locator('.page[data-page-number="1"] .textLayer', { hasText: FIRST_PAGE }).waitFor();
    const page = webview(window.page, "vscode.markdown-language-features")
      .getByRole("link", { name: "page 2" })
      .first();
    await repeat(
      () => page.click(BRIEFLY),
      async () => (await shown.inputValue()) === "2",
    );
    await expect.poll(() => window.page.locator(".tabs-container .tab").count()).toBe(2);
    await window.shot("writing-page-of-answer");
  });

  async function translated(language: string): Promise<void> {
    await cursorAt(6);
    await command(window.page, "AI Scientist: Translate…");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: language }).first().click();
    const row = window.row(new RegExp(`^Translate into ${language}.*to decide`));
    await row.waitFor();
    await expect.poll(() => borderOfProposedWords()).toBe("dashed"); // high contrast has no background for them
    await repeat(
      () => row.locator(".monaco-custom-toggle, .custom-view-tree-node-item-checkbox").first().click(BRIEFLY),
      async () => !(await row.isVisible()),
    );
  }

  function borderOfProposedWords(): Promise<string> {
    return window.page.evaluate(() => {
      const styles = [...document.querySelectorAll(".view-line span")].map((span) => getComputedStyle(span, "::after"));
      return styles.find(({ content }) => content.length > '"…"'.length && content !== "none")?.borderTopStyle ?? "";
    });
  }

  async function cursorAt(line: number): Promise<void> {
    await window.page.locator('.monaco-editor[data-uri$="paper.tex"] .view-lines').click();
    await goToLine(window.page, line);
  }

  /** The keyboard goes to the text, which is saved until the disk has what is expected. */
  async function saved(text: string): Promise<void> {
    await window.page.locator('.monaco-editor[data-uri$="paper.tex"] .view-lines').click();
    await expect
      .poll(
        async () => {
          await window.page.keyboard.press("Control+S");
          return readFileSync(file(), "utf8");
        },
        { interval: 500 },
      )
      .toBe(text);
  }
});
