import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { HostUnreachable, type RemoteHost, thisHost } from "../../src/adapters/compute/remote/host";
import { JobPoll } from "../../src/adapters/compute/remote/job-poll";
import { sshCompute } from "../../src/adapters/compute/remote/ssh";
import type { Job, JobEnd, Limits } from "../../src/engine/ports/compute";
import type { JobState } from "../../src/research/job-state";
import { git, put } from "../adapters/workspace/a-repository";
import { forgetProjects, projectFrom, readTextOr } from "./projects";

/** The host's side with this machine as the host: what is sent, kept, refused and left, without a network between. */

const signal = new AbortController().signal;
const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  forgetProjects();
});

const MEGABYTE = 2 ** 20;

test.concurrent("data is sent once, whatever job needs it, and again only when it is no more what it was", async () => {
  const lab = aLab(`print(len(open("data/a").read()), len(open("data/b").read()))`);
  put(lab.project, {
    "data/a": "a".repeat(MEGABYTE),
    "data/b": "b".repeat(MEGABYTE),
    "data/again": "a".repeat(MEGABYTE),
  });
  const sentBy = async (id: string) => {
    const before = lab.sent();
    const { text } = await lab.run({ id, carry: ["data"] });
    expect(text).toBe(`${MEGABYTE} ${MEGABYTE}\n`);
    return (lab.sent() - before) / MEGABYTE;
  };
  expect(await sentBy("first")).toBeGreaterThan(2);
  expect(await sentBy("second")).toBeLessThan(1);
  const [cached] = cachedFiles(lab.home);
  writeFileSync(cached!, "spoilt by somebody");
  expect(await sentBy("third")).toBeGreaterThan(1);
  expect(await sentBy("fourth")).toBeLessThan(1);
});

test.concurrent("what arrived before a link broke is not sent again, and the job begins once", async () => {
  const lab = aLab(`open("../begun", "a").write("once\\n")`);
  put(lab.project, { "data/a": "a".repeat(MEGABYTE), "data/b": "b".repeat(3 * MEGABYTE) });
  lab.breakAfter(2 * MEGABYTE);
  const { end } = await lab.run({ carry: ["data"] });
  expect(end.how).toEqual({ type: "exited", code: 0 });
  expect(lab.sent() / MEGABYTE).toBeLessThan(2 + 3 + 1);
  expect(readFileSync(join(lab.onHost(), "begun"), "utf8")).toBe("once\n");
  expect(readdirSync(join(lab.home, "jobs")).filter((name) => name.includes("draft"))).toEqual([]);
});

test.concurrent("of the results plain files come back and nothing else; what is large stays and is named", async () => {
  const lab = aLab(`
    import os
    os.makedirs("run_1/.git"); open("run_1/.git/config", "w").write("x"); os.symlink("/etc/passwd", "run_1/passwd")
    os.mkfifo("run_1/pipe"); open("run_1/final_info.json", "w").write("{}"); open("elsewhere.txt", "w").write("x")
    open("run_1/line\\nbreak", "w").write("x"); open("run_1/model.pt", "wb").truncate(201 << 20)`);
  const { id } = await lab.run({});
  const { files, environment } = await lab.compute.collect(id, signal);
  expect(files).toEqual(["run_1/env.json", "run_1/final_info.json"]);
  expect(environment).toMatchObject({ leftOnHost: ["run_1/model.pt"], commit: lab.job.commit });
});

const hostile: readonly (readonly [string, keyof Limits, Partial<Limits>, string])[] = [
  ["prints for ever", "outputMb", { outputMb: 3 }, `while True: print("x" * 10_000)`],
  [
    "fills the disk",
    "diskMb",
    { diskMb: 5 },
    `for i in range(9999): open(str(i), "w").write("x" * 100_000)\nimport time; time.sleep(60)`,
  ],
  ["takes too much memory", "memoryMb", { memoryMb: 200 }, `x = bytearray(400 << 20)\nimport time; time.sleep(60)`],
  [
    "starts too many processes",
    "processes",
    { processes: 5 },
    `import os, time\nfor i in range(9): os.fork() or time.sleep(60)\ntime.sleep(60)`,
  ],
];

test.concurrent.each(hostile)("a job that %s is ended by its limit", async (_, limit, limits, code) => {
  const { end } = await aLab(code).run({ limits: { ...minute, ...limits } });
  expect(end.how).toMatchObject({ type: "limit", limit });
});

test.concurrent("a job whose supervisor was killed is unknown with the reason, once nothing of it runs", async () => {
  const lab = aLab(`
    import os, time
    print("begun", flush=True)
    while not os.path.exists("go"): time.sleep(0.1)
    print("over", flush=True)`);
  const watched = lab.run({});
  while (!readTextOr(join(lab.onHost(), "stdout.log"), "").includes("begun")) await wait(50);
  process.kill(JSON.parse(readFileSync(join(lab.onHost(), "supervisor.json"), "utf8")).pid, "SIGKILL");
  writeFileSync(join(lab.onHost(), "work/go"), "");
  const { end, text } = await watched;
  expect(text).toBe("begun\nover\n");
  expect(end.how).toMatchObject({
    type: "lost",
    reason: expect.stringMatching(/^Its supervisor on \S+ was killed, so/),
  });
});

