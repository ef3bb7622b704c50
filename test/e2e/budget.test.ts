import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../../src/adapters/language-model/rehearsal/answer-to";
import { readConversation } from "../../src/adapters/language-model/rehearsal/asked";
import { type Exchange, type FaultServer, startFaultServer } from "../fakes/fault-server";
import { answer, BRIEFLY, repeat } from "./gestures";
import { LONG_PATIENCE } from "./host/host.mjs";
import { journal, makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { changeSettings, startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";
const price = { input: 2, cachedInput: 0.2, output: 10 };
const settings = {
  "aiScientist.model.name": "openai:careful-model",
  "aiScientist.budget.prices": { "careful-model": price },
  "aiScientist.budget.dollars": 1.2,
  "aiScientist.experiments.scale": "smoke",
  "aiScientist.experiments.maxRuns": 1,
  "aiScientist.paper.citationRounds": 1,
  "aiScientist.paper.reviewers": 1,
  "aiScientist.paper.reviewReflections": 0,
  "aiScientist.paper.improvementRounds": 0,
  ...Object.fromEntries(["code", "plots", "prose", "launch"].map((kind) => [`aiScientist.review.${kind}`, "auto"])),
};

/** The endpoint answers with what the rehearsal model says, and keeps its own books. */
async function rehearsing(exchange: Exchange): Promise<void> {
  const messages: { role: "system" | "user" | "assistant"; content: string }[] = exchange.entry.body.messages;
  const conversation = messages.map(({ role, content }) => ({ role, text: content }));
  const answer = answerTo(readConversation(conversation), { mistakes: false });
  await exchange.stream(answer.match(/[^\n]{1,400}\n?|\n/g) ?? [], { delayMs: 2 });
}

/** One idea with a cap that holds in the middle of it. */
describe("an idea that reaches its budget, in VS Code", () => {
  let endpoint: FaultServer;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const next = (verb: string) => window.row(new RegExp(`^Next: ${verb}$`));
  const toast = (text: RegExp) => window.page.locator(".notification-toast", { hasText: text });
  const ours = () => journal(project.ideaFolder(slug)).filter(({ type }) => type === "model-called") as Called[];

  beforeAll(async () => {
    endpoint = await startFaultServer({ "careful-model": rehearsing });
    project = makeProject("test/fixtures/templates/plain_numpy");
    const model = { "aiScientist.model.baseUrl": endpoint.url };
    workbench = await startWorkbench({ settings: { ...settings, ...model }, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    await workbench?.close();
    project?.remove();
    await endpoint?.[Symbol.asyncDispose]();
  });

  scenario("budget", () => window);

  test("what it will cost is said before anything is spent", async () => {
    await next("Start Idea").waitFor();
    await window.row(/^The cap may not do/).waitFor();
    await window.shot("budget-before");
    await tooltip(window, "budget-before-tooltip");
    expect(endpoint.ledger).toEqual([]);
  });

  test("at four fifths there is one warning, at the cap the idea waits", async () => {
    await next("Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.page.locator(".quick-input-widget", { hasText: "may one idea cost" }).waitFor();
    await window.shot("budget-agreed");
    await window.page.locator(".quick-input-widget .quick-input-box input").press("Enter");
    await toast(/has spent .* of its budget of \$1\.20/).waitFor();
    await window.shot("budget-near");
    await next("Raise Cap").waitFor();
    await window.row(/ of \$1\.20 spent, ≈ \$[\d.–]+ to go$/).waitFor();
    await window.row(/^Next call at most \$0\.\d\d$/).waitFor();
    await window.titleButton("Ideas", "Stop Idea");
    await window.shot("budget-reached");
    await tooltip(window, "budget-reached-tooltip");
    const warnings = journal(project.ideaFolder(slug)).filter(({ type, budget }) => type === "noted" && budget);
    expect(warnings).toHaveLength(1);
    expect(sum(ours())).toBeLessThanOrEqual(1.2);
  });

  test("opened again it waits as before; a cap that is raised by hand makes Resume the next thing, and a lower one takes that back", async () => {
    await window.page.close();
    window = await workbench.open(project.folder);
    await next("Raise Cap").waitFor();
    expect(await toast(/./).count()).toBe(0);
    await changeSettings(window, workbench.server, { "aiScientist.budget.dollars": 1.9 });
    await next("Resume").waitFor();
    await window.row(/ of \$1\.90 spent, /).waitFor();
    await window.shot("budget-raised-by-hand");
    await changeSettings(window, workbench.server, { "aiScientist.budget.dollars": 0.5 });
    await next("Raise Cap").waitFor();
    expect(endpoint.ledger).toHaveLength(ours().length);
  });

  test("Raise Cap goes on where it stopped, and pays for nothing twice", async () => {
    await next("Raise Cap").click();
    const box = window.page.locator(".quick-input-widget", { hasText: "Budget of one idea" });
    await box.waitFor();
    await box.locator("input").fill("1");
    await box.getByText(/Give at least \$1\./).waitFor();
    await window.shot("budget-raise-cap");
    await answer(window.page, "Budget of one idea", "9");
    await next("Open PDF").waitFor({ timeout: LONG_PATIENCE });
    await window.shot("budget-done");
    await tooltip(window, "budget-done-tooltip");
    const theirs = endpoint.ledger.map(({ charge }) => charge!);
    expect(ours().map(({ usage }) => [usage.input, usage.cachedInput, usage.output])).toEqual(
      theirs.map(({ prompt, cached, completion }) => [prompt, cached, completion]),
    );
    const bill = theirs.reduce(
      (total, { prompt, cached, completion }) => total + ((prompt - cached) * 2 + cached * 0.2 + completion * 10) / 1e6,
      0,
    );
    expect(sum(ours())).toBeCloseTo(bill, 9);
    expect(new Set(ours().map(({ step }) => step)).size).toBe(ours().length);
  });
});

type Called = {
  readonly step: string;
  readonly dollars: number;
  readonly usage: { readonly input: number; readonly cachedInput: number; readonly output: number };
};

function sum(calls: readonly Called[]): number {
  return calls.reduce((total, { dollars }) => total + dollars, 0);
}

/** A picture with the status item's tooltip: pointed at for as long as that needs. */
async function tooltip({ status, page }: Window, name: string): Promise<void> {
  const point = async () => {
    await page.mouse.move(1000, 450);
    await status.hover(BRIEFLY);
  };
  await repeat(point, page.locator(".monaco-hover", { hasText: "Click: " }));
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(__dirname, "../../test-results/e2e", `${name}.png`) });
}
