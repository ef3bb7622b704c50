import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Job } from "../../engine/ports/compute";
import { makePrivateFolder } from "../private-folder";
import { experimentEnvironment } from "./experiment-environment";
import { findInterpreter, type InterpreterWish } from "./find-interpreter";
import { type JobRecord, jobFiles, readJson, writeJson } from "./job-folder";
import { endOfLog } from "./job-log";
import { measureEnvironment } from "./measure-environment";
import { linkedOutside } from "./sandbox/linked-outside";
import { openSandbox, type Sandbox } from "./sandbox/open-sandbox";
import { type Sources, stageJob } from "./stage-job";

export type StartPlan = Sources & InterpreterWish & { readonly supervisor: string; readonly sandbox: "auto" | "off" };

/** Nothing could be started here. `message` says what to do. */
export class ComputeUnavailable extends Error {
  override readonly name = "ComputeUnavailable";
}

/**
 * Brings a job to where its supervisor runs, from wherever an interrupted start left it: every file is written whole, in this
 * order, and the last, which the supervisor writes itself, can be made only once.
 */
export async function startJob(folder: string, job: Job, plan: StartPlan, signal: AbortSignal): Promise<void> {
  const files = jobFiles(folder);
  if (existsSync(files.supervisor)) return;
  await makePrivateFolder(folder);
  mkdirSync(files.temporary, { recursive: true });
  const env = experimentEnvironment(process.env, job.env, files.temporary);
  if (!existsSync(files.job)) writeJson(files.job, await recordOf(job, plan, signal));
  await stageJob(files.work, job, plan);
  const [interpreter = ""] = readJson<JobRecord>(files.job)!.command;
  if (!existsSync(files.sandbox))
    writeJson(files.sandbox, await sandboxOf(folder, job, plan, interpreter, env, signal));
  if (!existsSync(files.environment)) {
    const { type: sandbox } = readJson<Sandbox>(files.sandbox)!;
    const measured = await measureEnvironment(interpreter, env, files.temporary, signal);
    writeJson(files.environment, { ...measured, sandbox });
  }
  signal.throwIfAborted();
  await startSupervisor(folder, plan.supervisor, env);
}

async function recordOf(job: Job, plan: StartPlan, signal: AbortSignal): Promise<JobRecord> {
  const { interpreter, problems } = await findInterpreter(plan, signal);
  if (!interpreter || problems.length > 0) throw new ComputeUnavailable(problems.join(" "));
  return { job, command: job.command.map((part) => part.replace("{python}", interpreter)) };
}

async function sandboxOf(
  folder: string,
  job: Job,
  { project, sandbox: wanted }: StartPlan,
  interpreter: string,
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<Sandbox> {
  const linked = await linkedOutside(jobFiles(folder).work, job.carry);
  const { network = false, limits } = job;
  const wish = { wanted, project, folder, interpreter, env, network, processes: limits.processes, linked };
  return openSandbox(wish, signal);
}

/** In a session of its own, so that it outlives us. In the editor `execPath` is Electron, which must be told to be Node. */
async function startSupervisor(folder: string, supervisor: string, env: Record<string, string>): Promise<void> {
  const files = jobFiles(folder);
  const log = openSync(files.supervisorLog, "a");
  const child = spawn(process.execPath, [supervisor, folder], {
    cwd: folder,
    env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", log, log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  child.once("error", () => undefined);
  child.unref();
  for (let waited = 0; !existsSync(files.supervisor); waited += 20) {
    const gone = child.exitCode !== null || child.pid === undefined;
    if ((gone || waited > 20_000) && !existsSync(files.supervisor))
      throw new ComputeUnavailable(
        `The experiment's supervisor did not start. ${await endOfLog(files.supervisorLog)}`.trim(),
      );
    await wait(20);
  }
}