test.concurrent("a name that leads to another machine with the same disk says so instead of giving a run up", async () => {
  const lab = aLab(`
    import os, time
    while not os.path.exists("go"): time.sleep(0.1)`);
  const watched = lab.run({}, ({ type }) => {
    if (type === "unseen") writeFileSync(join(lab.onHost(), "work/go"), "");
  });
  while (readTextOr(join(lab.onHost(), "started.json"), "") === "") await wait(50);
  const file = join(lab.onHost(), "supervisor.json");
  const supervisor = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...supervisor, host: "login1", boot: "another" }));
  const { end, states } = await watched;
  expect(end.how).toEqual({ type: "exited", code: 0 });
  expect(states.filter(({ type }) => type === "unseen")).toMatchObject([
    { reason: expect.stringMatching(/^This name led to \S+, and the run is on login1\. Name that machine itself/) },
  ]);
});

test.concurrent("a host whose folder is gone has lost the run, and a host without room says so before anything starts", async () => {
  const lab = aLab(`
    import os, time
    here = os.getcwd(); print("begun", flush=True)
    while os.path.exists(here): time.sleep(0.1)`);
  const watched = lab.run({});
  while (!readTextOr(join(lab.onHost(), "stdout.log"), "").includes("begun")) await wait(50);
  rmSync(lab.onHost(), { recursive: true, maxRetries: 20 }); // A run writes into it while it goes.
  expect((await watched).end.how).toMatchObject({
    type: "lost",
    reason: expect.stringMatching(/^Its folder on \S+ is gone\.$/),
  });
  const full = aLab("pass", "/proc");
  await expect(full.run({})).rejects.toThrow(/^this machine: .*: \/proc/);
});

const minute: Limits = { seconds: 60, memoryMb: 4000, processes: 20, diskMb: 500, outputMb: 20 };

function aLab(code: string, home = mkdtempSync(join(tmpdir(), "remote-"))) {
  if (home !== "/proc") homes.push(home);
  const indent = /\n( +)/.exec(code)?.[1] ?? "";
  const project = projectFrom("test/fixtures/templates/plain_numpy/latex", {
    "experiment.py": `${code.replaceAll(`\n${indent}`, "\n").trim()}\n`,
  });
  const worktree = join(project, ".ai-scientist/worktrees/wider-layer");
  mkdirSync(worktree, { recursive: true });
  const { host, sent, breakAfter } = counting(thisHost());
  const access = { host, folder: home, python: "", setup: "" };
  const place = { access, poll: new JobPoll(access) };
  const compute = sshCompute({ project, slug: "wider-layer", worktree, requirements: [], place });
  const job: Job = {
    id: "run_1-attempt-1",
    commit: git(project, "rev-parse", "HEAD").trim(),
    command: ["{python}", "experiment.py"],
    ...{ env: {}, carry: [], collect: ["run_1"], locked: {}, limits: minute },
  };
  return {
    ...{ project, worktree, home, compute, job, sent, breakAfter },
    /** The only job's folder on the host. */
    onHost: () => join(home, "jobs", foldersIn(join(home, "jobs"))[0] ?? "none"),
    async run(wish: Partial<Job>, see: (state: JobState) => void = () => undefined) {
      const id = await compute.submit({ ...job, ...wish }, signal);
      const states: JobState[] = [];
      let [text, end] = ["", undefined as JobEnd | undefined];
      for await (const event of compute.watch(id, signal)) {
        if (event.type === "output" && text.length < 2 * MEGABYTE) text += event.text;
        if (event.type === "state") {
          states.push(event.state);
          see(event.state);
        }
        if (event.type === "ended") end = event.end;
      }
      return { id, text, states, end: end! };
    },
  };
}

/** Counts the bytes that go to a host, and breaks the link once, after some of them. */
function counting(host: RemoteHost) {
  let [sent, breaksAt] = [0, Number.POSITIVE_INFINITY];
  const counted: RemoteHost = {
    name: host.name,
    async run(script, options) {
      const broken = { is: false };
      async function* passing() {
        for await (const piece of options.input as AsyncIterable<Uint8Array>) {
          if (sent > breaksAt) {
            [breaksAt, broken.is] = [Number.POSITIVE_INFINITY, true];
            return;
          }
          sent += piece.length;
          yield piece;
        }
      }
      const answer = await host.run(script, { ...options, input: Readable.from(passing(), { objectMode: false }) });
      if (broken.is) throw new HostUnreachable("The link broke.", "link");
      return answer;
    },
  };
  return { host: counted, sent: () => sent, breakAfter: (bytes: number) => void (breaksAt = sent + bytes) };
}

function cachedFiles(home: string): string[] {
  const files = readdirSync(join(home, "cache"), { recursive: true, encoding: "utf8" });
  return files.filter((name) => /[0-9a-f]{64}$/.test(name)).map((name) => join(home, "cache", name));
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => !name.includes("draft"));
  } catch {
    return [];
  }
}
