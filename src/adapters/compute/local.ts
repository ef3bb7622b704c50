import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Compute, Probe } from "../../engine/ports/compute";
import { isAlive, type ProcessIdentity } from "../process-identity";
import { abandonedProcesses } from "./abandoned-job";
import { collectResults } from "./collect-results";
import { findInterpreter } from "./find-interpreter";
import { jobFiles, jobFolder, jobName, readJson } from "./job-folder";
import { trySandbox } from "./sandbox/try-sandbox";
import { fixForNoSandbox } from "./sandbox/why-no-sandbox";
import { startJob } from "./start-job";
import { watchJob } from "./watch-job";

export type LocalComputeOptions = {
  readonly project: string;
  readonly slug: string;
  /** The idea's worktree: where earlier results lie and new ones go. */
  readonly worktree: string;
  /** The interpreter that the researcher set, if any. */
  readonly python?: string | undefined;
  /** The Python packages that the template needs. */
  readonly requirements: readonly string[];
  /** Whether runs are kept in a sandbox where the system gives one. */
  readonly sandbox: "auto" | "off";
  /** Absolute path of the bundled supervisor program. */
  readonly supervisor: string;
};

/** This machine. Every job lives in a folder of its own, `.ai-scientist/ideas/<slug>/jobs/<job>`, and needs nobody to watch it. */
export function localCompute(options: LocalComputeOptions): Compute {
  const { project, slug, worktree, requirements } = options;
  const folderOf = (job: string) => jobFolder(project, slug, job);
  return {
    place: "this machine",
    probe: (signal) => localProbe(options.python, requirements, project, signal),
    cautions: (_, signal) => localCautions(options, signal),
    async submit(job, signal) {
      await startJob(folderOf(jobName(job)), job, { ...options, python: options.python }, signal);
      return jobName(job);
    },
    watch: (job, signal) => watchJob(folderOf(job), signal),
    collect: (job) => collectResults(folderOf(job), worktree),
    cancel: (job) => cancelJob(folderOf(job)),
  };
}

/** Which interpreter experiments will get here, and what it lacks. */
export function localProbe(
  python: string | undefined,
  requirements: readonly string[],
  project: string,
  signal: AbortSignal,
): Promise<Probe> {
  return findInterpreter({ python, requirements, project }, signal);
}

/** Said before every launch that has no sandbox. Without an interpreter nothing is launched. */
async function localCautions(
  { python, requirements, project, sandbox: wanted }: LocalComputeOptions,
  signal: AbortSignal,
) {
  const { interpreter } = await localProbe(python, requirements, project, signal);
  if (!interpreter) return [];
  const sandbox = await trySandbox(wanted, project, interpreter, signal);
  if (sandbox.type !== "none") return [];
  const fix = wanted === "off" ? "" : fixForNoSandbox(process.platform, sandbox.reason);
  return [`The run has no sandbox and may do what you may. ${sandbox.reason} ${fix}`.trim()];
}

/** Asks the supervisor; ends the processes itself when there is none any more. Resolves once nothing of the job runs. */
async function cancelJob(folder: string): Promise<void> {
  const files = jobFiles(folder);
  if (!existsSync(folder)) return;
  const supervisor = readJson<ProcessIdentity>(files.supervisor);
  const supervised = supervisor !== undefined && (await isAlive(supervisor));
  if (!supervised && existsSync(files.exit)) return;
  writeFileSync(files.cancel, "");
  if (!supervisor) return;
  for (let waited = 0; waited < 15_000 && (await isAlive(supervisor)); waited += 100) await wait(100);
  await (await abandonedProcesses(folder)).end(3000);
}
