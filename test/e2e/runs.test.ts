import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editAnswer } from "../../src/adapters/language-model/rehearsal/blocks";
import type { FaultServer } from "../fakes/fault-server";
import { startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { answer, BRIEFLY, clickOn, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";

/** The baseline counts its steps until a file tells it to go on, so that its log can be watched for as long as that takes. */
const COUNTING = `args = parser.parse_args()
for step in range(100_000 if args.out_dir == "run_0" else 3):
    if os.path.exists("go"):
        break
    print(f"step {step}", flush=True)
    time.sleep(0.05)
`;

describe("runs, in VS Code", () => {
  let model: FaultServer;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  let mayRepair: () => void;
  const jobs = () => join(project.ideaFolder(slug), "jobs");
  const editor = () => window.page.locator(".editor-instance .monaco-editor").first();
  const line = (text: string) => editor().locator(".view-line", { hasText: text });
  const problems = (text: string) => window.page.locator(".markers-panel .monaco-list-row", { hasText: text });

  beforeAll(async () => {
    project = makeProject("test/fixtures/templates/plain_numpy");
    const file = join(project.folder, "experiment.py");
    writeFileSync(file, readFileSync(file, "utf8").replace("args = parser.parse_args()\n", COUNTING));
    project.git(project.folder, "commit", "-q", "-a", "-m", "Counts");
    const allowed = new Promise<void>((allow) => {
      mayRepair = allow;
    });
    model = await startScriptedEndpoint([
      [
        /^Your task: send the edit that makes this run/,
        async ({ parts }) => {
          const repair = parts.some(({ heading }) => heading.startsWith("What happened to the attempt before"));
          if (repair) await allowed;
          return repair ? REPAIR : MISTAKE;
        },
      ],
    ]);
    const settings = {
      "aiScientist.model.name": "openai:scripted",
      "aiScientist.model.baseUrl": model.url,
      "aiScientist.review.launch": "auto",
      "aiScientist.experiments.maxRuns": 1,
    };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python, OPENAI_API_KEY: "sk-test" } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    mayRepair?.();
    if (existsSync(jobs())) for (const job of readdirSync(jobs())) letGo(join(jobs(), job));
    await workbench?.close();
    project?.remove();
    await model?.[Symbol.asyncDispose]();
  });

  scenario("runs", () => window);

  test("the log of a run opens at its end and is followed", async () => {
    await window.row("Next: Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row(/^Running: Baseline/).click();
    await window.page.locator('.tab[data-resource-name="Baseline.log"]').waitFor();
    await isFollowed();
    await window.shot("runs-log");
  });

  test("a reader who scrolled away stays where they are, and at the end follows again", async () => {
    await editor().locator(".view-lines").click();
    // The editor may be on its way to the end just then; a reader tries again.
    const staysAtTop = async () => {
      await window.page.keyboard.press("Control+Home");
      const lines = await printed();
      await expect.poll(printed).toBeGreaterThan(lines + 100); // seconds, in which the log was looked at several times
      return line("step 0").count();
    };
    await expect.poll(staysAtTop).toBeGreaterThan(0);
    const lines = await printed();
    await repeat(
      () => window.page.keyboard.press("Control+End"),
      async () => (await lastSeen()) > lines + 40,
    );
    await isFollowed();
  });

  test("a crash is an error on the line that failed, and its row leads there", async () => {
    for (const job of readdirSync(jobs())) letGo(join(jobs(), job));
    await window.row(/^Next: Review \d Hunks?/).waitFor();
    await acceptAll();
    await window.row(/^Crashed: .*NameError: name 'kernal' is not defined/).click();
    await window.page.locator(".statusbar-item", { hasText: `Ln ${failing()}, Col` }).waitFor();
    await editor().locator(".squiggly-error").waitFor();
    await command(window.page, "Problems: Focus on Problems View");
    await problems("NameError: name 'kernal' is not defined").waitFor();
    await window.shot("runs-crash");
  });

  test("while a repair is proposed the error stands in the commit that ran, and goes when the repaired run works", async () => {
    mayRepair();
    await window.row(/^Next: Review \d Hunks?/).waitFor();
    await repeat(() => window.row(/^Crashed: /).click(BRIEFLY), line("kernal"));
    await window.page.locator(".statusbar-item", { hasText: `Ln ${failing()}, Col` }).waitFor();
    await window.shot("runs-crash-in-commit");
    await acceptAll();
    await problems("NameError").waitFor({ state: "detached" });
    await window.row(/^(?!Crashed: )Half bandwidth, /).waitFor();
    await window.shot("runs-repaired");
  });

  test("a run is marked invalid with a reason, and counts again when that is taken back", async () => {
    await command(window.page, "AI Scientist: Mark Run Invalid…");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Half bandwidth" }).click();
    await window.page.locator(".quick-input-widget", { hasText: "Mark “Half bandwidth” invalid" }).waitFor();
    await window.shot("runs-mark-invalid");
    await answer(window.page, "Mark “Half bandwidth” invalid", "Its kernel saw the test points.");
    const marked = window.row(/^Half bandwidth, marked invalid: Its kernel saw the test points\./);
    await marked.waitFor();
    await window.shot("runs-marked");
    await clickOn(marked, "Let Run Count Again");
    await marked.waitFor({ state: "detached" });
  });

  async function acceptAll(): Promise<void> {
    await command(window.page, "AI Scientist: Accept All Hunks");
    await window.row("Next: Approve").click();
  }

  /** The end of the log stays in sight while it grows. */
  async function isFollowed(): Promise<void> {
    const lines = await printed();
    await expect.poll(lastSeen).toBeGreaterThan(lines + 60);
  }

  /** The highest step among the lines in sight. */
  async function lastSeen(): Promise<number> {
    const texts = await editor().locator(".view-line", { hasText: /^step/ }).allInnerTexts();
    return Math.max(-1, ...texts.map((text) => Number(/\d+/.exec(text)?.[0])));
  }

  /** How many lines the baseline has printed. */
  async function printed(): Promise<number> {
    const [job] = readdirSync(jobs());
    const log = join(jobs(), job!, "stdout.log");
    return existsSync(log) ? readFileSync(log, "utf8").split("\n").length : 0;
  }

  function failing(): number {
    const text = project.git(project.worktree(slug), "log", "-1", "--format=%H", "--", "experiment.py").trim();
    const code = project.git(project.worktree(slug), "show", `${text}:experiment.py`);
    return code.split("\n").findIndex((one) => one.includes("kernal")) + 1;
  }
});

function letGo(job: string): void {
  if (existsSync(join(job, "work"))) writeFileSync(join(job, "work/go"), "");
}

const SOLVE = "    return np.linalg.solve(kernel(x, x)";
const MISTAKE = editAnswer([
  block("Narrower kernel", "bandwidth = 0.3", "bandwidth = 0.2"),
  block("Tidier solve", SOLVE, "    return np.linalg.solve(kernal(x, x)"),
]);
const REPAIR = editAnswer([block("The kernel by its name", "kernal(x, x)", "kernel(x, x)")]);

function block(title: string, search: string, replace: string) {
  return { title, why: "It is tried.", path: "experiment.py", search, replace };
}
