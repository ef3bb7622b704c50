import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Job, JobEnd } from "../../src/engine/ports/compute";
import { asProgram } from "../adapters/as-program";
import { aRepository, git } from "../adapters/workspace/a-repository";

/** Most researchers are no administrators, and their projects lie in their home. Only root can become somebody else to try that. */
const nobody = 65_534;
describe("under an ordinary account, with the project in its home", () => {
  let programs: string;
  let home: string;

  beforeAll(() => {
    programs = mkdtempSync("/tmp/programs-");
    chmodSync(programs, 0o755);
    for (const [name, source] of Object.entries({
      supervise: `import "./src/adapters/compute/supervise";`,
      job: JOB,
    })) {
      const program = asProgram(source);
      cpSync(program, join(programs, `${name}.cjs`));
      rmSync(dirname(program), { recursive: true });
    }
    home = mkdtempSync("/tmp/home-of-nobody-");
    writeFileSync(join(home, "secret"), "swordfish");
  });
  afterAll(() => {
    for (const folder of [programs, home]) rmSync(folder, { recursive: true, force: true });
  });

  test("it sees neither its home nor its project, but an empty home and its own folder", () => {
    const { text, end, sandbox } = run(`
import os
print(os.listdir(os.path.expanduser("~")), os.path.exists("${home}/secret"), os.path.exists("${home}/study/experiment.py"))
open(os.path.expanduser("~/left"), "w").write("x")
print(os.listdir("."), os.getuid() != 0)
open("/etc/x", "w")`);
    expect(sandbox).toBe("bubblewrap");
    expect(text).toContain("['study'] False False\n['experiment.py'] True\n");
    expect(end.denied).toHaveLength(1);
    expect(end.denied![0]).toContain("It wanted to write /etc/x;");
    expect(existsSync(join(home, "left"))).toBe(false);
  });

  test("a fork bomb that never ends by itself is capped by the kernel and ended with all that it made", () => {
    const { end, left } = run(`
import os, time
while True:
    try:
        os.fork()
    except OSError:
        time.sleep(0.01)`);
    expect(end.how).toMatchObject({ type: "limit", limit: "processes" });
    expect(left).toBe(0);
  });

  /** Runs the code as a job of that account, from a process of that account. */
  function run(code: string): { text: string; end: JobEnd; sandbox: string; left: number } {
    const made = aRepository({ "experiment.py": `${code.trim()}\n` });
    const project = join(home, "study");
    rmSync(project, { recursive: true, force: true });
    cpSync(made, project, { recursive: true });
    rmSync(made, { recursive: true });
    mkdirSync(join(project, ".ai-scientist/worktrees/x"), { recursive: true });
    const commit = git(project, "rev-parse", "HEAD").trim();
    execFileSync("chown", ["-R", `${nobody}:${nobody}`, home]);
    const job: Job = {
      ...{
        id: "run_1-attempt-1",
        commit,
        command: ["{python}", "experiment.py"],
        env: {},
        carry: [],
        collect: ["run_1"],
      },
      ...{ locked: {}, limits: { seconds: 30, memoryMb: 16_000, processes: 20, diskMb: 50, outputMb: 20 } },
    };
    const options = {
      ...{
        project,
        slug: "x",
        worktree: join(project, ".ai-scientist/worktrees/x"),
        requirements: [],
        sandbox: "auto",
      },
      ...{ supervisor: join(programs, "supervise.cjs"), python: "/usr/bin/python3" },
    };
    const as = [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"];
    const answer = execFileSync(
      "setpriv",
      [...as, process.execPath, join(programs, "job.cjs"), JSON.stringify({ options, job })],
      { encoding: "utf8", cwd: home, env: { PATH: "/usr/bin:/bin", HOME: home }, timeout: 90_000 },
    );
    const folder = join(project, ".ai-scientist/ideas/x/jobs");
    const found = execFileSync("sh", ["-c", "ls -l /proc/[0-9]*/cwd 2>/dev/null || true"], { encoding: "utf8" });
    const left = found.split("\n").filter((line) => line.includes(folder)).length;
    return { ...(JSON.parse(answer) as { text: string; end: JobEnd; sandbox: string }), left };
  }
});

const JOB = `
import { localCompute } from "./src/adapters/compute/local";
void (async () => {
  const { options, job } = JSON.parse(process.argv[2]!);
  const { signal } = new AbortController();
  const compute = localCompute(options);
  const id = await compute.submit(job, signal);
  let [text, end]: [string, unknown] = ["", undefined];
  for await (const event of compute.watch(id, signal)) {
    if (event.type === "output") text += event.text;
    if (event.type === "ended") end = event.end;
  }
  const { environment } = await compute.collect(id, signal);
  process.stdout.write(JSON.stringify({ text, end, sandbox: environment.sandbox }));
})();`;
