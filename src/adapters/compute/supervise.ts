import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, writeSync } from "node:fs";
import { constants } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { JobEnd } from "../../engine/ports/compute";
import { identityOf } from "../process-identity";
import { foldersBytes } from "./folder-size";
import {
  claimJson,
  type ExitRecord,
  type JobRecord,
  jobFiles,
  markVariable,
  readJson,
  type Started,
  writeJson,
} from "./job-folder";
import { JobProcesses } from "./job-processes";
import { LimitWatch } from "./limit-watch";
import { lockedViolations } from "./locked-files";
import type { Sandbox } from "./sandbox/open-sandbox";

/**
 * A program of its own: `node supervise.js <job folder>`. It runs one job to its end, from a session of its own, so that neither
 * closing the editor nor anything short of killing it ends it; it holds the job to its limits and writes down how it ended. The
 * job's output goes straight into files and never through here.
 */
async function supervise(folder: string): Promise<void> {
  const files = jobFiles(folder);
  if (!claimJson(files.supervisor, await identityOf(process.pid))) return;
  const record = readJson<JobRecord>(files.job);
  if (!record) throw new Error(`There is no job in ${folder}.`);
  const { job } = record;
  const refuse = (how: JobEnd["how"], violations: readonly string[]) =>
    writeJson(files.exit, { how, seconds: 0, violations } satisfies ExitRecord);
  if (existsSync(files.cancel)) return refuse({ type: "cancelled" }, []);
  const before = await lockedViolations(files.work, job.locked);
  if (before.length > 0) {
    appendFileSync(files.stderr, `Not started: ${before.join(", ")} must not be changed.\n`);
    return refuse({ type: "exited", code: notStarted }, before);
  }
  const ran = await run(folder, record);
  const violations = await lockedViolations(files.work, job.locked);
  writeJson(files.exit, { ...ran, violations } satisfies ExitRecord);
}

/** Exit codes as a shell gives them: found but not run, and not found. */
const notStarted = 126;
const notFound = 127;

async function run(folder: string, record: JobRecord) {
  const files = jobFiles(folder);
  const folders = [files.work, files.temporary, files.home];
  const sandbox = readJson<Sandbox>(files.sandbox);
  const sandboxed = sandbox?.type === "bubblewrap";
  const folderBytesBefore = await foldersBytes(folders);
  const logs = [openSync(files.stdout, "a"), openSync(files.stderr, "a")] as const;
  const child = start(folder, [...(sandboxed ? sandbox.command : []), ...record.command], logs);
  const ended = endOf(child, logs[1]);
  const processes = new JobProcesses(child.pid ?? nobody, folder, sandboxed);
  if (child.pid !== undefined)
    writeJson(files.started, { at: Date.now(), process: await identityOf(child.pid) } satisfies Started);
  const watch = new LimitWatch({
    limits: record.job.limits,
    processes,
    folders,
    folderBytesBefore,
    logBytes: () => fstatSync(logs[0]).size + fstatSync(logs[1]).size,
  });
  let how: JobEnd["how"] | undefined;
  while (!how) {
    const exited = await Promise.race([ended, wait(tickMs)]);
    const cancelled = existsSync(files.cancel) ? ({ type: "cancelled" } as const) : undefined;
    how = exited ?? cancelled ?? watch.check();
  }
  const { seconds, peakMemoryMb } = watch;
  watch.stop();
  // Whoever makes processes faster than they are ended is not asked politely.
  const isForkBomb = how.type === "limit" && how.limit === "processes";
  if (child.pid !== undefined) await processes.end(isForkBomb ? 0 : graceMs);
  logs.forEach(closeSync);
  return { how, seconds, ...(peakMemoryMb > 0 ? { peakMemoryMb: Math.round(peakMemoryMb * 10) / 10 } : {}) };
}

/** No process has this number. */
const nobody = -1;

/** How often the cheap limits are looked at, and how long a job has to end politely. */
const tickMs = 100;
const graceMs = 3000;

function start(folder: string, command: readonly string[], logs: readonly [number, number]): ChildProcess {
  const [program = "", ...args] = command;
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return spawn(program, args, {
    cwd: jobFiles(folder).work,
    env: { ...env, [markVariable]: folder },
    stdio: ["ignore", ...logs],
    detached: true,
    windowsHide: true,
  });
}

/** An end by a signal counts 128 and the signal's number, as in a shell. */
function endOf(child: ChildProcess, errors: number): Promise<{ type: "exited"; code: number }> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      writeSync(errors, `${error.message}\n`);
      resolve({ type: "exited", code: notFound });
    });
    child.once("exit", (code, signal) =>
      resolve({ type: "exited", code: code ?? 128 + (signal ? constants.signals[signal] : 0) }),
    );
  });
}

supervise(process.argv[2] ?? "").then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
