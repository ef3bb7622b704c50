import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Asked, readConversation } from "../../src/adapters/language-model/rehearsal/asked";
import { finished } from "../../src/adapters/language-model/rehearsal/blocks";
import type { FaultServer } from "../fakes/fault-server";
import { conversationIn, startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { BRIEFLY, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { PaperInEditor } from "./paper-in-editor";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const errors = (sine: number, step: number) =>
  JSON.stringify({ sine: { means: { test_mse: sine } }, step: { means: { test_mse: step } } });
const PAPER = String.raw`\documentclass{article}
\begin{document}
\section{Results}
Whatever the shape of the curve, the narrow kernel comes out ahead.
Nothing beats the plain kernel on waves.
The step is another matter.
Nobody would have guessed it.
The kernels were fitted without any weights.
\end{document}
`;
const meant = { runs: [1], metric: "test_mse" };
/** How a model reads the sentences that begin so. */
const READ: Record<string, object> = {
  Whatever: { quote: "the narrow kernel comes out ahead", kind: "comparison", ...meant, on: "all", way: "better" },
  Nothing: { quote: "Nothing beats the plain kernel", kind: "rank", ...meant, runs: [0], on: ["sine"], way: "best" },
  "The step": { quote: "is another matter", kind: "comparison", ...meant, on: ["step"], way: "worse" },
  Nobody: { quote: "Nobody would have guessed", kind: "none" },
  "The kernels": { quote: "without any weights", kind: "none" },
};

/** What it holds for wrong in the sentence that no query can ask. */
const DOUBT = {
  ...{ line: "5", quote: "without any weights", file: "notes.txt" },
  ...{ evidence: "Fitted with a weight for each point", why: "Each point has a weight." },
};

/** One object for each sentence that is asked about, by its number in the question. */
function readIn(question: string): string {
  const lines = [...question.matchAll(/^(\d+)\. (.*)$/gm)].flatMap(([, line, text = ""]) => {
    const [, reading] = Object.entries(READ).find(([start]) => text.startsWith(start)) ?? [];
    return reading ? [JSON.stringify({ line, ...reading })] : [];
  });
  return finished(lines.join("\n"));
}

/** A paper whose words no rule knows, beside its runs; each test goes on where the one before stopped. */
describe("claims that the model reads, in VS Code", () => {
  let folder: string;
  let model: FaultServer;
  let workbench: Workbench;
  let window: Window;
  let paper: PaperInEditor;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "read-"));
    for (const name of ["run_0", "run_1"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "run_0/final_info.json"), errors(0.0124, 0.0381));
    writeFileSync(join(folder, "run_1/final_info.json"), errors(0.0096, 0.0402));
    writeFileSync(join(folder, "notes.txt"), "## Run 1: Half bandwidth\nFitted with a weight for each point.\n");
    writeFileSync(join(folder, "study.tex"), PAPER);
    model = await startScriptedEndpoint([
      [/translate what these/, ({ question }) => readIn(question)],
      [/name what these materials contradict/, () => finished(JSON.stringify(DOUBT))],
    ]);
    const settings = {
      "editor.wordWrap": "on",
      "aiScientist.model.name": "openai:scripted",
      "aiScientist.model.baseUrl": model.url,
      "aiScientist.budget.prices": { scripted: { input: 1, cachedInput: 0.1, output: 4 } },
    };
    workbench = await startWorkbench({ settings, env: { OPENAI_API_KEY: "sk-test" } });
    window = await workbench.open(folder);
    paper = new PaperInEditor(window, join(folder, "study.tex"));
    await paper.open();
  });
  afterAll(async () => {
    await workbench?.close();
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
    await model?.[Symbol.asyncDispose]();
  });

  scenario("read-claims", () => window);

  test("what it will cost is told first, and nothing is sent before that is agreed to", async () => {
    const dialog = window.page.locator(".monaco-dialog-box", {
      hasText: "Have openai:scripted read the claims of study.tex?",
    });
    await repeat(() => command(window.page, "AI Scientist: Read Claims with the Model"), dialog);
    await dialog.getByText("5 sentences and tables are to be read").waitFor();
    await window.shot("read-claims-cost");
    expect(model.ledger).toEqual([]);
    await repeat(
      () => dialog.getByRole("button", { name: "Read Claims" }).click(BRIEFLY),
      async () => !(await dialog.isVisible()),
    );
  });

  test("what the runs have otherwise is underlined at its words, and the hover says how it was read", async () => {
    await window.page.locator(".notification-toast", { hasText: "3 statements read by openai:scripted" }).waitFor();
    await expect.poll(() => paper.squiggle("warning").count()).toBe(3);
    const how = /Read by openai:scripted as: test_mse of Run 1/;
    await paper.shotOfHover("the narrow kernel comes", how, "read-claims-hover");
    await paper.closeHover();
    await paper.hoverAt("is another matter", /Supported/);
    await paper.closeHover();
  });

  test("what no query can ask is doubted by words of the notes, and the line of the notes is one click away", async () => {
    const problem = window.page.locator(".markers-panel .monaco-list-row", { hasText: "The model doubts this" });
    await repeat(() => command(window.page, "Problems: Focus on Problems View"), problem);
    const related = window.page.locator(".markers-panel .monaco-list-row", { hasText: "notes.txt[Ln 2, Col 1]" });
    await repeat(async () => {
      await problem.click(BRIEFLY);
      await window.page.keyboard.press("ArrowRight");
    }, related);
    await window.shot("read-claims-doubted");
    const notes = window.page.locator(".tab.active", { hasText: "notes.txt" });
    await repeat(() => related.dblclick(BRIEFLY), notes);
    await window.page.locator(".statusbar-item", { hasText: "Ln 2, Col 1" }).waitFor();
    await paper.open();
  });

  test("what was held against nothing is listed with the reason, and found", async () => {
    const listed = window.page.locator(".quick-input-list", { hasText: "no query can ask" });
    const button = window.page.getByRole("button", { name: "Show Unchecked" }).first();
    // What is told leaves after a while; read once more it is told again, and nothing is asked.
    const asked = model.ledger.length;
    await repeat(async () => {
      if (!(await button.isVisible())) await command(window.page, "AI Scientist: Read Claims with the Model");
      await button.click(BRIEFLY);
    }, listed);
    expect(model.ledger.length).toBe(asked);
    await window.shot("read-claims-not-checked");
    await window.page.keyboard.press("Enter");
    await window.page.locator(".statusbar-item", { hasText: "Ln 7" }).waitFor();
    // At any time, and without a question, there is a command for it.
    await repeat(() => command(window.page, "AI Scientist: Show Unchecked Statements"), listed);
    expect(model.ledger.length).toBe(asked);
    await repeat(
      () => window.page.keyboard.press("Escape"),
      async () => !(await listed.isVisible()),
    );
  });

  test("a sentence that is changed is one that nobody has read", async () => {
    await paper.goTo("Nothing beats");
    await window.page.keyboard.press("Home");
    await window.page.keyboard.type("Almost ");
    await expect.poll(() => paper.squiggle("warning").count()).toBe(2);
    await paper.saveUntil((text) => text.includes("Almost Nothing"));
  });

  test("what was read is there when the window is opened again, and is not paid for again", async () => {
    const asked = model.ledger.length;
    await window.page.reload();
    await paper.open();
    await paper.squiggle("warning").first().waitFor();
    const listed = window.page.locator(".quick-input-list", { hasText: "no query can ask" });
    await repeat(() => command(window.page, "AI Scientist: Show Unchecked Statements"), listed);
    await repeat(
      () => window.page.keyboard.press("Escape"),
      async () => !(await listed.isVisible()),
    );
    expect(model.ledger.length).toBe(asked);
    await repeat(
      () => command(window.page, "AI Scientist: Read Claims with the Model"),
      async () => model.ledger.length > asked,
    );
    await window.page.locator(".notification-toast", { hasText: "statements read by openai:scripted" }).waitFor();
    const { question } = lastAsked(model);
    expect(question).toContain("Translate only these: 2, 3.");
  });
});

function lastAsked({ ledger }: FaultServer): Asked {
  return readConversation(conversationIn(ledger.at(-1)!.body.messages));
}
