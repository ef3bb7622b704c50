import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editAnswer } from "../../src/adapters/language-model/rehearsal/blocks";
import type { FaultServer } from "../fakes/fault-server";
import { startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { clickOn, unfold } from "./gestures";
import { command, webview } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";

/** An experiment that trains until a file tells it to stop, writing its curve as it goes, and says how large its model is. */
const TRAINING = `args = parser.parse_args()
width = 100
os.makedirs(args.out_dir, exist_ok=True)
with open(os.path.join(args.out_dir, "extra.json"), "w") as f:
    json.dump({"trainable_parameters": 10 * width}, f)
losses = []
while not os.path.exists("go"):
    losses.append(1 / (1 + 0.1 * len(losses)))
    curve = {"sine": {"loss": {"x": list(range(len(losses))), "y": losses, "xLabel": "step"}}}
    with open("curves.part", "w") as f:
        json.dump(curve, f)
    os.replace("curves.part", os.path.join(args.out_dir, "curves.json"))
    print(f"step {len(losses)}, loss {losses[-1]:.3f}", flush=True)
    time.sleep(0.3)
`;
const LAST_LINES = /with open\(os\.path\.join\(args\.out_dir, "curves\.json"\)[\s\S]*/;

/** One idea that is watched while it runs, without anything being opened again. */
describe("runs as they happen, in the Experiments panel and in the views beside it", () => {
  let model: FaultServer;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  let mayPlan = () => {};
  let mayJudge = () => {};
  const panel = () => webview(window.page, "ai-scientist.ai-scientist");
  const row = (number: number) => panel().locator(`tr[data-key="${slug}/${number}"]`);
  const curve = (name: string) => panel().locator(`.chart[aria-label*="${name}: from"]`);

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const file = join(project.folder, "experiment.py");
    const code = readFileSync(file, "utf8");
    writeFileSync(file, code.replace("args = parser.parse_args()\n", TRAINING).replace(LAST_LINES, ""));
    project.git(project.folder, "commit", "-q", "-a", "-m", "Trains");
    const planned = new Promise<void>((allow) => {
      mayPlan = allow;
    });
    const judged = new Promise<void>((allow) => {
      mayJudge = allow;
    });
    model = await startScriptedEndpoint([
      [
        /^Your task: send the edit that makes this run/,
        ({ parts }) =>
          parts.some(({ heading }) => heading.startsWith("The run to make now: Matched control")) ? CONTROL : WIDER,
      ],
      [/^Your task: plan the runs/, () => planned.then(() => undefined)],
      [/^Your task: say what “/, () => judged.then(() => undefined)],
    ]);
    const settings = {
      "aiScientist.model.name": "openai:scripted",
      "aiScientist.model.baseUrl": model.url,
      "aiScientist.review.launch": "auto",
      "aiScientist.experiments.maxRuns": 3,
    };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python, OPENAI_API_KEY: "sk-test" } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    mayPlan();
    mayJudge();
    letGo();
    await workbench?.close();
    project?.remove();
    await model?.[Symbol.asyncDispose]();
  });

  scenario("live", () => window);

  test("a run that is launched while the panel is open gets its row, and its curve grows while it runs", async () => {
    await window.row("Next: Start Idea").waitFor();
    await command(window.page, "AI Scientist: Open Experiments");
    await panel().locator("#experiments:not([aria-busy])").waitFor();
    await panel()
      .locator("body")
      .evaluate((body) => body.setAttribute("data-page", "the first"));
    await window.row("Next: Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await row(0).locator(".state.running").waitFor();
    await expect.poll(() => row(0).innerText()).toMatch(/step \d+, loss 0\.\d+/);
    await expect.poll(() => end("Baseline")).toBeLessThan(0.5);
    const before = await end("Baseline");
    await expect.poll(() => end("Baseline")).toBeLessThan(before);
    await window.shot("live-running");
  });

  test("when it ends its row has the numbers, and the next run gets a row and a curve beside it", async () => {
    letGo();
    await row(0).locator(".state.measured").waitFor();
    await expect.poll(() => row(0).locator(".value").count()).toBeGreaterThan(0);
    expect(await panel().locator("body").getAttribute("data-page")).toBe("the first");
    await window.shot("live-measured");
    mayPlan();
    await window.row(/^Next: Review \d Hunks?/).waitFor();
    await command(window.page, "AI Scientist: Accept All Hunks");
    await window.row("Next: Approve").click();
    await command(window.page, "AI Scientist: Open Experiments");
    await row(1).locator(".state.running").waitFor();
    await curve("Half bandwidth").waitFor();
    await curve("Baseline").waitFor();
    await window.shot("live-two-runs");
  });

  test("a run that is larger than the baseline says so, and a click plans the control that is as large", async () => {
    letGo();
    await row(1).locator(".state.measured").waitFor();
    await row(1).getByText("not matched: trainable parameters 2000 against 1000").waitFor();
    await window.shot("live-not-matched");
    await command(window.page, "AI Scientist: Focus on Runs View");
    await unfold(window.row(/^Half bandwidth, /));
    const size = window.row(/^Not matched with “Baseline”: parameters \+100 % \(2000 \/ 1000\)/);
    await size.waitFor();
    await window.shot("live-not-matched-row");
    await clickOn(size, "Add Matched Control to Plan");
    await window.page
      .getByText("“Matched control: Half bandwidth” is planned: it is the next run to be made.")
      .first()
      .waitFor();
    await window.shot("live-control-planned");
  });

  test("it is proposed next: the baseline's code, as large, with nothing else of the run", async () => {
    mayJudge();
    await window.row(/^Next: Review 1 Hunk/).waitFor();
    await window.row(/^Undecided: A model as large/).waitFor();
    const code = readFileSync(join(project.worktree(slug), "experiment.py"), "utf8");
    expect(code).toContain("width = 200");
    expect(code).toContain("bandwidth = 0.3");
    await window.page.locator(".monaco-diff-editor").waitFor();
    await window.shot("live-control-proposed");
  });

  /** Where a curve ends by now, as the chart says it. */
  async function end(name: string): Promise<number> {
    const said = await curve(name).getAttribute("aria-label");
    return Number(new RegExp(`${name}: from [\\d.]+ to ([\\d.]+\\d)`).exec(said ?? "")?.[1]);
  }

  function letGo(): void {
    const jobs = join(project.ideaFolder(slug), "jobs");
    for (const job of existsSync(jobs) ? readdirSync(jobs) : [])
      if (existsSync(join(jobs, job, "work"))) writeFileSync(join(jobs, job, "work/go"), "");
  }
});

const WIDER = editAnswer([
  block("Half the bandwidth", "bandwidth = 0.3", "bandwidth = 0.15"),
  block("A wider model", "width = 100", "width = 200"),
]);
const CONTROL = editAnswer([block("A model as large", "width = 100", "width = 200")]);

function block(title: string, search: string, replace: string) {
  return { title, why: "It is tried.", path: "experiment.py", search, replace };
}
