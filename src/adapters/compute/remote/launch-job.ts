import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Job } from "../../../engine/ports/compute";
import { makePrivateFolder } from "../../private-folder";
import { environmentRules } from "../experiment-environment";
import { type JobRecord, jobFiles, readJson, writeJson } from "../job-folder";
import { measuringProgram } from "../measure-environment";
import type { Sources } from "../stage-job";
import { ComputeUnavailable } from "../start-job";
import { askHost, type HostAccess } from "./ask-host";
import { contentsOf, type FileToSend, filesToSend, type LinkToSend, notThere } from "./files-to-send";
import { HostUnreachable } from "./host";
import { type Look, Started } from "./host-answers";
import { lookAtHost, probeOf } from "./look-at-host";
import { readRemote, writeRemote } from "./remote-record";

export type LaunchPlan = Sources & {
  readonly access: HostAccess;
  readonly place: string;
  readonly requirements: readonly string[];
  /** The job's name on the host. */
  readonly remoteJob: string;
  /** What a cluster that starts the job there is to be told. */
  readonly cluster?: (asked: ClusterJob) => object;
};

export type ClusterJob = {
  readonly job: Job;
  readonly remoteJob: string;
  readonly interpreter: string;
  readonly look: Look;
};

/**
 * Starts a job on a host in two round trips: a look, and everything that is missing there with the start. Whatever breaks off is
 * done again, and what has arrived is not sent again; the host starts a job once.
 */
export async function launchJob(folder: string, job: Job, plan: LaunchPlan, signal: AbortSignal): Promise<void> {
  if (readRemote(folder)) return;
  await makePrivateFolder(folder);
  mkdirSync(folder, { recursive: true });
  await persistently(() => launchOnce(folder, job, plan, signal), signal);
  writeRemote(folder, { place: plan.place, folder: plan.access.folder, job: plan.remoteJob });
}

async function launchOnce(folder: string, job: Job, plan: LaunchPlan, signal: AbortSignal): Promise<void> {
  const scratch = join(folder, "staging");
  try {
    const files = await filesToSend(job, plan, scratch);
    const hashes = files.flatMap((file) => ("sha256" in file && file.keep ? [file.sha256] : []));
    const wanted = {
      requirements: plan.requirements,
      hashes: [...new Set(hashes)],
      job: plan.remoteJob,
      cluster: plan.cluster !== undefined,
    };
    const look = await lookAtHost(plan.access, wanted, signal);
    const record = recordOf(job, plan, look, readJson<JobRecord>(jobFiles(folder).job));
    writeJson(jobFiles(folder).job, record);
    if (!look.known) await start({ record, files, look, plan, signal }, look.have);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type HostRecord = JobRecord & { readonly interpreter: string };

function recordOf(job: Job, plan: LaunchPlan, look: Look, before: JobRecord | undefined): HostRecord {
  const { interpreter, problems } = probeOf(look, plan.access, plan.requirements, Date.now());
  if (look.known && before) return { ...before, interpreter: interpreter ?? "" };
  const wanted = job.gpus ?? 0;
  // What a login node has says nothing of its cluster, which tells itself what it cannot give.
  if (!plan.cluster && wanted > look.gpus.length)
    throw new ComputeUnavailable(
      `${plan.access.host.name} has ${look.gpus.length} GPUs and the run asks for ${wanted}. Set compute.gpus, or choose another place.`,
    );
  if (!interpreter || problems.length > 0) throw new ComputeUnavailable(problems.join(" "));
  return { job, interpreter, command: job.command.map((part) => part.replace("{python}", interpreter)) };
}

type Start = {
  readonly record: HostRecord;
  readonly files: readonly (FileToSend | LinkToSend)[];
  readonly look: Look;
  readonly plan: LaunchPlan;
  readonly signal: AbortSignal;
};

async function start(all: Start, have: readonly string[]): Promise<void> {
  const { record, files, look, plan, signal } = all;
  const missing = notThere(files, have);
  const question = {
    verb: "start" as const,
    job: plan.remoteJob,
    interpreter: record.interpreter,
    record: { ...record, environment: environmentRules(), measure: measuringProgram },
    files: files.map((file) => ("link" in file ? file : { ...file, source: undefined, sent: missing.has(file) })),
    ...plan.cluster?.({ ...record, remoteJob: plan.remoteJob, look }),
  };
  const options = { signal, body: contentsOf(missing), timeoutSeconds: mostSecondsToSend };
  const { answer } = await askHost(plan.access, question, Started, options);
  if ("stale" in answer) await start(all, without(have, answer.stale));
  if ("unseen" in answer) throw new HostUnreachable(`${plan.access.host.name}: ${answer.unseen}.`, "link");
}

/** A day: data may be large and the link slow. A link that is dead is noticed by `ssh` itself. */
const mostSecondsToSend = 86_400;

/** The host forgot these. One that it forgets twice would be sent for ever. */
function without(have: readonly string[], stale: readonly string[]): string[] {
  const left = have.filter((hash) => !stale.includes(hash));
  if (left.length === have.length) throw new ComputeUnavailable("What was sent did not arrive as it was. Try again.");
  return left;
}

/** Tries again while only the link fails, for about a minute. */
async function persistently(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (const seconds of [1, 2, 4, 8, 15, 30, undefined]) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HostUnreachable)) throw error;
      if (error.trouble !== "link" || seconds === undefined)
        throw new ComputeUnavailable(`The run could not be started: ${error.message}`, { cause: error });
      await wait(seconds * 1000, undefined, { signal });
    }
  }
}
