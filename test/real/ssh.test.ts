import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { RemotePlaces } from "../../src/adapters/compute/remote/remote-places";
import { sshCompute } from "../../src/adapters/compute/remote/ssh";
import type { Compute, Job, JobEnd, JobEvent, Limits } from "../../src/engine/ports/compute";
import type { JobState } from "../../src/research/job-state";
import { git, put } from "../adapters/workspace/a-repository";
import { type Ended, linesOf, startProgram } from "./program";
import { foreignProject, forgetProjects, ideaOf, journalOf, projectFrom, readTextOr } from "./projects";
import { type AnotherHost, startHost } from "./remote-host";

const signal = new AbortController().signal;
let host: AnotherHost;
/** An idea's whole way on a host of its own, whose link fails and whose client is killed meanwhile. */
let walk: ReturnType<typeof walkDisturbed>;

beforeAll(() => {
  host = startHost("h100-lab", 40);
  walk = walkDisturbed();
  walk.catch(() => undefined); // The last test tells it.
  vi.stubEnv("PATH", host.found);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await walk?.catch(() => undefined);
  host?.stop();
  forgetProjects();
});

test("a job is launched in three round trips at most, and one poll asks about all of them", async () => {
  const lab = aLab(`
    import json, os, sys, time
    os.makedirs("run_1/deep"); open("run_1/deep/a.txt", "w").write("a"); os.symlink("/etc/passwd", "run_1/link")
    print("größe", open("data/set.tsv").read(), os.environ["WIDTH"], os.environ.get("DATASETS"), os.environ.get("HF_TOKEN"))
    time.sleep(4); json.dump({"loss": 1}, open("run_1/final_info.json", "w"))`);
  put(lab.project, { "data/set.tsv": "1\\t2", "experiment.py": "an edit that is in no commit" });
  const compute = lab.compute({ setup: "export DATASETS=/scratch HF_TOKEN=secret" });
  const jobs = ["a", "b", "c"].map((id) => ({ ...lab.job, id, carry: ["data"], env: { WIDTH: "64" } }));
  const before = host.roundTrips();
  const ids = [await compute.submit(jobs[0]!, signal)];
  expect(host.roundTrips() - before).toBeLessThanOrEqual(3);
  for (const job of jobs.slice(1)) ids.push(await compute.submit(job, signal));
  const launched = host.roundTrips();
  const begin = performance.now();
  const ends = await Promise.all(ids.map((id) => outcome(compute, id)));
  const seconds = (performance.now() - begin) / 1000;
  // One fetch a job, and a poll each half second at the very most, whatever the number of jobs.
  expect(host.roundTrips() - launched).toBeLessThanOrEqual(3 + 1 + seconds / 0.5);
  for (const { end, text } of ends) {
    expect(end).toMatchObject({ how: { type: "exited", code: 0 }, violations: [], stderrEnd: "" });
    expect(text).toBe("größe 1\\t2 64 /scratch None\n");
  }
  const { files, environment } = await compute.collect(ids[0]!, signal);
  expect(files).toEqual(["run_1/deep/a.txt", "run_1/env.json", "run_1/final_info.json"]);
  expect(environment).toMatchObject({ host: "h100-lab", commit: lab.job.commit });
  expect(environment.wallSeconds).toBeGreaterThan(4);
  expect(await compute.submit(jobs[0]!, signal)).toBe(ids[0]);
});

test("a link that is cut, dropped and reset loses no byte of the log, and says since when the host is unseen", async () => {
  const lab = aLab(`
    import time
    for i in range(220): print("Zeile ☃", i, "x" * 300, flush=True); time.sleep(0.1)`);
  const compute = lab.compute();
  const id = await compute.submit(lab.job, signal);
  const watched = outcome(compute, id);
  for (const [begin, end, seconds] of [
    ["cut", "uncut", 8],
    ["drop", "undrop", 8],
  ] as const) {
    await wait(1000);
    host.tell(begin);
    await wait(seconds * 1000);
    host.tell(end);
  }
  await wait(1500);
  host.tell("reset");
  const { end, states, text } = await watched;
  expect(end).toMatchObject({ how: { type: "exited", code: 0 }, stderrEnd: "" });
  expect(text).toBe(Array.from({ length: 220 }, (_, i) => `Zeile ☃ ${i} ${"x".repeat(300)}\n`).join(""));
  expect(readFileSync(join(lab.folder(id), "stdout.log"))).toEqual(logOnHost(lab.remoteJob(id)));
  expect(states.filter(({ type }) => type === "unseen").length).toBeGreaterThanOrEqual(1);
  expect(states.find(({ type }) => type === "unseen")).toMatchObject({ reason: expect.stringContaining("lab") });
  expect(states.filter(({ type }) => type === "running").length).toBeGreaterThanOrEqual(1);
});

