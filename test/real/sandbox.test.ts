import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { localCompute } from "../../src/adapters/compute/local";
import type { Job, JobEnd } from "../../src/engine/ports/compute";
import { asProgram } from "../adapters/as-program";
import { aRepository, git, put } from "../adapters/workspace/a-repository";

/** Experiments that mean harm, each run as any other. What they may not do is tried for real, beside things that they must not touch. */
let supervisor: string;
let listener: Server;
let bystander: ChildProcess;
let connections = 0;
const planted = mkdtempSync(join(homedir(), ".planted-for-a-test-"));
const projects: string[] = [];
const signal = new AbortController().signal;

beforeAll(async () => {
  supervisor = asProgram(`import "./src/adapters/compute/supervise";`);
  writeFileSync(join(planted, "secret"), "swordfish");
  vi.stubEnv("OPENAI_API_KEY", "sk-swordfish");
  vi.stubEnv("AI_SCIENTIST_MODEL_BASE_URL", "http://swordfish");
  vi.stubEnv("SSH_AUTH_SOCK", join(planted, "swordfish"));
  listener = createServer((socket) => {
    connections += 1;
    socket.end("swordfish");
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  bystander = spawn("sleep", ["600"], { stdio: "ignore" });
});
afterAll(() => {
  vi.unstubAllEnvs();
  bystander.kill("SIGKILL");
  listener.close();
  for (const folder of [planted, ...projects]) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

test("it cannot read the researcher's home, and the run says what it asked for", async () => {
  const { end, text } = await run(`
    import os
    print(sorted(os.listdir(os.path.expanduser("~"))))
    print(open("${planted}/secret").read())`);
  expect(end.how).toEqual({ type: "exited", code: 1 });
  expect(text.split("\n")[0]).not.toMatch(/planted-for-a-test|\.ssh|\.config|\.bash/);
  expect(text).not.toContain("swordfish");
  expect(end.denied).toEqual([`It asked for ${planted}/secret, which is not shown to runs.`]);
});

test("what it writes into its home, its temporary folder and shared memory stays its own", async () => {
  const { end } = await run(`
    import os, tempfile
    open(os.path.expanduser("~/left-by-a-run"), "w").write("x")
    open("/tmp/left-by-a-run", "w").write("x"); tempfile.mkdtemp()
    open("/dev/shm/left-by-a-run", "w").write("x")
    open("own", "w").write("x")`);
  expect(end.how).toEqual({ type: "exited", code: 0 });
  for (const folder of [homedir(), "/tmp", "/dev/shm"]) expect(existsSync(join(folder, "left-by-a-run"))).toBe(false);
});

test("it cannot write anywhere else", async () => {
  const paths = ["/usr/x", "/etc/x", "/x", "/dev/x", "/var/x"];
  const forged = ["../exit.json", "../../../journal.jsonl", "../../../../../../experiment.py"];
  const { end, lab } = await run(`
    for path in ${JSON.stringify([...paths, ...forged])}:
        try:
            open(path, "w").write("forged")
        except OSError as error:
            print(error)`);
  expect(end.denied).toEqual(
    paths.map(
      (path) => `It wanted to write ${path}; a run writes only in its own folder and in that for temporary files.`,
    ),
  );
  for (const path of paths) expect(existsSync(path), path).toBe(false);
  for (const path of forged) {
    const at = join(lab.folder(), "work", path);
    expect(existsSync(at) && readFileSync(at, "utf8"), path).not.toBe("forged");
  }
});

test("it reaches no network: neither this machine's services nor the world, and the run says so", async () => {
  const { port } = listener.address() as { port: number };
  const { end, text } = await run(`
    import socket
    for address in [("127.0.0.1", ${port}), ("192.0.2.1", 80), ("example.org", 80)]:
        try:
            print(socket.create_connection(address, timeout=5).recv(100))
        except OSError as error:
            print(error)`);
  expect(text).not.toContain("swordfish");
  expect(connections).toBe(0);
  expect(end.denied).toEqual([
    "A connection was refused: a run reaches no program but its own.",
    "It asked for the network, which runs have only where template.json says so.",
  ]);
});

test("a template that needs the network gets it, and its runs are sandboxed all the same", async () => {
  const { port } = listener.address() as { port: number };
  const { end, text } = await run(
    `
    import os, socket
    print(socket.create_connection(("127.0.0.1", ${port})).recv(100), os.path.exists("${planted}"))`,
    { network: true },
  );
  expect(text).toBe("b'swordfish' False\n");
  expect(end.denied).toBeUndefined();
});

test("its own processes may talk to each other over loopback and shared memory", async () => {
  const { text } = await run(`
    import multiprocessing, socket, threading
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: server.accept()[0].send(b"hello")).start()
    print(socket.create_connection(server.getsockname()).recv(9), multiprocessing.Array("i", 3)[:])`);
  expect(text).toBe("b'hello' [0, 0, 0]\n");
});

test("it neither sees nor ends another process", async () => {
  const { text, end } = await run(`
    import os, signal
    print(sorted(int(name) for name in os.listdir("/proc") if name.isdigit()) == [1, os.getpid()])
    for pid in [${bystander.pid}, ${process.pid}]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError as error:
            print(error)
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        print("nobody else")`);
  expect(text).toBe("True\n[Errno 3] No such process\n[Errno 3] No such process\nnobody else\n");
  expect(end.how).toEqual({ type: "exited", code: 0 });
  expect(bystander.exitCode).toBeNull();
  expect(process.kill(bystander.pid!, 0)).toBe(true);
});

test("no secret is in its environment, nor in that of any process that it can look at", async () => {
  const { text } = await run(`
    import glob
    for path in glob.glob("/proc/*/environ"):
        try:
            print(open(path).read().replace("\\0", "\\n"))
        except OSError as error:
            print(error)`);
  expect(text).toContain("OMP_NUM_THREADS=1");
  expect(text).not.toMatch(/swordfish|OPENAI|SSH_AUTH_SOCK|BASE_URL/);
});

test("a fork bomb ends at its limit, with everything that it made", async () => {
  const { end, lab } = await run(
    `
    import os, time
    time.sleep(0.5)
    for n in range(9):
        os.fork()
    time.sleep(60)`,
    { limits: { seconds: 60, memoryMb: 8000, processes: 50, diskMb: 50, outputMb: 20 } },
  );
  expect(end.how).toMatchObject({ type: "limit", limit: "processes" });
  expect(processesOf(lab.folder())).toEqual([]);
});

test("one that goes into the background, twice over and without a name, ends with the run", async () => {
  const { end, lab } = await run(`
    import os, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execve("/bin/sleep", ["sleep", "599"], {})
        os._exit(0)
    time.sleep(0.5)
    print("done")`);
  expect(end).toMatchObject({ how: { type: "exited", code: 0 }, stdoutEnd: "done\n" });
  expect(processesOf(lab.folder())).toEqual([]);
  expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toContain("sleep 599");
});

test("neither the project's journals nor other ideas, other jobs or the repository are there", async () => {
  const lab = aLab(`
    import os
    at = os.getcwd()
    while at != "/":
        at = os.path.dirname(at)
        print(at.rsplit("/", 1)[1], sorted(os.listdir(at))) if "jobs" in os.getcwd()[len(at):] or at.endswith("jobs") else None
    for path in ["../../../journal.jsonl", "../../../../other/journal.jsonl", "../exit.json", "../../../../../../.git/config"]:
        print(os.path.exists(path))`);
  put(lab.project, {
    ".ai-scientist/ideas/wider-layer/journal.jsonl": "swordfish",
    ".ai-scientist/ideas/other/journal.jsonl": "swordfish",
  });
  const { text } = await outcome(lab, await lab.compute.submit(lab.job, signal));
  expect(text).toContain("jobs ['run_1-attempt-1-");
  expect(text).toContain("ideas ['wider-layer']\n");
  expect(text).toMatch(/(False\n){4}$/);
});

test("a project that lies below the system's own folders is no more open than another", async () => {
  const opt = mkdtempSync("/opt/study-of-a-test-");
  projects.push(opt);
  const lab = aLab(`
    import os
    print(os.path.exists("${opt}/study/secret"), os.listdir("."), open("experiment.py").readline() != "")`);
  const project = join(opt, "study");
  execFileSync("cp", ["-a", lab.project, project]);
  writeFileSync(join(project, "secret"), "swordfish");
  const moved = labAt(project);
  const { text } = await outcome(moved, await moved.compute.submit(moved.job, signal));
  expect(text).toBe("False ['experiment.py'] True\n");
});

test("a second sandbox inside, and what an administrator could mount, give no way out", async () => {
  const { text } = await run(`
    import os, subprocess
    for command in [["mount", "-o", "remount,rw", "/usr"], ["mount", "-t", "tmpfs", "x", "/usr"], ["umount", "/etc"],
                    ["cat", "/etc/shadow"], ["chroot", "/proc/1/root", "cat", "${planted}/secret"]]:
        done = subprocess.run(command, capture_output=True, text=True)
        print(done.returncode != 0 or done.stdout == "")
    print(os.path.exists("/proc/1/root${planted}"))`);
  expect(text).toBe("True\nTrue\nTrue\nTrue\nTrue\nFalse\n");
});

test("data that lies elsewhere is shown where a link of the researcher leads to it, and cannot be changed", async () => {
  const data = mkdtempSync(join(tmpdir(), "data-elsewhere-"));
  projects.push(data);
  writeFileSync(join(data, "set.txt"), "numbers");
  const lab = aLab(`
    print(open("data/set.txt").read())
    open("data/set.txt", "w")`);
  symlinkSync(data, join(lab.project, "data"));
  const { end, text } = await outcome(lab, await lab.compute.submit({ ...lab.job, carry: ["data"] }, signal));
  expect(text).toContain("numbers\n");
  expect(end.stderrEnd).toContain("Read-only file system");
  expect(readFileSync(join(data, "set.txt"), "utf8")).toBe("numbers");
});

test("an end by a signal is told as it is without a sandbox", async () => {
  const { end } = await run(`import os; os.kill(os.getpid(), 9)`);
  expect(end.how).toEqual({ type: "exited", code: 137 });
});

async function run(code: string, changes: Partial<Job> = {}) {
  const lab = aLab(code);
  return { lab, ...(await outcome(lab, await lab.compute.submit({ ...lab.job, ...changes }, signal))) };
}

function aLab(code: string) {
  const indent = /\n( +)/.exec(code)?.[1] ?? "";
  const project = aRepository({ "experiment.py": `${code.replaceAll(`\n${indent}`, "\n").trim()}\n` });
  projects.push(project);
  return labAt(project);
}

function labAt(project: string) {
  const worktree = join(project, ".ai-scientist/worktrees/wider-layer");
  mkdirSync(worktree, { recursive: true });
  writeFileSync(join(project, ".ai-scientist/.gitignore"), "*\n");
  const job: Job = {
    id: "run_1-attempt-1",
    commit: git(project, "rev-parse", "HEAD").trim(),
    command: ["{python}", "experiment.py"],
    env: {},
    carry: [],
    collect: ["run_1"],
    locked: {},
    limits: { seconds: 60, memoryMb: 4000, processes: 20, diskMb: 50, outputMb: 20 },
  };
  const compute = localCompute({
    ...{ project, slug: "wider-layer", worktree, requirements: [], supervisor, sandbox: "auto" },
  });
  const folder = () =>
    join(project, ".ai-scientist/ideas/wider-layer/jobs", `run_1-attempt-1-${job.commit.slice(0, 10)}`);
  return { project, job, compute, folder };
}

async function outcome({ compute }: Pick<ReturnType<typeof aLab>, "compute">, id: string) {
  let text = "";
  let end: JobEnd | undefined;
  for await (const event of compute.watch(id, signal)) {
    if (event.type === "ended") end = event.end;
    else if (event.type === "output") text += event.text;
  }
  expect((await compute.collect(id, signal)).environment.sandbox).toBe("bubblewrap");
  return { text, end: end! };
}

/** What still runs with the job's folder as its working directory or below it. */
function processesOf(folder: string): string[] {
  const found = execFileSync("sh", ["-c", "ls -l /proc/[0-9]*/cwd 2>/dev/null || true"], { encoding: "utf8" });
  return found.split("\n").filter((line) => line.includes(folder));
}
