import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { localCompute } from "../../src/adapters/compute/local";
import type { Compute, Job, JobEnd, Limits } from "../../src/engine/ports/compute";
import { asProgram } from "../adapters/as-program";
import { aRepository, git, put } from "../adapters/workspace/a-repository";

let supervisor: string;
let chosen: "auto" | "off";
const projects: string[] = [];
const signal = new AbortController().signal;

beforeAll(() => {
  supervisor = asProgram(`import "./src/adapters/compute/supervise";`);
  vi.stubEnv("OPENAI_API_KEY", "sk-planted");
  vi.stubEnv("AI_SCIENTIST_PYTHON", undefined);
});
afterAll(() => {
  vi.unstubAllEnvs();
  for (const project of projects) rmSync(project, { recursive: true, force: true, maxRetries: 10 });
});

const minute: Limits = { seconds: 60, memoryMb: 4000, processes: 20, diskMb: 50, outputMb: 20 };
const hostile: readonly (readonly [string, keyof Limits, Partial<Limits>, string])[] = [
  [
    "sleeps beyond its time and ignores polite requests",
    "seconds",
    { seconds: 1 },
    `
    import signal, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(99)`,
  ],
  [
    "prints for ever",
    "outputMb",
    {},
    `
    while True: print("x" * 10_000)`,
  ],
  [
    "fills the disk in many files",
    "diskMb",
    {},
    `
    import os
    for n in range(100_000):
        os.makedirs(f"d{n % 7}", exist_ok=True); open(f"d{n % 7}/f{n}", "wb").write(os.urandom(500_000))
    `,
  ],
  [
    "fills the folder for temporary files",
    "diskMb",
    {},
    `
    import tempfile, time
    f = tempfile.TemporaryFile(); g = tempfile.NamedTemporaryFile(delete=False)
    for n in range(100): g.write(b"x" * 1_000_000); g.flush()
    time.sleep(60)`,
  ],
  [
    "takes memory",
    "memoryMb",
    { memoryMb: 300 },
    `
    import time
    keep = [bytearray(50_000_000) for n in range(20)]
    time.sleep(60)`,
  ],
  [
    "forks children that leave its session and forget their environment",
    "processes",
    { processes: 8 },
    `
    import subprocess, sys, time
    code = "import os, time\\nfor n in range(3):\\n if os.fork() == 0: os.setsid(); time.sleep(98)\\ntime.sleep(98)"
    for n in range(3): subprocess.Popen([sys.executable, "-c", code], start_new_session=True, env={"PATH": "/bin"} if n else None)
    time.sleep(98)`,
  ],
];

