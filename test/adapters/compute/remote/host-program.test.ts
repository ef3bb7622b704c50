import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { environmentRules } from "../../../../src/adapters/compute/experiment-environment";
import { askHost } from "../../../../src/adapters/compute/remote/ask-host";
import { thisHost } from "../../../../src/adapters/compute/remote/host";
import { Cancelled, Fetched, Started } from "../../../../src/adapters/compute/remote/host-answers";
import { hostProgram } from "../../../../src/adapters/compute/remote/host-program";

const { signal } = new AbortController();
let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "host-program-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

const access = () => ({ host: thisHost(), folder, python: "", setup: "" });
const at = (...names: string[]) => join(folder, "jobs", ...names);

const job = {
  ...{ id: "run_1", commit: "c", command: [], env: {}, carry: [], collect: ["run_1"], locked: {}, gpus: 0 },
  limits: { seconds: 60, memoryMb: 4000, processes: 50, diskMb: 100, outputMb: 10 },
};
const record = { job, interpreter: "python3", command: ["true"], environment: environmentRules(), measure: "" };
const start = { verb: "start" as const, job: "p-a", interpreter: "python3", record };
const fileAt = (path: string, text: string) => ({
  ...{ path, size: text.length, runs: false, keep: false, sent: true },
  sha256: createHash("sha256").update(text).digest("hex"),
});

describe("a run that is stopped while it is sent", () => {
  test("is not started by what has arrived; sent again later, it is", async () => {
    async function* slowly() {
      yield Buffer.from("first");
      while (!existsSync(at()) || !readdirSync(at()).some((name) => name.startsWith("p-a.draft"))) await wait(20);
      const { answer } = await askHost(access(), { verb: "cancel", job: "p-a" }, Cancelled, { signal });
      expect(answer.ended).toBe(true);
      yield Buffer.from("later");
    }
    const files = [fileAt("a.txt", "first"), fileAt("b.txt", "later")];
    await expect(askHost(access(), { ...start, files }, Started, { signal, body: slowly() })).rejects.toThrow(
      "The run was stopped while it was sent",
    );
    expect(existsSync(at("p-a", "supervisor.json"))).toBe(false);
    const again = await askHost(access(), { ...start, files }, Started, { signal });
    expect(again.answer).toEqual({ started: true });
    const over = z.object({ jobs: z.tuple([z.object({ over: z.unknown() })]) });
    const jobs = [{ job: "p-a", stdout: 0, stderr: 0 }];
    for (;;) {
      const { answer } = await askHost(access(), { verb: "poll", jobs, most: 1000 }, over, { signal });
      if (answer.jobs[0].over) break;
      await wait(50);
    }
  });
});

test("results behind a link stay where they are, whatever the link leads to", async () => {
  mkdirSync(at("p-a", "work"), { recursive: true });
  mkdirSync(join(folder, "private"));
  writeFileSync(join(folder, "private", "key"), "secret");
  symlinkSync(join(folder, "private"), at("p-a", "work", "run_1"));
  const question = { verb: "fetch" as const, job: "p-a", collect: ["run_*"], most: 1000 };
  const { answer, bytes } = await askHost(access(), question, Fetched, { signal });
  expect({ files: answer.files, bytes: bytes.length }).toEqual({ files: [], bytes: 0 });
});

test("nothing that is sent is written through a link of the commit", async () => {
  mkdirSync(join(folder, "shared"));
  const body = (async function* () {
    yield Buffer.from("new");
  })();
  const files = [{ path: "data", link: join(folder, "shared") }, fileAt("data/set.txt", "new")];
  await expect(askHost(access(), { ...start, files }, Started, { signal, body })).rejects.toThrow(
    "leads out of the job's folder",
  );
  expect(readdirSync(join(folder, "shared"))).toEqual([]);
});

test("a run whose ticket was tidied away while it waited for a GPU goes on when it is its turn", () => {
  const turn = `
queue = GpuQueue(${JSON.stringify(folder)})
queue.folder = ${JSON.stringify(folder)}
queue.ticket = try_lock(os.path.join(queue.folder, queue.name))
os.unlink(os.path.join(queue.folder, queue.name))
queue.leave()
print(queue.ticket)`;
  expect(execFileSync("python3", ["-c", `${hostProgram}\n${turn}`], { encoding: "utf8" })).toBe("None\n");
});

test("a driver that stops answering while a run waits neither fails the run nor sends it to the CPU", () => {
  const turns = `
queue, answers = GpuQueue(${JSON.stringify(folder)}), [[{"index": 0, "uuid": "GPU-1", "free": False}], [], []]
queue.folder = ${JSON.stringify(folder)}
gpu_rows = lambda: answers.pop(0)
for wanted in (None, None, 1):
    print(queue.take(wanted))`;
  const said = execFileSync("python3", ["-c", `${hostProgram}\n${turns}`], { encoding: "utf8" })
    .trim()
    .split("\n");
  expect(said[0]).toMatch(/^It waits for /);
  for (const line of said.slice(1)) expect(line).toMatch(/^The driver of .* names no GPU at the moment\.$/);
});