test("nothing runs on the host after a job was ended, however it hid what it started", async () => {
  const lab = aLab(`
    import os, signal, subprocess, sys, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    def daemon(clean):
        if os.fork(): return
        os.setsid()
        if os.fork(): os._exit(0)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        code = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"
        os.execve(sys.executable, [sys.executable, "-c", code], {} if clean else dict(os.environ))
    daemon(True); daemon(False); subprocess.Popen(["sleep", "600"]); print("all hidden", flush=True); time.sleep(600)`);
  const compute = lab.compute();
  const id = await compute.submit(lab.job, signal);
  const watched = outcome(compute, id);
  while (!readTextOr(join(lab.folder(id), "stdout.log"), "").includes("hidden")) await wait(50);
  await expect.poll(() => host.running().filter((line) => /sleep(?:\(| )600/.test(line))).toHaveLength(3);
  await compute.cancel(id);
  expect((await watched).end.how).toEqual({ type: "cancelled" });
  expect(host.running()).toEqual([]);
});

test("a job is held to its limits and to its locked files there as here", async () => {
  const { end } = await run(`import time; time.sleep(99)`, { limits: { ...minute, seconds: 1 } });
  expect(end.how).toEqual({ type: "limit", limit: "seconds", detail: "It ran longer than the 1 s that it was given." });
  const locked = { "experiment.py": "0".repeat(64) };
  const refused = await run(`print("never")`, { locked });
  expect(refused.end).toMatchObject({ how: { type: "exited", code: 126 }, violations: ["experiment.py"] });
  expect(refused.text).toBe("Not started: experiment.py must not be changed.\n");
});

test("GPUs that are free are taken, each by one run, and others wait in turn with a reason", async () => {
  host.install(
    "nvidia-smi",
    `FAKE_GPUS=2 FAKE_BUSY=0 exec sh ${import.meta.dirname}/../fixtures/hosts/nvidia-smi "$@"`,
  );
  const lab = aLab(`
    import os, time
    print("GPU", os.environ["CUDA_VISIBLE_DEVICES"], flush=True)
    while not os.path.exists(os.environ["GO"]): time.sleep(0.1)`);
  const [first, second] = [lab.compute(), lab.compute()];
  expect((await first.probe(signal)).gpus).toEqual([
    { name: "NVIDIA H100 80GB HBM3", free: false },
    { name: "NVIDIA H100 80GB HBM3", free: true },
  ]);
  const job = { ...lab.job, env: { GO: join(host.folder, "go") } };
  const ids = [await first.submit({ ...job, id: "one", gpus: 1 }, signal)];
  // It has its GPU, and the other comes after it.
  await expect.poll(() => hasPrinted(lab.remoteJob(ids[0]!), "GPU")).toBe(true);
  ids.push(await second.submit({ ...job, id: "two" }, signal));
  const [one, two] = await Promise.all([
    outcome(first, ids[0]!),
    outcome(second, ids[1]!, ({ type }) => type === "waiting" && writeFileSync(job.env.GO, "")),
  ]);
  expect([one.text, two.text]).toEqual(["GPU 1\n", "GPU 1\n"]);
  const running = { type: "running", host: "h100-lab", gpus: [1], since: expect.stringMatching(/^20\d\d-/) };
  expect(one.states).toEqual([running]);
  expect(two.states[0]).toEqual({ type: "waiting", reason: "It waits for 1 GPU: 0 of the 2 of h100-lab are free." });
  expect(two.states.at(-1)).toEqual(running);
  expect((await first.collect(ids[0]!, signal)).environment.gpus).toEqual(["NVIDIA H100 80GB HBM3"]);
  await expect(second.submit({ ...lab.job, id: "many", gpus: 3 }, signal)).rejects.toThrow(
    "lab has 2 GPUs and the run asks for 3. Set compute.gpus, or choose another place.",
  );
});

test("a run that waits for a GPU can be ended, and a driver that does not answer is no GPU", async () => {
  const smi = `exec sh ${import.meta.dirname}/../fixtures/hosts/nvidia-smi "$@"`;
  host.install("nvidia-smi", `FAKE_GPUS=2 FAKE_BUSY="0 1" ${smi}`);
  const lab = aLab(`import os; print("visible:", os.environ["CUDA_VISIBLE_DEVICES"])`);
  const compute = lab.compute();
  const id = await compute.submit(lab.job, signal);
  const { end, text } = await outcome(compute, id, ({ type }) => type === "waiting" && void compute.cancel(id));
  expect({ how: end.how, text }).toEqual({ how: { type: "cancelled" }, text: "" });
  host.install("nvidia-smi", `FAKE_FAIL=1 ${smi}`);
  expect((await compute.probe(signal)).gpus).toBeUndefined();
  expect((await outcome(compute, await compute.submit({ ...lab.job, id: "next" }, signal))).text).toBe("visible: \n");
});

test("a host that lets nobody in says which command opens the connection", async () => {
  host.configure(
    `Host locked\n  HostName 10.203.40.2\n  User nobody\n  IdentityFile /none\n  IdentitiesOnly yes\n  UserKnownHostsFile ${host.folder}/known_hosts\n`,
  );
  const { interpreter, problems } = await aLab(`pass`).compute({ host: "locked" }).probe(signal);
  expect(interpreter).toBeUndefined();
  expect(problems.join(" ")).toMatch(
    /Open the connection once in a terminal and everything shares it: ssh -o ControlMaster=auto .* locked exit$/,
  );
});

test("a host that was switched off in mid-run leaves an unknown outcome with its reason, and runs the next attempt", async () => {
  const lab = aLab(`import os, time; print("begun", flush=True); time.sleep(int(os.environ["SECONDS"]))`);
  const compute = lab.compute();
  const id = await compute.submit({ ...lab.job, env: { SECONDS: "60" } }, signal);
  const watched = outcome(compute, id);
  while (readTextOr(join(lab.folder(id), "stdout.log"), "") === "") await wait(50);
  host.tell("crash");
  await wait(2000);
  host.tell("boot");
  expect((await watched).end.how).toEqual({ type: "lost", reason: "h100-lab was restarted while it ran." });
  const again = await compute.submit({ ...lab.job, id: "run_1-attempt-2", env: { SECONDS: "0" } }, signal);
  expect((await outcome(compute, again)).end.how).toEqual({ type: "exited", code: 0 });
});

test("an idea goes its whole way on a host whose link fails, and outlives its client", async () => {
  const { project, host: lab, ended, journal, unseen, jobsOnHost } = await walk;
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  const { folder, worktree } = ideaOf(project);
  const submitted = journal.filter(({ type, step }) => type === "step-finished" && step.endsWith(": job"));
  expect(jobsOnHost).toHaveLength(submitted.length);
  expect(unseen.length).toBeGreaterThan(0);
  const runs = journal.filter(({ type }) => type === "run-recorded").map(({ run }) => run);
  expect(runs.length).toBeGreaterThanOrEqual(3);
  for (const { outcome, environment } of runs) {
    expect(outcome.type).not.toBe("unknown");
    expect(environment.host).toBe(lab);
  }
  expect(JSON.parse(readFileSync(join(worktree, "run_1/env.json"), "utf8"))).toMatchObject({ host: lab });
  expect(readdirSync(folder)).toContain("paper.pdf");
});

/** The link is cut while the baseline runs, silent while the next run does, and the client is killed in that after it. */
async function walkDisturbed() {
  const other = startHost("a100-lab", 41);
  try {
    const experiment = readFileSync("test/fixtures/templates/plain_numpy/experiment.py", "utf8");
    const project = foreignProject({ "experiment.py": `${experiment}\ntime.sleep(3)\n` });
    const env = { PATH: other.found, AI_SCIENTIST_COMPUTE_REMOTE_PYTHON: process.env.AI_SCIENTIST_PYTHON };
    const run = ["--model", "rehearsal", "--accept", "auto", "--scale", "smoke", "--json"];
    const { child, ended } = startProgram(
      ["run", project, "--idea", "local_bandwidth", "--compute", "ssh:lab", ...run],
      { env },
    );
    const events = () => journalOf(ideaOf(project).folder);
    const begun = async (step: string) => {
      while (
        !readTextOr(join(project, ".ai-scientist/ideas/local-bandwidth/journal.jsonl"), "").includes(`"${step}"`)
      ) {
        if (child.exitCode !== null) throw new Error((await ended).stderr);
        await wait(50);
      }
    };
    await begun("baseline: outcome");
    await disturb(other, "cut", "uncut");
    await begun("run 1, attempt 1: outcome");
    await disturb(other, "drop", "undrop");
    await begun("run 2, attempt 1: outcome");
    child.kill("SIGKILL");
    const first = await ended;
    other.tell("reset");
    const resumed: Ended = await startProgram(["resume", project, "--json"], { env }).ended;
    const said = [...linesOf(first.stdout.replace(/\n[^\n]*$/, "\n")), ...linesOf(resumed.stdout)];
    const unseen = said.filter(({ type, state }) => type === "live-job" && state.type === "unseen");
    const jobsOnHost = readdirSync(join(other.home, ".ai-scientist/jobs"));
    const left = other.running();
    expect(left).toEqual([]);
    return { project, host: "a100-lab", ended: resumed, journal: events(), unseen, jobsOnHost };
  } finally {
    other.stop();
  }
}

async function disturb(other: AnotherHost, begin: "cut" | "drop", end: "uncut" | "undrop"): Promise<void> {
  await wait(500);
  other.tell(begin);
  await wait(9000);
  other.tell(end);
}

const minute: Limits = { seconds: 60, memoryMb: 4000, processes: 20, diskMb: 50, outputMb: 20 };

async function run(code: string, wish: Partial<Job>) {
  const lab = aLab(code);
  const compute = lab.compute();
  return outcome(compute, await compute.submit({ ...lab.job, ...wish }, signal));
}

function aLab(code: string) {
  const indent = /\n( +)/.exec(code)?.[1] ?? "";
  const project = projectFrom("test/fixtures/templates/plain_numpy/latex", {
    "experiment.py": `${code.replaceAll(`\n${indent}`, "\n").trim()}\n`,
  });
  const worktree = join(project, ".ai-scientist/worktrees/wider-layer");
  mkdirSync(worktree, { recursive: true });
  writeFileSync(join(project, ".ai-scientist/.gitignore"), "*\n");
  const job: Job = {
    id: "run_1-attempt-1",
    commit: git(project, "rev-parse", "HEAD").trim(),
    command: ["{python}", "experiment.py", "--out_dir=run_1"],
    ...{ env: {}, carry: [], collect: ["run_1"], locked: {}, limits: minute },
  };
  const folder = (id: string) => join(project, ".ai-scientist/ideas/wider-layer/jobs", id);
  return {
    ...{ project, job, folder },
    remoteJob: (id: string) => JSON.parse(readFileSync(join(folder(id), "remote.json"), "utf8")).job as string,
    /** As a window of its own opens it. */
    compute({ setup = "", host = "lab" } = {}): Compute {
      const place = new RemotePlaces().ssh(host, { folder: "~/.ai-scientist", python: "", setup });
      return sshCompute({ project, slug: "wider-layer", worktree, requirements: [], place });
    },
  };
}

function logOnHost(job: string): Buffer {
  return readFileSync(join(host.home, ".ai-scientist/jobs", job, "stdout.log"));
}

function hasPrinted(job: string, text: string): boolean {
  return readTextOr(join(host.home, ".ai-scientist/jobs", job, "stdout.log"), "").includes(text);
}

async function outcome(
  compute: Compute,
  id: string,
  see: (state: JobState) => unknown = () => undefined,
): Promise<{ text: string; states: JobState[]; end: JobEnd }> {
  const events: JobEvent[] = [];
  for await (const event of compute.watch(id, signal)) {
    events.push(event);
    if (event.type === "state") see(event.state);
  }
  const ends = events.flatMap((event) => (event.type === "ended" ? [event.end] : []));
  expect(ends).toHaveLength(1);
  expect(events.at(-1)?.type).toBe("ended");
  const text = events.map((event) => (event.type === "output" ? event.text : "")).join("");
  return { text, end: ends[0]!, states: events.flatMap((event) => (event.type === "state" ? [event.state] : [])) };
}