describe.each(["auto", "off"] as const)("with the setting compute.sandbox on %s", (sandbox) => {
  beforeAll(() => {
    chosen = sandbox;
  });

  test("a job runs its commit, streams what it prints, and gives back its results with what they were made on", async () => {
    const lab = aLab(`
    import json, os, sys
    os.mkdir("run_1"); os.mkdir("run_1/deep")
    json.dump({"loss": 1}, open("run_1/final_info.json", "w")); open("run_1/deep/a.txt", "w").write("a")
    json.dump({"trainable_parameters": 42, "samples_seen": "many", "seeds": [0, 1]}, open("run_1/extra.json", "w"))
    open("loss.png", "w").write("p"); open("other.txt", "w").write("o")
    print("größe 1"); print("oops", file=sys.stderr); print(open("data/set.tsv").read(), sys.argv[1], os.environ["WIDTH"])`);
    put(lab.project, { "data/set.tsv": "1\t2", "experiment.py": "an edit that is in no commit" });
    const job = {
      ...lab.job,
      carry: ["data"],
      collect: ["run_1", "*.png"],
      env: { WIDTH: "64", AI_SCIENTIST_SCALE: "smoke" },
    };
    const { text, end } = await outcome(lab.compute, await lab.compute.submit(job, signal));
    expect(end).toMatchObject({
      how: { type: "exited", code: 0 },
      stdoutEnd: "größe 1\n1\t2 --out_dir=run_1 64\n",
      stderrEnd: "oops\n",
      violations: [],
    });
    expect(text).toContain("größe 1\n");
    expect(text).toContain("oops\n");

    const { files, environment } = await lab.compute.collect(idOf(job), signal);
    expect(files).toEqual([
      "loss.png",
      "run_1/deep/a.txt",
      "run_1/env.json",
      "run_1/extra.json",
      "run_1/final_info.json",
    ]);
    expect(JSON.parse(readFileSync(join(lab.worktree, "run_1/env.json"), "utf8"))).toEqual(environment);
    expect(environment.sandbox).toBe(sandbox === "auto" ? "bubblewrap" : "none");
    expect(environment).toMatchObject({ trainableParameters: 42, seeds: [0, 1], commit: job.commit, scale: "smoke" });
    expect(environment.samplesSeen).toBeUndefined();
    expect(environment.python).toMatch(/^3\.\d+/);
    expect(environment.cores).toBeGreaterThan(0);
    expect(environment.freezeSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await lab.compute.collect(idOf(job), signal)).toEqual({ files, environment });
  });

  test("a program that fails ends with its code, its last words and nothing thrown", async () => {
    const { end } = await run(`print("x" * 5000); raise ValueError("no such metric")`);
    expect(end.how).toEqual({ type: "exited", code: 1 });
    expect(end.stdoutEnd).toBe(`${"x".repeat(1499)}\n`);
    expect(end.stderrEnd).toContain("ValueError: no such metric");
    expect((await run(`import os; os.kill(os.getpid(), 11)`)).end.how).toEqual({ type: "exited", code: 139 });
  });

  test("submitted twice, and by another process after an interruption, it is one job", async () => {
    const lab = aLab(`open("ran", "a").write("once\\n")`);
    const [first, second] = await Promise.all([
      lab.compute.submit(lab.job, signal),
      lab.compute.submit(lab.job, signal),
    ]);
    expect(first).toBe(second);
    await outcome(lab.compute, first);
    expect(await lab.again().submit(lab.job, signal)).toBe(first);
    expect(await outcome(lab.again(), first)).toMatchObject({ end: { how: { type: "exited", code: 0 } } });
    expect(readFileSync(join(lab.folder(), "work/ran"), "utf8")).toBe("once\n");
  });

  test("a start that was interrupted after any of its files is completed, once", async () => {
    for (const kept of [[], ["job.json"], ["job.json", "work"], ["job.json", "work", "env.json", "tmp"]]) {
      const lab = aLab(`open("ran", "a").write("once\\n")`);
      await expect(
        localCompute({ ...lab.options, supervisor: "/no/such/program.js" }).submit(lab.job, signal),
      ).rejects.toThrow("supervisor did not start");
      for (const name of readdirSync(lab.folder()))
        if (!kept.includes(name)) rmSync(join(lab.folder(), name), { recursive: true });
      mkdirSync(join(lab.folder(), "work.draft-1-x/half"), { recursive: true });
      const id = await lab.compute.submit(lab.job, signal);
      expect((await outcome(lab.compute, id)).end.how).toEqual({ type: "exited", code: 0 });
      expect(readFileSync(join(lab.folder(), "work/ran"), "utf8")).toBe("once\n");
    }
  });

  for (const [what, limit, limits, code] of hostile)
    test(`an experiment that ${what} is stopped, and nothing of it is left`, async () => {
      const { end, lab } = await run(code, { limits: { ...minute, ...limits } });
      expect(end.how).toMatchObject({ type: "limit", limit });
      expect(end.seconds).toBeLessThan(20);
      expect(processesOf(lab.folder())).toEqual([]);
      if (limit === "outputMb") expect(end.stdoutEnd).toHaveLength(1500);
    });

  test("what it leaves running in the background ends with it", async () => {
    const { end, lab } = await run(`
    import subprocess
    subprocess.Popen(["sleep", "97"], start_new_session=True)`);
    expect(end.how).toEqual({ type: "exited", code: 0 });
    expect(processesOf(lab.folder())).toEqual([]);
  });

  test("it sees no secret of the researcher, however it was given", async () => {
    const env = { MY_TOKEN: "t", HARMLESS: "hf_looks_like_a_key", MAX_TOKENS: "7" };
    const { text } = await run(`import os; print(sorted(os.environ.items()))`, { env });
    expect(text).not.toMatch(/OPENAI_API_KEY|sk-planted|MY_TOKEN|looks_like_a_key|ELECTRON_RUN_AS_NODE/);
    expect(text).toContain("('MAX_TOKENS', '7')");
    expect(text).toContain("('OMP_NUM_THREADS', '1')");
  });

  test("a locked file that is not what it must be keeps the job from starting, and one that is changed is told", async () => {
    const sha256 = createHash("sha256").update("score\n").digest("hex");
    const honest = await run(`print("ran")`, { locked: { "evaluate.py": sha256 } }, { "evaluate.py": "score\n" });
    expect(honest.end.violations).toEqual([]);
    const before = await run(
      `print("ran")`,
      { locked: { "evaluate.py": sha256, "gone.py": sha256 } },
      { "evaluate.py": "cheat\n" },
    );
    expect(before.end).toMatchObject({
      how: { type: "exited", code: 126 },
      stdoutEnd: "",
      stderrEnd: "Not started: evaluate.py, gone.py must not be changed.\n",
      violations: ["evaluate.py", "gone.py"],
    });
    const during = await run(
      `open("evaluate.py", "w").write("cheat")`,
      { locked: { "evaluate.py": sha256 } },
      { "evaluate.py": "score\n" },
    );
    expect(during.end).toMatchObject({ how: { type: "exited", code: 0 }, violations: ["evaluate.py"] });
  });

  test("somebody who comes later, and comes again, sees the whole log byte for byte", async () => {
    const lab = aLab(`
    import time
    for n in range(30): print("é" * 3001, n); time.sleep(0.05)`);
    const id = await lab.compute.submit(lab.job, signal);
    const leaving = new AbortController();
    let early = "";
    for await (const event of lab.compute.watch(id, leaving.signal)) {
      if (event.type === "output") early += event.text;
      if (early.length > 20_000) leaving.abort();
    }
    const whole = [...Array(30).keys()].map((n) => `${"é".repeat(3001)} ${n}\n`).join("");
    expect(whole.startsWith(early)).toBe(true);
    expect((await outcome(lab.again(), id)).text).toBe(whole);
    expect((await outcome(lab.again(), id)).text).toBe(whole);
  });

  test("when the supervisor is killed the experiment is watched to its end and then counts as lost", async () => {
    const lab = aLab(`
    import os, time
    print("begun")
    while not os.path.exists("go"): time.sleep(0.1)
    time.sleep(3); print("done")`);
    const id = await lab.compute.submit(lab.job, signal);
    await until(() => existsSync(join(lab.folder(), "started.json")));
    const { pid } = JSON.parse(readFileSync(join(lab.folder(), "supervisor.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    writeFileSync(join(lab.folder(), "work/go"), "");
    const { text, end } = await outcome(lab.again(), id);
    expect(text).toBe("begun\ndone\n");
    expect(end.how).toEqual({ type: "lost", reason: "Its supervisor was killed, so how it ended is not known." });
    expect(end.seconds).toBeGreaterThan(2);
    expect(await lab.again().submit(lab.job, signal)).toBe(id);
    expect((await outcome(lab.again(), id)).end.how.type).toBe("lost");
  });

  if (sandbox === "off")
    test("an experiment that kills its supervisor and forges its own end still gets no more time", async () => {
      const lab = aLab(`
    import json, os, signal, time
    while not os.path.exists("../started.json"): time.sleep(0.01)
    open("../exit.json", "w").write('{"how": {"type": "exited"}}')
    os.kill(json.load(open("../supervisor.json"))["pid"], signal.SIGKILL); time.sleep(60)`);
      const id = await lab.compute.submit({ ...lab.job, limits: { ...minute, seconds: 2 } }, signal);
      const { end } = await outcome(lab.compute, id);
      expect(end.how.type).toBe("lost");
      expect(end.seconds).toBeLessThan(10);
      expect(processesOf(lab.folder())).toEqual([]);
    });

  test("cancelled, it ends politely, also when it was cancelled before anybody watched", async () => {
    const lab = aLab(`
    import signal, sys, time
    signal.signal(signal.SIGTERM, lambda *_: (print("saved"), sys.exit(0)))
    print("ready"); time.sleep(60)`);
    const id = await lab.compute.submit(lab.job, signal);
    await until(
      () =>
        existsSync(join(lab.folder(), "stdout.log")) && readFileSync(join(lab.folder(), "stdout.log"), "utf8") !== "",
    );
    await lab.again().cancel(id);
    const { text, end } = await outcome(lab.compute, id);
    expect(end.how).toEqual({ type: "cancelled" });
    expect(text).toBe("ready\nsaved\n");
    await lab.compute.cancel(id);
    await lab.compute.cancel("never-there");
  });

  test("links and paths that lead elsewhere are not collected, and an earlier attempt leaves nothing behind", async () => {
    const lab = aLab(`
    import os
    os.mkdir("run_1"); os.symlink("/etc", "run_1/etc"); os.symlink("/etc/passwd", "run_1/p.txt"); os.mkfifo("run_1/pipe")
    open("run_1/final_info.json", "w").write("{}"); os.symlink("/etc/passwd", "plot.png")
    open("huge.png", "wb").truncate(60_000_000)`);
    put(lab.worktree, { "run_1/stale.txt": "from attempt 1" });
    const id = await lab.compute.submit({ ...lab.job, collect: ["run_1", "*.png"] }, signal);
    await outcome(lab.compute, id);
    expect((await lab.compute.collect(id, signal)).files).toEqual(["run_1/env.json", "run_1/final_info.json"]);
    expect(readdirSync(join(lab.worktree, "run_1")).sort()).toEqual(["env.json", "final_info.json"]);
    rmSync(join(lab.worktree, "run_1"), { recursive: true });
    symlinkSync("/tmp", join(lab.worktree, "run_1"));
    await expect(lab.compute.collect(id, signal)).rejects.toThrow("symbolic link");
  });

  test("what is missing is said before anything starts", async () => {
    const lab = aLab("pass");
    const needy = localCompute({ ...lab.options, requirements: ["no-such-package-here"] });
    await expect(needy.submit(lab.job, signal)).rejects.toThrow("lacks no-such-package-here");
    expect(await lab.compute.cautions!(lab.job, signal)).toEqual(
      sandbox === "auto" ? [] : ["The run has no sandbox and may do what you may. The setting compute.sandbox is off."],
    );
    const probe = await needy.probe(signal);
    expect(probe.interpreter).toBeDefined();
    expect(probe.packages).toEqual({ "no-such-package-here": undefined });
    expect(probe.problems.join(" ")).toContain("-m pip install no-such-package-here");
    const wrong = localCompute({ ...lab.options, python: "/no/python" });
    await expect(wrong.submit(lab.job, signal)).rejects.toThrow("/no/python is no Python interpreter");
    await expect(lab.compute.submit({ ...lab.job, carry: ["data"] }, signal)).rejects.toThrow("needs “data”");
    await expect(lab.compute.submit({ ...lab.job, id: "../x" }, signal)).rejects.toThrow("no name for a job");
  });

  if (sandbox === "off")
    test("a log of a gigabyte costs neither supervisor nor watcher more than 150 MB", async () => {
      const lab = aLab(`
    line = b"x" * 1_000_000 + b"\\n"
    import sys
    for n in range(1000): sys.stdout.buffer.write(line)`);
      await lab.compute.submit({ ...lab.job, limits: { ...minute, outputMb: 2000 } }, signal);
      const { pid } = JSON.parse(readFileSync(join(lab.folder(), "supervisor.json"), "utf8")) as { pid: number };
      const watcher = spawn(process.execPath, [
        asProgram(`
      import { watchJob } from "./src/adapters/compute/watch-job";
      void (async () => {
        let characters = 0;
        for await (const event of watchJob(process.argv[2]!, new AbortController().signal))
          if (event.type === "output") characters += event.text.length;
        process.stdout.write(JSON.stringify({ characters, peakMb: process.resourceUsage().maxRSS / 1024 }));
      })();`),
        lab.folder(),
      ]);
      let said = "";
      watcher.stdout.on("data", (text: Buffer) => (said += text.toString()));
      let isOver = false; // A process may be gone before its last words are here.
      watcher.on("close", () => (isOver = true));
      let supervisorMb = 0;
      while (!isOver) {
        const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
        supervisorMb = Math.max(supervisorMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
        await wait(100);
      }
      const { characters, peakMb } = JSON.parse(said) as { characters: number; peakMb: number };
      console.log(`1 GB log: supervisor ${supervisorMb.toFixed(0)} MB, watcher ${peakMb.toFixed(0)} MB`);
      expect(characters).toBe(1_000_001_000);
      expect(peakMb).toBeLessThan(150);
      expect(supervisorMb).toBeLessThan(150);
    });
});

async function run(code: string, changes: Partial<Job> = {}, files: Record<string, string> = {}) {
  const lab = aLab(code, files);
  const job = { ...lab.job, ...changes };
  return { lab, ...(await outcome(lab.compute, await lab.compute.submit(job, signal))) };
}

/** A project whose only commit holds `code` as the experiment, and a machine to run it on. */
function aLab(code: string, files: Record<string, string> = {}) {
  const indent = /\n( +)/.exec(code)?.[1] ?? "";
  const project = aRepository({ "experiment.py": `${code.replaceAll(`\n${indent}`, "\n").trim()}\n`, ...files });
  projects.push(project);
  const worktree = join(project, ".ai-scientist/worktrees/wider-layer");
  mkdirSync(worktree, { recursive: true });
  writeFileSync(join(project, ".ai-scientist/.gitignore"), "*\n");
  const options = { project, slug: "wider-layer", worktree, requirements: [], supervisor, sandbox: chosen };
  const job: Job = {
    id: "run_1-attempt-1",
    commit: git(project, "rev-parse", "HEAD").trim(),
    command: ["{python}", "experiment.py", "--out_dir=run_1"],
    env: {},
    carry: [],
    collect: ["run_1"],
    locked: {},
    limits: minute,
  };
  const again = () => localCompute(options);
  const folder = () => join(project, ".ai-scientist/ideas/wider-layer/jobs", idOf(job));
  return { project, worktree, options, job, compute: again(), again, folder };
}

function idOf({ id, commit }: Job): string {
  return `${id}-${commit.slice(0, 10)}`;
}

async function outcome(compute: Compute, id: string): Promise<{ text: string; end: JobEnd }> {
  let text = "";
  const ends: JobEnd[] = [];
  for await (const event of compute.watch(id, signal)) {
    if (event.type === "ended") ends.push(event.end);
    else if (event.type === "output" && text.length < 1_000_000) text += event.text;
  }
  expect(ends).toHaveLength(1);
  return { text, end: ends[0]! };
}

/** What still runs with the job's folder as its working directory or below it. */
function processesOf(folder: string): string[] {
  const found = execFileSync("sh", ["-c", "ls -l /proc/[0-9]*/cwd 2>/dev/null || true"], { encoding: "utf8" });
  return found.split("\n").filter((line) => line.includes(folder));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(20);
}
