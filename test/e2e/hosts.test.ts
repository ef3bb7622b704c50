import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AnotherHost, startHost } from "../real/remote-host";
import { BRIEFLY, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { journal, makeProject, type ProjectFolder, python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

const slug = "local-bandwidth";

/** The baseline counts its steps until a file tells it to go on. */
const COUNTING = `args = parser.parse_args()
for step in range(100_000):
    if os.path.exists("go"):
        break
    print(f"step {step}", flush=True)
    time.sleep(0.1)
`;

describe("a run on another machine, chosen, launched, lost from sight and found again", () => {
  let host: AnotherHost;
  let home: string;
  let project: ProjectFolder;
  let workbench: Workbench;
  let window: Window;
  const pick = (text: string) => window.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  const remoteJobs = () => join(host.home, ".ai-scientist/jobs");

  beforeAll(async () => {
    host = startHost("h100-lab", 60);
    home = mkdtempSync(join(tmpdir(), "home-"));
    mkdirSync(join(home, ".ssh"));
    writeFileSync(join(home, ".ssh/config"), `Include ${host.folder}/ssh_config\n`);
    // VS Code asks the login shell for its environment, which puts a PATH of its own together.
    for (const file of [".bash_profile", ".profile", ".bashrc"])
      writeFileSync(join(home, file), `export PATH='${host.found}'\n`);
    project = makeProject("test/fixtures/templates/plain_numpy");
    const file = join(project.folder, "experiment.py");
    writeFileSync(file, readFileSync(file, "utf8").replace("args = parser.parse_args()\n", COUNTING));
    project.git(project.folder, "commit", "-q", "-a", "-m", "Counts");
    const settings = {
      "aiScientist.model.name": "rehearsal:flawless",
      "aiScientist.experiments.scale": "smoke",
      "aiScientist.compute.remotePython": python,
      // So that what stands in a terminal is text of the page.
      "terminal.integrated.gpuAcceleration": "off",
    };
    workbench = await startWorkbench({ settings, env: { HOME: home, PATH: host.found, AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open(project.folder);
  });
  afterAll(async () => {
    host?.tell("uncut");
    await workbench?.close();
    host?.stop();
    project?.remove();
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });

  scenario("hosts", () => window);

  test("hosts of the SSH configuration are offered; one is looked at before it is chosen", async () => {
    await window.row("Next: Start Idea").waitFor();
    await command(window.page, "AI Scientist: Choose Where Runs Go…");
    await pick("lab").waitFor();
    await window.shot("hosts-choose");
    await pick("lab").click();
    await pick("Run experiments here").waitFor();
    await window.shot("hosts-looked-at");
    await pick("Run experiments here").click();
    const userSettings = join(workbench.server.user, "User/settings.json");
    await expect.poll(() => readFileSync(userSettings, "utf8")).toContain('"ssh:lab"');
  });

  test("the question before the launch says the host; the run says where it is", async () => {
    await window.row("Next: Start Idea").click();
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
    await window.row("Next: Launch Run").waitFor();
    await window.row(/^On, lab/).waitFor();
    await window.shot("hosts-launch");
    await window.row("Next: Launch Run").click();
    await window.row(/^Running: Baseline, .*h100-lab/).waitFor();
  });

  test("the window is closed and opened again, and watches the same run", async () => {
    await window.page.close();
    window = await workbench.open(project.folder);
    await window.row(/^Running: Baseline/).waitFor();
    await repeat(
      () => window.row(/^Running: Baseline/).click(BRIEFLY),
      window.page.locator(".editor-instance .view-line", { hasText: "step " }),
    );
    expect(readdirSync(remoteJobs())).toHaveLength(1);
  });

  test("a terminal is opened where the run is", async () => {
    const [job] = readdirSync(remoteJobs());
    const isThere = () =>
      readdirSync(join(remoteJobs(), job!), { recursive: true }).some((name) => name === "work/seen");
    await command(window.page, "AI Scientist: Open Terminal at Run");
    await window.page.locator(".terminal-tabs-entry, .single-terminal-tab", { hasText: "Baseline on lab" }).waitFor();
    await window.page.locator(".xterm-rows", { hasText: /\S/ }).waitFor();
    const touch = async () => {
      await window.page.keyboard.type("touch seen");
      await window.page.keyboard.press("Enter");
    };
    await repeat(touch, async () => isThere());
    await window.shot("hosts-terminal");
    await command(window.page, "Terminal: Kill All Terminals");
    await window.row(/^Running: Baseline/).waitFor();
  });

  test("a link that is cut is no end of the run: its row says since when it was not seen", async () => {
    host.tell("cut");
    await window.row(/^Baseline, last seen/).waitFor();
    await window.shot("hosts-unseen");
    host.tell("uncut");
    await window.row(/^Running: Baseline/).waitFor();
    for (const job of readdirSync(remoteJobs())) writeFileSync(join(remoteJobs(), job, "work/go"), "");
    await window.row(/^Baseline, (?!last seen)/).waitFor();
    await window.row(/^Next: Review \d Hunks?/).waitFor();
    await window.shot("hosts-finished");
    const ran = journal(project.ideaFolder(slug)).find(({ type }) => type === "run-recorded");
    expect(ran).toMatchObject({ run: { outcome: { type: "measured" }, environment: { host: "h100-lab" } } });
  });
});
